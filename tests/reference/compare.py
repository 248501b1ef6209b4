#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares a program with the evaluator on random scenarios, or on files.

    compare.py PROFORMA [FIRST [LAST]] [--first-part] [--without FEATURES] [--kinds-of-program]
    compare.py PROFORMA --files FILE... [--first-part] [--kinds-of-program]

A seed is one scenario of generate.py; FIRST is 1 and LAST is FIRST + 99 if left out. Numbers have to
agree to 1e-9 of the terms that they were made of. Where a jump (a comparison, a rounding) lies within
that, which side is taken is chance: such a seed is passed over where it differs. Exit status 1 where another
differs."""

import sys

sys.dont_write_bytecode = True

import argparse
import json
import os
import subprocess
import tempfile

import arithmetic
import generate
from arithmetic import INF, Number
from evaluate import deep, report_of, report_of_text
from text import Fault, load, read

TOLERANCE = 1e-9

# What the program may call a figure in its JSON, beside the name used here.
ALSO = {'revenue_paid': ('revenue_paid', 'revenue.paid', 'paid_revenue', 'received'),
        'cost_paid': ('cost_paid', 'cost.paid', 'paid_cost', 'paid'),
        'opening': ('opening', 'start')}
# What the first part of the language does not have, and a report may leave out.
MAY_LACK = ('investment', 'financing', 'free', 'receivable', 'payable', 'flows', 'margin',
            'first_', 'last_')


def flat_lines(found, place, rows):
    for row in rows:
        name = place + row['name']
        if row['name'].startswith(('first_', 'last_')):
            continue  # what is written here, a period's number there
        if 'series' in row:
            values = row['series']
            found[name] = values
            if 'opening' in row:
                found[name + ' at the start'] = row['opening']
        elif 'value' in row:
            found[name] = row['value']


def flat_stages(found, rows, above=''):
    for row in rows:
        name = row['name'] if row['name'].startswith(above) else above + row['name']
        for what in ('cost', 'revenue', 'profit', 'margin', 'carbon', 'investment', 'financing'):
            if what in row:
                found['%s, all of its %s' % (name, what)] = row[what]
        flat_lines(found, name + '.', row.get('lines', []))
        if isinstance(row.get('rows'), list):
            flat_stages(found, row['rows'], name + '.')


def flat(report, horizon):
    """{name: number or list} of a report; a series has one number for each of 1 to the horizon."""
    found = {}
    flat_lines(found, 'scenario.', report.get('scenario', []))
    flat_lines(found, 'shared.', report.get('shared', []))
    flat_lines(found, 'metrics.', report.get('metrics', []))
    flat_stages(found, report['stages'])
    for section in ('total', 'cash'):
        for what, value in report.get(section, {}).items():
            found['%s.%s' % (section, what)] = value
    for section in ('monthly', 'flows'):
        for row in report.get(section, []):
            row = dict(row)
            period = next((row[key] for key in ('month', 'quarter', 'year', 'period')
                           if key in row), None)
            for what, value in row.items():
                if what not in ('month', 'quarter', 'year', 'period', 'label'):
                    found['%s in %s of %s' % (what, period, section)] = value
    for row in report.get('targets', []):
        found['target ' + row['name']] = row['met'] if row['met'] is None else float(row['met'])
    for row in report.get('claims', []):
        found['claim ' + row['name']] = row['computed']
        found['claim %s holds' % row['name']] = float(row['holds'])
    for name, value in list(found.items()):
        if isinstance(value, list) and len(value) == horizon + 1:
            found[name + ' at the start'] = value[0]
            found[name] = value[1:]
        elif not isinstance(value, (list, int, float, Number)) and value is not None:
            del found[name]
    return found


def agree(mine, other):
    """A Number and what the program says; null is NaN or infinite."""
    x, terms = (mine.x, mine.terms) if isinstance(mine, Number) else (mine, 0)
    if terms >= arithmetic.ANY:
        return True
    if x is None or x != x or x in (INF, -INF):
        return other is None
    if other is None:
        return False
    return abs(x - other) <= TOLERANCE * max(abs(x), terms)


def show(x):
    if isinstance(x, Number):
        x = x.x
    return 'none' if x is None else '%.17g' % x


def differences(mine, other, horizon):
    """Lines that say what differs."""
    mine, other = flat(mine, horizon), flat(other, horizon)
    for name, value in mine.items():
        theirs = next((other[also] for also in names(name) if also in other), 'absent')
        if theirs == 'absent':
            if not any(word in name for word in MAY_LACK + ('at the start',)):
                if '.' not in name:  # what is shared is said where it is written
                    yield '%s: the program does not say it' % name
        elif isinstance(value, list) and isinstance(theirs, list):
            if len(value) != len(theirs):
                yield '%s: %d numbers, the program has %d' % (name, len(value), len(theirs))
                continue
            for i, (a, b) in enumerate(zip(value, theirs), 1):
                if not agree(a, b):
                    yield '%s[%d]: %s, the program has %s' % (name, i, show(a), show(b))
                    break
        elif isinstance(value, list) or isinstance(theirs, list):
            yield '%s: a series here or there, one number in the other' % name
        elif not agree(value, theirs):
            yield '%s: %s, the program has %s' % (name, show(value), show(theirs))


def names(name):
    yield name
    for word, also in ALSO.items():
        if name.startswith(word + ' '):
            for other in also:
                yield other + name[len(word):]


def run(program, path):
    """(report or None, what the program says on its error output)"""
    result = subprocess.run([program, 'report', path, '--format', 'json'],
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    message = result.stderr.decode('utf-8', 'replace').strip()
    try:
        return json.loads(result.stdout.decode('utf-8')), message
    except ValueError:
        return None, 'status %d: %s' % (result.returncode, message)


def kinds_of(program):
    """The built-in kinds as the program prints them."""
    text = subprocess.run([program, 'kinds'], stdout=subprocess.PIPE, check=True).stdout
    return {name[5:] if name.startswith('kind.') else name: entries
            for name, entries in read(text.decode('utf-8')).items()}


def compare(program, path, evaluate):
    """(differences, whether chance may account for them)"""
    report, message = run(program, path)
    if report is None:
        return ['the program: ' + message], False
    try:
        mine = deep(evaluate)
    except Fault as fault:
        return ['the evaluator: %s' % fault], False
    horizon = next(mine[word] for word in ('months', 'quarters', 'years') if word in mine)
    found = list(differences(mine, report, horizon))
    return found, bool(arithmetic.near)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('program')
    parser.add_argument('seeds', nargs='*', type=int, help='the first seed and the last')
    parser.add_argument('--files', nargs='+', help='files in place of random scenarios')
    parser.add_argument('--first-part', action='store_true', help='the first part of the language')
    parser.add_argument('--without', default='', help='features that are left out, by commas')
    parser.add_argument('--kinds-of-program', action='store_true',
                        help='built-in kinds as the program prints them')
    parser.add_argument('--keep', help='a folder for the scenarios that differ')
    options = parser.parse_args()
    kinds = kinds_of(options.program) if options.kinds_of_program else None
    features = generate.features(options.first_part, options.without)
    first = options.seeds[0] if options.seeds else 1
    last = options.seeds[1] if len(options.seeds) > 1 else first + 99

    n_wrong = n_passed_over = n_right = 0
    with tempfile.TemporaryDirectory() as folder:
        def each():
            if options.files:
                for path in options.files:
                    yield path, path, lambda p=path: report_of(load(p), options.first_part, kinds)
                return
            for seed in range(first, last + 1):
                text = generate.scenario(seed, features)
                path = os.path.join(folder, 'seed-%d.ini' % seed)
                with open(path, 'w', encoding='utf-8') as file:
                    file.write(text)
                yield 'seed %d' % seed, path, lambda t=text: report_of_text(
                    t, folder, options.first_part, kinds)

        for name, path, evaluate in each():
            found, passed_over = compare(options.program, path, evaluate)
            if not found:
                n_right += 1
            elif passed_over:
                n_passed_over += 1
            else:
                n_wrong += 1
                for text in found[:10]:
                    print('%s: %s' % (name, text))
                if len(found) > 10:
                    print('%s: and %d more' % (name, len(found) - 10))
                if options.keep:
                    os.makedirs(options.keep, exist_ok=True)
                    with open(path, 'rb') as file, \
                            open(os.path.join(options.keep, os.path.basename(path)), 'wb') as copy:
                        copy.write(file.read())
    print('%d agree, %d differ, %d passed over' % (n_right, n_wrong, n_passed_over))
    return 1 if n_wrong else 0


if __name__ == '__main__':
    sys.exit(main())
