# SPDX-License-Identifier: GPL-3.0-or-later
"""Formulas as trees:

    ('num', x)  ('month', 'YYYY-MM')  ('name', parts)  ('index', parts, n)
    ('neg', a)  ('not', a)  ('bin', operator, a, b)  ('call', function, operands)
"""

import re

from text import PLAIN, Fault, normal
from values import MONTH, convert, scan_number

NAME = re.compile(r'[^\W\d]\w*(?:\.[^\W\d]\w*)*')
COMPARISONS = ('<=', '>=', '==', '!=', '<', '>')
SYMBOLS = COMPARISONS + tuple('+-*/^(),[]')


def tokens(text):
    text = normal(text.translate(PLAIN))
    found = []
    at = 0
    while at < len(text):
        c = text[at]
        if c in ' \t':
            at += 1
            continue
        match = MONTH.match(text, at)
        if match:
            found.append(('month', match.group()))
            at = match.end()
            continue
        number = scan_number(text, at, False)
        if number:
            mantissa, exponent, at = number
            rest = text[at:].lstrip()
            if rest.startswith('%'):
                exponent -= 2
                at = len(text) - len(rest) + 1
            if at < len(text) and (text[at].isalnum() or text[at] == '_'):
                raise Fault('no number: %s' % text)
            found.append(('num', convert(mantissa, exponent)))
            continue
        match = NAME.match(text, at)
        if match:
            found.append(('name', match.group()))
            at = match.end()
            continue
        for symbol in SYMBOLS:
            if text.startswith(symbol, at):
                found.append(('symbol', symbol))
                at += len(symbol)
                break
        else:
            raise Fault('%r means nothing in %s' % (c, text))
    found.append(('end', ''))
    return found


class Parser:
    def __init__(self, text):
        self.text = text
        self.tokens = tokens(text)
        self.at = 0

    def peek(self):
        return self.tokens[self.at]

    def next(self):
        token = self.tokens[self.at]
        self.at += 1
        return token

    def takes(self, kind, *texts):
        if self.peek()[0] == kind and self.peek()[1] in texts:
            return self.next()[1]
        return None

    def wants(self, symbol):
        if not self.takes('symbol', symbol):
            raise Fault('%r is missing in %s' % (symbol, self.text))

    def whole(self):
        tree = self.disjunction()
        if self.peek()[0] != 'end':
            raise Fault('%r is out of place in %s' % (self.peek()[1], self.text))
        return tree

    def disjunction(self):
        tree = self.conjunction()
        while self.takes('name', 'or'):
            tree = ('bin', 'or', tree, self.conjunction())
        return tree

    def conjunction(self):
        tree = self.negation()
        while self.takes('name', 'and'):
            tree = ('bin', 'and', tree, self.negation())
        return tree

    def negation(self):
        if self.takes('name', 'not'):
            return ('not', self.negation())
        return self.comparison()

    def comparison(self):
        tree = self.sum()
        operator = self.takes('symbol', *COMPARISONS)
        if operator:
            tree = ('bin', operator, tree, self.sum())
            if self.takes('symbol', *COMPARISONS):
                raise Fault('comparisons do not chain: %s' % self.text)
        return tree

    def sum(self):
        tree = self.product()
        while True:
            operator = self.takes('symbol', '+', '-')
            if not operator:
                return tree
            tree = ('bin', operator, tree, self.product())

    def product(self):
        tree = self.sign()
        while True:
            operator = self.takes('symbol', '*', '/')
            if not operator:
                return tree
            tree = ('bin', operator, tree, self.sign())

    def sign(self):
        if self.takes('symbol', '-'):
            return ('neg', self.sign())
        if self.takes('symbol', '+'):
            return self.sign()
        return self.power()

    def power(self):
        base = self.primary()
        if self.takes('symbol', '^'):
            return ('bin', '^', base, self.sign_of_power())
        return base

    def sign_of_power(self):
        if self.takes('symbol', '-'):
            return ('neg', self.sign_of_power())
        if self.takes('symbol', '+'):
            return self.sign_of_power()
        return self.power()

    def primary(self):
        kind, text = self.next()
        if kind in ('num', 'month'):
            return (kind, text)
        if kind == 'symbol' and text == '(':
            tree = self.disjunction()
            self.wants(')')
            return tree
        if kind == 'name':
            if self.takes('symbol', '('):
                operands = []
                if not self.takes('symbol', ')'):
                    operands.append(self.disjunction())
                    while self.takes('symbol', ','):
                        operands.append(self.disjunction())
                    self.wants(')')
                return ('call', text, operands)
            name = tuple(text.split('.'))
            if self.takes('symbol', '['):
                index = self.next()
                self.wants(']')
                return ('index', name, int(index[1]))
            return ('name', name)
        raise Fault('a value is missing before %r in %s' % (text, self.text))


def parse(text):
    return Parser(text).whole()


def below(tree):
    """The trees that a tree is made of."""
    if tree[0] == 'call':
        return tree[2]
    return {'neg': tree[1:], 'not': tree[1:], 'bin': tree[2:]}.get(tree[0], ())


def walk(tree):
    """The tree and all below it."""
    yield tree
    for part in below(tree):
        yield from walk(part)
