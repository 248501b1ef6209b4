# SPDX-License-Identifier: GPL-3.0-or-later
"""Numbers that know how large the terms were of which they were summed.

`terms` is the size of what rounding may have touched: a difference of two numbers of 1e6 that is 3 has
terms of about 2e6, a whole number that is exact has none. Two evaluations that round differently agree
to some 1e-15 of it. Where a jump (a comparison, floor) lies closer than 1e-9 of the terms, which side is
taken is chance; `near` collects such places."""

import math

NAN = float('nan')
INF = float('inf')
NEAR = 1e-9
ANY = 1e200     # terms of a number that another evaluation may have otherwise

near = []


class Number:
    __slots__ = ('x', 'terms')

    def __init__(self, x, terms=0.0):
        self.x = x
        self.terms = terms if terms < INF else 0.0

    def __repr__(self):
        return 'Number(%r, %r)' % (self.x, self.terms)


ZERO = Number(0.0)
ONE = Number(1.0)


def exact(x):
    return Number(float(x))


def is_sum(x, a, b):
    """Whether x is a + b without rounding."""
    part = x - a
    return (a - (x - part)) + (b - part) == 0


def is_product(x, a, b):
    """Whether x is a * b without rounding."""
    if not all(map(math.isfinite, (x, a, b))):
        return False
    (n, d), (na, da), (nb, db) = (y.as_integer_ratio() for y in (x, a, b))
    return n * da * db == na * nb * d


def jump(what, distance, terms):
    if terms > 0 and abs(distance) <= NEAR * terms:
        near.append(what)


def add(a, b):
    x = a.x + b.x
    if a.terms == 0 and b.terms == 0 and is_sum(x, a.x, b.x):
        return Number(x)
    if a.x == 0 and a.terms == 0:
        return b
    if b.x == 0 and b.terms == 0:
        return a
    return Number(x, a.terms + b.terms + abs(x))


def neg(a):
    return Number(-a.x, a.terms)


def sub(a, b):
    return add(a, neg(b))


def mul(a, b):
    x = a.x * b.x
    if a.terms == 0 and b.terms == 0 and is_product(x, a.x, b.x):
        return Number(x)
    if a.terms == 0 and abs(a.x) == 1:
        return Number(x, b.terms)
    if b.terms == 0 and abs(b.x) == 1:
        return Number(x, a.terms)
    return Number(x, abs(a.x) * b.terms + abs(b.x) * a.terms + abs(x))


def div(a, b):
    if b.x == 0:
        if a.x == 0 or a.x != a.x:
            return Number(NAN)
        return Number(math.copysign(INF, a.x) * math.copysign(1, b.x))
    try:
        x = a.x / b.x
    except OverflowError:
        x = NAN
    if a.terms == 0 and b.terms == 0 and is_product(a.x, x, b.x):
        return Number(x)
    return Number(x, (a.terms + abs(x) * b.terms) / abs(b.x) + abs(x))


def power(a, b):
    try:
        x = math.pow(a.x, b.x)
    except OverflowError:
        x = INF
    except ValueError:
        x = INF if a.x == 0 and b.x < 0 else NAN
    if a.terms == 0 and b.terms == 0 and math.isfinite(a.x) and math.isfinite(b.x) \
            and a.x == math.floor(a.x) and b.x == math.floor(b.x) >= 0 and abs(x) < 2 ** 53:
        return Number(x)
    terms = 4 * abs(x)
    if a.x != 0:
        terms += abs(b.x * x / a.x) * a.terms
        if b.terms:
            terms += abs(x * math.log(abs(a.x))) * b.terms
    return Number(x, terms)


def function_of_one(name, a):
    x = a.x
    if name == 'abs':
        return Number(abs(x), a.terms)
    if name == 'sqrt':
        if not x >= 0:
            return Number(NAN)
        y = math.sqrt(x)
        return Number(y, y + (a.terms / (2 * y) if y else 0))
    if name == 'exp':
        try:
            y = math.exp(x)
        except OverflowError:
            y = INF
        return Number(y, abs(y) * (4 + a.terms))
    if name in ('ln', 'log10'):
        if x == 0:
            return Number(-INF)
        if not x > 0:
            return Number(NAN)
        y = math.log(x) if name == 'ln' else math.log10(x)
        return Number(y, abs(y) + a.terms / x + 1)
    if x != x or x in (INF, -INF):
        return Number(x)
    if name == 'floor':
        jump(name, x - round(x), a.terms)
        return Number(float(math.floor(x)))
    if name == 'ceil':
        jump(name, x - round(x), a.terms)
        return Number(float(math.ceil(x)))
    assert name == 'round'
    jump(name, x - math.floor(x) - 0.5, a.terms)
    return Number(away(x))


def away(x):
    """Rounded to a whole number, a half away from zero."""
    if x != x or x in (INF, -INF):
        return x
    whole = math.floor(abs(x))
    if abs(x) - whole >= 0.5:
        whole += 1
    return math.copysign(float(whole), x)


def modulo(a, b):
    return sub(a, mul(b, function_of_one('floor', div(a, b))))


def truth(x):
    return ONE if x else ZERO


def compare(operator, a, b):
    """1 or 0; NaN stays NaN."""
    if a.x != a.x or b.x != b.x:
        return Number(NAN)
    if a.x - b.x == a.x - b.x:
        jump(operator, a.x - b.x, a.terms + b.terms)
    return truth({'<': a.x < b.x, '<=': a.x <= b.x, '>': a.x > b.x, '>=': a.x >= b.x,
                  '==': a.x == b.x, '!=': a.x != b.x}[operator])


def condition(a):
    """Whether a number is true; None for NaN."""
    if a.x != a.x:
        return None
    jump('condition', a.x, a.terms)
    return a.x != 0


def junction(operator, a, b):
    left, right = condition(a), condition(b)
    if left is None or right is None:
        return Number(NAN)
    return truth(left and right if operator == 'and' else left or right)


def negation(a):
    x = condition(a)
    return Number(NAN) if x is None else truth(not x)


def extreme(choose, operands):
    if any(a.x != a.x for a in operands):
        return Number(NAN)
    best = choose(operands, key=lambda a: a.x)
    rivals = [a for a in operands if abs(a.x - best.x) <= NEAR * (a.terms + best.terms)]
    return Number(best.x, max([best.terms] + [a.terms for a in rivals]))


def clamp(x, low, high):
    return extreme(min, [extreme(max, [x, low]), high])


def within(x, y, tolerance):
    far = function_of_one('abs', sub(x, y))
    return compare('<=', far, mul(tolerance, function_of_one('abs', y)))


def steps(operands):
    if any(a.x != a.x for a in operands):
        return Number(NAN)
    x = operands[0]
    value = operands[1]
    for i in range(2, len(operands) - 1, 2):
        if compare('>=', x, operands[i]).x:
            value = operands[i + 1]
    return value


def tiers(operands):
    """tiers(x, p1, t1, p2, t2, p3): p1 for each up to t1, p2 for each beyond up to t2, p3 beyond."""
    x = operands[0]
    prices = operands[1::2]
    limits = operands[2::2]
    total = mul(prices[0], extreme(min, [x, limits[0]]) if limits else x)
    for i, price in enumerate(prices[1:]):
        beyond = sub(x, limits[i])
        if i + 1 < len(limits):
            part = clamp(beyond, ZERO, sub(limits[i + 1], limits[i]))
        else:
            part = extreme(max, [ZERO, beyond])
        total = add(total, mul(price, part))
    return total


def annuity(rate, n):
    """The level payment a period on a loan of 1."""
    if rate.x == 0:
        return div(ONE, n)
    try:
        grown = -math.expm1(-n.x * math.log1p(rate.x))
    except (ValueError, OverflowError):
        return Number(NAN)
    below = Number(grown, abs(grown) + abs(n.x) * rate.terms + abs(rate.x) * n.terms + abs(n.x * rate.x))
    return div(rate, below)


def total(numbers):
    result = ZERO
    for a in numbers:
        result = add(result, a)
    return result
