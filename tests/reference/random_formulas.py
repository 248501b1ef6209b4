# SPDX-License-Identifier: GPL-3.0-or-later
"""Random numbers, lists and formulas, for generate.py. How large a formula may become is carried along
with its text, so that nothing grows beyond what is plausible."""

import random
import re

UNITS = ['', '', '', ' USD', ' USD/seat', ' seats', ' boxes/month', ' hours', ' kWh']
WORDS = ['ache', 'birch', 'cedar', 'daisy', 'elm', 'fern', 'gorse', 'hazel', 'iris', 'jade', 'kelp',
         'larch', 'maple', 'nettle', 'oak', 'pine', 'quince', 'reed', 'sage', 'thyme', 'ulex',
         'vetch', 'willow', 'yew', 'zinnia', '数据', 'größe']
# Words before a parenthesis alone: lines and stages may have these names.
FUNCTIONS = ['peak', 'first', 'low', 'at', 'spread', 'series', 'value', 'chance']
MOST = 1e6          # of a role in one period
PERIODS = {'month': ('months', 12), 'quarter': ('quarters', 4), 'year': ('years', 1)}


class E:
    """A formula's text, its binding strength, the largest size it may have, whether it is >= 0."""

    def __init__(self, text, strength, size, positive):
        self.text = text
        self.strength = strength
        self.size = size
        self.positive = positive

    def at(self, strength):
        return self.text if self.strength >= strength else '(%s)' % self.text


ATOM, POWER, SIGN, PRODUCT, SUM, COMPARISON, NOT, AND, OR = 9, 8, 7, 6, 5, 4, 3, 2, 1


def atom(text, size, positive=False):
    return E(text, ATOM, size, positive)


def call(name, operands, size, positive):
    return E('%s(%s)' % (name, ', '.join(o if isinstance(o, str) else o.text for o in operands)),
             ATOM, size, positive)


def as_formula(a):
    """A formula's text, in parentheses where it would be read as a parameter."""
    if re.fullmatch(r'[+-]?[\d._]+(k|万)?( %)?|\d{4}-\w\w', a.text):
        return '(%s)' % a.text
    return a.text


def plus(a, b, sign='+'):
    right = b.at(PRODUCT) if sign == '-' or b.strength < SUM else b.at(PRODUCT)
    return E('%s %s %s' % (a.at(SUM), sign, right), SUM, a.size + b.size,
             sign == '+' and a.positive and b.positive)


def times(a, b):
    return E('%s * %s' % (a.at(PRODUCT), b.at(SIGN)), PRODUCT, a.size * b.size,
             a.positive and b.positive)


def over(a, b, least):
    """a / b, where b is at least that large."""
    return E('%s / %s' % (a.at(PRODUCT), b.at(SIGN)), PRODUCT, a.size / least,
             a.positive and b.positive)


class Place:
    """What a formula may use where it stands."""

    def __init__(self, is_series):
        self.is_series = is_series
        self.now = []           # E, this period's (or scalars)
        self.scalars = []       # E, of which none is a series
        self.back = []          # E, names that may be looked back on
        self.own_back = []      # those of them that are the section's own lines
        self.constant = []      # E, own parameters, of which a stream can be made
        self.whole = []         # E, series to make one number of
        self.shares = []        # E, lists by age


class Section:
    """A stage, a row, a kind, [shared] or [metrics] as it is being written."""

    def __init__(self, name, is_series):
        self.name = name
        self.is_series = is_series
        self.entries = []
        self.scalars = []       # E with the bare name
        self.series = []
        self.shares = []
        self.lists = {}         # name: how many numbers
        self.roles = {}         # role: its size in one period
        self.first = 1
        self.looks = False      # looks back on what may depend on anything
        self.uses_others = False
        self.on = True
        self.rows = None
        self.alls = []
        self.paid = False
        self.kind = None

    def put(self, key, text):
        self.entries.append((key, text))

    def has(self, key):
        return any(key == other for other, _ in self.entries)


class Formulas:
    """Formulas for a place; which features of the language they have is in `names`."""

    def __init__(self, seed, names):
        self.rng = random.Random(seed)
        self.names = names
        self.n_names = 0
        self.taken = []         # of FUNCTIONS
        self.sections = []
        self.stages = []
        self.kinds = []
        self.zero = False

    # Small things.

    def may(self, feature, probability=1.0):
        return feature in self.names and self.rng.random() < probability

    def chance(self, probability):
        return self.rng.random() < probability

    def pick(self, things):
        return self.rng.choice(things)

    def fresh(self):
        self.n_names += 1
        functions = [name for name in FUNCTIONS if name not in self.taken]
        if self.names and functions and self.chance(0.03):
            self.taken.append(self.pick(functions))
            return self.taken[-1]
        return '%s%d' % (self.pick(WORDS), self.n_names)

    def value(self, low, high):
        """A number of two or three digits."""
        x = self.rng.uniform(low, high)
        return float('%.*g' % (self.pick([1, 2, 3]), x)) if x else 0.0

    def digits(self, x, grouped=False, scale=True):
        """A number's text."""
        ways = []
        plain = ('%.10f' % x).rstrip('0').rstrip('.')
        ways += [plain] * 3
        if scale and abs(x) >= 1000:
            ways.append('%sk' % self.digits(round(x / 1000, 9), scale=False))
            if abs(x) >= 10000:
                ways.append('%s万' % self.digits(round(x / 10000, 9), scale=False))
            if float(plain).is_integer():
                ways.append('{:_}'.format(int(x)))
                if grouped:
                    ways.append('{:,}'.format(int(x)))
        if scale and 0 < abs(x) < 1:
            ways += ['%s %%' % self.digits(round(x * 100, 9), scale=False)] * 2
        return self.pick(ways)

    def literal(self, low, high):
        x = self.value(low, high)
        return atom(self.digits(x), abs(x), x >= 0)

    def word(self, period):
        """A month's word for a period, or its number where there is no start."""
        if self.start is None or 'words' not in self.names:
            return str(period)
        month = self.start + (period - 1) * self.months_a_period
        year, month = divmod(month, 12)
        if self.period == 'quarter' and month % 3 == 0 and self.chance(0.6):
            return '%d-Q%d' % (year, month // 3 + 1)
        return '%d-%02d' % (year, month + 1)

    def when(self, period):
        """A period behind `from` or of first_month: there 2027 is that year's first."""
        if self.start is not None and 'words' in self.names and self.chance(0.5):
            month = self.start + (period - 1) * self.months_a_period
            if month % 12 == 0:
                return str(month // 12)
        if period >= 1 and self.chance(0.4):
            return str(period)
        return self.word(period)

    # Values.

    def parameter(self, low, high, unit=True):
        """(text, value) of a parameter."""
        x = self.value(low, high)
        return self.digits(x, grouped=True) + (self.pick(UNITS) if unit else ''), x

    def list_text(self, low, high, first, by_age=False, names=(), past=True):
        """(text, largest, how many) of a list. names: (name, period) of scalar lines."""
        rng = self.rng
        percent = high <= 1 and self.chance(0.7)
        n = rng.randint(1 if 'from' in self.names and not by_age else 2, 6)
        pieces = []
        largest = 0.0
        place = 0 if by_age else first
        for i in range(n):
            x = self.value(low, high)
            largest = max(largest, abs(x))
            if percent:
                text = self.digits(round(x * 100, 9), scale=False)
            else:
                # The suffixes are each number's own.
                text = self.digits(x, grouped=True, scale=abs(x) >= 1)
            here = place
            placed = 'from' in self.names and (self.chance(0.45 if i == 0 else 0.3) or n == 1)
            if placed and by_age:
                here = place + rng.randint(0, 3)
                text += ' from %d' % here
            elif placed:
                known = [(name, period) for name, period in names if period >= place]
                if i == 0 and past and 'past' in self.names and self.can_say(first - 2) \
                        and self.chance(0.8):
                    here = first - rng.randint(1, 2)
                    text += ' from ' + self.say(here)
                elif known and self.chance(0.5):
                    name, here = self.pick(known)
                    text += ' from ' + name
                elif self.can_say(here):
                    here = place + rng.randint(0, 4)
                    text += ' from ' + self.say(here)
                elif n == 1:
                    here = place + rng.randint(0, 4)
                    text += ' from %d' % max(here, 1 if 'past' in self.names else first)
            pieces.append(text)
            place = here + 1
        unit = '' if by_age or percent else self.pick(UNITS)
        end = ' %' if percent else unit
        if percent and self.chance(0.2):
            pieces[0] = pieces[0].replace(' from', ' % from') if ' from' in pieces[0] \
                else pieces[0] + ' %'
        pieces[-1] += end
        return ', '.join(pieces), largest, n

    def moment(self, period):
        """A period as a parameter's value: there 2027 is a number like any other."""
        return self.word(period) if self.chance(0.6) else str(period)

    def can_say(self, period):
        return period >= 1 or (self.start is not None and 'words' in self.names)

    def say(self, period):
        return self.when(period) if period >= 1 else self.word(period)

    # Formulas.

    def some(self, place):
        if place.now and self.chance(0.85):
            return self.pick(place.now)
        return self.literal(0.1, 20)

    def small(self, a, most=1e7):
        """Scaled down where it may be too large."""
        while a.size > most:
            a = times(a, atom('0.001', 0.001, True))
        return a

    def absolute(self, a):
        return a if a.positive else call('abs', [a], a.size, True)

    def condition(self, place, depth):
        way = self.rng.random()
        if depth > 0 and way < 0.15:
            a, b = self.condition(place, depth - 1), self.condition(place, depth - 1)
            if self.chance(0.5):
                return E('%s and %s' % (a.at(AND), b.at(NOT)), AND, 1, True)
            return E('%s or %s' % (a.at(OR), b.at(AND)), OR, 1, True)
        if depth > 0 and way < 0.25:
            return E('not ' + self.condition(place, depth - 1).at(NOT), NOT, 1, True)
        if place.is_series and way < 0.6:
            at = self.rng.randint(1, self.horizon)
            at = self.word(at) if self.may('words', 0.5) else str(at)
            return E('%s %s %s' % (self.running(), self.pick(['<', '<=', '>', '>=', '==', '!=']), at),
                     COMPARISON, 1, True)
        a = self.formula(place, depth - 1)
        b = self.literal(0, max(2.0, min(a.size, 1e4)))
        if way > 0.95:
            return call('within', [a, b, self.literal(0.05, 0.5)], 1, True)
        return E('%s %s %s' % (a.at(SUM), self.pick(['<', '<=', '>', '>=']), b.at(SUM)),
                 COMPARISON, 1, True)

    def running(self):
        if 'periods' in self.names:
            return self.pick([self.period, 'period'])
        return 'month'

    def formula(self, place, depth):
        if depth <= 0 or self.chance(0.12):
            if place.is_series and self.chance(0.1):
                return atom(self.running(), self.horizon, True)
            if self.may('index', 0.06) and self.indexed:
                return self.pick(self.indexed)
            return self.some(place)
        ways = [self.of_sums] * 5 + [self.of_functions] * 3 + [self.of_conditions]
        if place.is_series:
            ways += [self.of_time] * 2
            if place.back:
                ways += [self.of_looking_back] * 3
        elif place.whole:
            ways += [self.of_one] * 4
        return self.small(self.pick(ways)(place, depth))

    def of_sums(self, place, depth):
        a = self.formula(place, depth - 1)
        b = self.formula(place, depth - 1)
        way = self.rng.random()
        if way < 0.35:
            return plus(a, b)
        if way < 0.5:
            return plus(a, b, '-')
        if way < 0.75:
            if a.size * b.size > 1e7:
                b = self.literal(0.01, 1.5)
            return times(a, b)
        if way < 0.85:
            return over(a, plus(atom('1', 1, True), self.absolute(b)), 1)
        if way < 0.9:
            return over(a, self.literal(2, 12), 2)
        if way < 0.95:
            return E('-' + a.at(POWER), SIGN, a.size, False)
        if a.size < 1000:
            return E('%s ^ 2' % a.at(ATOM), POWER, a.size ** 2, True)
        return E('(1 + %s) ^ %s' % (self.absolute(a).at(PRODUCT), self.pick(['0.5', '-0.5', '-1'])),
                 POWER, 1 + a.size, True)

    def of_functions(self, place, depth):
        a = self.formula(place, depth - 1)
        way = self.rng.randrange(14)
        if way < 3:
            b = self.formula(place, depth - 1)
            name = self.pick(['min', 'max'])
            more = [self.literal(0, 100)] if self.chance(0.2) else []
            return call(name, [a, b] + more, max(a.size, b.size, 100), a.positive and b.positive)
        if way == 3:
            return call('abs', [a], a.size, True)
        if way == 4:
            return call('sqrt', [self.absolute(a)], 1 + a.size, True)
        if way == 5:
            inner = plus(atom('1', 1, True), self.absolute(a))
            return call(self.pick(['ln', 'log10']), [inner], 50, True)
        if way == 6:
            inner = E('-%s / %s' % (self.absolute(a).at(POWER), self.digits(max(1.0, round(a.size)))),
                      PRODUCT, 1, False)
            return call('exp', [inner], 1, True)
        if way == 7:
            return call(self.pick(['floor', 'ceil', 'round']), [a], a.size + 1, False)
        if way == 8:
            b = self.literal(2, 30)
            return call('mod', [a, b], b.size, True)
        if way == 9:
            low = self.value(0, 10)
            return call('clamp', [a, self.digits(low), self.digits(low + self.value(1, 1000))],
                        1010, True)
        if way == 10 or 'tiers' not in self.names:
            limits = sorted({self.value(1, max(10.0, min(a.size, 1e4))) for _ in range(2)})
            operands = [a, self.literal(0, 50)]
            for limit in limits:
                operands += [atom(self.digits(limit), limit, True), self.literal(0, 50)]
            return call('steps', operands, 50, True)
        if way == 11:
            a = self.small(self.absolute(a), 1e5)
            limits = sorted({self.value(1, max(10.0, min(a.size, 1e4)))
                             for _ in range(self.rng.randint(1, 3))})
            operands = [a, self.literal(0.1, 9)]
            for limit in limits:
                operands += [atom(self.digits(limit), limit, True), self.literal(0.1, 9)]
            return call('tiers', operands, a.size * 9, True)
        rate = self.pick([self.literal(0.001, 0.1), atom('0', 0, True)])
        return times(call('annuity', [rate, self.digits(self.rng.randint(2, 60))], 1, True), a)

    def of_conditions(self, place, depth):
        a, b = self.formula(place, depth - 1), self.formula(place, depth - 1)
        return call('if', [self.condition(place, depth - 1), a, b], max(a.size, b.size),
                    a.positive and b.positive)

    def of_time(self, place, depth):
        way = self.rng.random()
        if way < 0.3:
            values = [self.literal(0, 500) for _ in range(self.rng.randint(1, 6))]
            if self.chance(0.3):
                values[0] = self.some(place)
            return call('series', values, max(v.size for v in values),
                        all(v.positive for v in values))
        if way < 0.5:
            at = self.rng.randint(1, self.horizon)
            later = at + self.rng.randint(1, 9)
            return call('steps', [self.running(), self.literal(0, 90), self.word(at)
                                  if self.chance(0.5) else str(at), self.literal(0, 90),
                                  self.word(later), self.literal(0, 90)], 90, True)
        if way < 0.7:
            return E('(1 + %s) ^ (%s / %d)' % (self.digits(self.value(0.01, 0.2)), self.running(),
                                               self.per_year), POWER, 1.2 ** 40, True)
        if self.may('sections', 0.7):
            if self.period == 'month' and self.start is not None and 'words' in self.names \
                    and self.chance(0.6):
                name = atom('calendar_month', 12, True)
            else:
                name = atom('period_of_year', 12, True)
            if self.chance(0.5):
                return name
            return call('if', ['%s == %d' % (name.text, self.rng.randint(1, self.per_year)),
                               self.some(place), self.some(place)], 1e6, False)
        return atom(self.running(), self.horizon, True)

    def looked_at(self, place, depth):
        """What is looked back on: a name, or a formula of this period's."""
        x = self.pick(place.back)
        if self.may('look', 0.3):
            return plus(self.formula(place, depth - 1), x)
        return x

    def initial(self, place, x):
        """An initial value, for a line of the section's own."""
        if x not in place.own_back or self.chance(0.5):
            return []
        if place.scalars and self.chance(0.4):
            return [self.pick(place.scalars)]
        return [self.literal(0, 200)]

    def of_looking_back(self, place, depth):
        ways = ['prev'] * 3
        if 'look' in self.names:
            ways += ['lag'] * 3 + ['cumulative']
        if 'ages' in self.names and place.shares:
            ways += ['cohorts', 'spread'] * 2
        way = self.pick(ways)
        x = self.looked_at(place, depth)
        if way in ('cumulative', 'cohorts', 'spread') and place.constant and self.chance(0.3):
            x = self.pick(place.constant)
        if way == 'prev':
            initial = self.initial(place, x)
            return call('prev', [x] + initial, max([x.size] + [i.size for i in initial]),
                        x.positive and all(i.positive for i in initial))
        if way == 'lag':
            initial = self.initial(place, x)
            return call('lag', [x, self.delay(place)] + initial,
                        max([x.size] + [i.size for i in initial]),
                        x.positive and all(i.positive for i in initial))
        if way == 'cumulative':
            return call('cumulative', [x], x.size * (self.horizon + 1), x.positive)
        shares = self.pick(place.shares)
        return call(way, [x, shares], x.size * shares.size * (self.horizon + 5), x.positive)

    def delay(self, place):
        """Periods to look back, of any size from 0."""
        way = self.rng.random()
        if way < 0.4:
            return str(self.rng.randint(0, 5))
        if way < 0.7:
            return self.digits(self.value(0, 4))
        short = [s for s in place.scalars if s.positive and s.size <= 6]
        if short:
            return self.pick(short).text
        return '%d / days_per_month' % self.pick([15, 30, 45, 60])

    def of_one(self, place, depth):
        """One number of a series."""
        x = self.pick(place.whole)
        plain = True
        if self.chance(0.2):
            inner = Place(True)
            inner.now = [self.pick(place.whole) for _ in range(2)] + place.scalars[:2]
            x = plus(x, self.formula(inner, 1))
            plain = False
        ways = ['sum', 'last', 'peak']
        # Whether flows of month 0 count in an average is a question of its own.
        if not self.zero or (plain and x in self.lines_alone):
            ways += ['avg', 'first']
            if 'ones' in self.names:
                ways.append('low')
        if 'ones' in self.names:
            ways += ['at', 'at', 'part', 'part']
        if 'value' in self.names and self.chance(0.3):
            ways += ['npv']
        way = self.pick(ways)
        everything = x.size * (self.horizon + 1)
        if way == 'at':
            at = self.rng.randint(0 if self.zero else 1, self.horizon)
            return call('at', [x, self.word(at) if at and self.chance(0.5) else str(at)], x.size,
                        x.positive)
        if way == 'npv':
            return call('npv', [x, self.literal(0, 0.3)], everything, x.positive)
        if way == 'part':
            begin = self.rng.randint(1, self.horizon)
            end = self.rng.randint(begin, self.horizon)
            way = self.pick(['sum', 'sum', 'peak'] + (['avg', 'low'] if 'avg' in ways else []))
            if way != 'sum':
                end = self.horizon
            return call(way, [x] + [self.pick([self.word(at), str(at)]) for at in (begin, end)],
                        everything, x.positive)
        return call(way, [x], everything if way == 'sum' else x.size, x.positive)
