# SPDX-License-Identifier: GPL-3.0-or-later
"""What a value's text says: a number, a month, a list over time, or a formula. Units are skipped:
they never change a result."""

import re

from text import PLAIN, Fault

SCALES = {'k': 3, 'M': 6, 'G': 9, 'B': 9, 'T': 12, '千': 3, '万': 4, '亿': 8}

DIGITS = re.compile(r'(?:\d{1,3}(?:,\d{3})+(?![\d,])|\d[\d_]*)(?:\.[\d_]*)?|\.\d[\d_]*')
UNGROUPED = re.compile(r'\d[\d_]*(?:\.[\d_]*)?|\.\d[\d_]*')
EXPONENT = re.compile(r'[eE]([+-]?\d+)')
MONTH = re.compile(r'(\d{4})-(\d\d|Q\d)(?![\w.-])')
WORD = r'[^\W\d]\w*'
UNIT = re.compile(r'(?:1\s*/\s*)?%s(?:\^-?\d+)?(?:(?:\s*[/*·]\s*|\s+)%s(?:\^-?\d+)?)*\Z'
                  % (WORD, WORD))
FROM = re.compile(r'(?:\A|\s)from\s+(\S+)')


def scan_number(text, at, grouped):
    """The number at a place: (mantissa, exponent, end), or None. Its sign is not looked at."""
    match = (DIGITS if grouped else UNGROUPED).match(text, at)
    if not match:
        return None
    mantissa = match.group().replace(',', '').replace('_', '')
    at = match.end()
    exponent = 0
    match = EXPONENT.match(text, at)
    if match:
        exponent = int(match.group(1))
        at = match.end()
    if at < len(text) and text[at] in SCALES:
        ascii_suffix = text[at] < '\x80'
        if not (ascii_suffix and at + 1 < len(text) and (text[at + 1].isalnum() or
                                                         text[at + 1] == '_')):
            exponent += SCALES[text[at]]
            at += 1
    return mantissa, exponent, at


def convert(mantissa, exponent):
    """Suffix and % are in the exponent: one conversion, rounded once."""
    value = float('%se%d' % (mantissa, exponent))
    if value in (float('inf'), float('-inf')):
        raise Fault('a number too large')
    return value


def signed(text):
    """(sign, where the digits begin)."""
    if text[:1] in ('-', '+'):
        return ('-' if text[0] == '-' else ''), 1
    return '', 0


class Item:
    """One number of a list, and where it is placed: None behind the one before it."""

    def __init__(self, number, when):
        self.number = number
        self.when = when


def parts(text):
    """Parts at commas with a blank (or the end) behind them, outside parentheses."""
    found = []
    depth = 0
    begin = 0
    for i, c in enumerate(text):
        if c in '([':
            depth += 1
        elif c in ')]':
            depth -= 1
        elif c == ',' and depth == 0 and (i + 1 == len(text) or text[i + 1] in ' \t'):
            found.append(text[begin:i].strip())
            begin = i + 1
    found.append(text[begin:].strip())
    return found


def read_item(text):
    """(sign and mantissa, exponent, has %, when), or None where this is no number of a list."""
    when = None
    behind = ''
    match = FROM.search(text)
    if match:
        when = match.group(1)
        behind = text[match.end():].strip()
        text = text[:match.start()].rstrip()
        if when.endswith('%'):
            when = when[:-1]
            behind = '% ' + behind
    sign, at = signed(text)
    number = scan_number(text, at, True)
    if not number:
        return None
    mantissa, exponent, at = number
    percent = False
    for rest in (text[at:].strip(), behind.strip()):
        if rest.startswith('%'):
            percent = True
            rest = rest[1:].strip()
            if rest.startswith('/'):
                rest = rest[1:].strip()
        if rest and not UNIT.match(rest):
            return None
    return sign + mantissa, exponent, percent, when


def is_month(text):
    match = MONTH.match(text)
    return bool(match) and match.end() == len(text)


def parse(text):
    """('number', x), ('month', text), ('list', items), ('needed',) or ('formula', text)."""
    text = text.translate(PLAIN).strip()
    if text.startswith('?'):
        return ('needed',)
    if is_month(text):
        return ('month', text)
    pieces = parts(text)
    items = [read_item(piece) for piece in pieces]
    if all(items):
        percent = any(item[2] for item in items)
        numbers = [convert(item[0], item[1] - 2 * percent) for item in items]
        if len(items) == 1 and items[0][3] is None:
            return ('number', numbers[0])
        return ('list', [Item(x, item[3]) for x, item in zip(numbers, items)])
    if len(pieces) > 1:
        raise Fault('neither a list nor a formula: %s' % text)
    return ('formula', text)
