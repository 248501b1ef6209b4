#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints a random scenario that is right by construction.

    generate.py SEED [--first-part] [--without FEATURES]

It uses all of the language, the features below with fair chances. Numbers stay of a plausible size, and
nothing divides by what may be 0."""

import sys

sys.dont_write_bytecode = True

import argparse

from random_formulas import (COMPARISON, E, MOST, PERIODS, SUM, Place, Section, as_formula, atom,
                             plus, times)
from random_stages import Stages

# What the second part of the language adds, by the names of --without.
FEATURES = {
    'lists': 'values that are lists',
    'from': 'from in lists',
    'past': 'from before the first month, to look back on',
    'index': 's.sold[2] in formulas',
    'words': 'months as words',
    'first': 'first_month of monthly stages, as a formula',
    'zero': 'month 0',
    'periods': 'quarters and years',
    'look': 'lag, cumulative, prev of formulas, circles through lag',
    'ages': 'cohorts, spread',
    'ones': 'at, low, parts of the horizon',
    'tiers': 'tiers, annuity',
    'sections': 'series in [shared] and [metrics], calendar_month, period_of_year',
    'profit': 's.profit, s.margin',
    'kinds': 'kinds of one\'s own',
    'rows': 'rows and all()',
    'cash': 'investment, financing, revenue.paid, cost.paid',
    'others': 'others.cost, others.flow',
    'balance': 'cash.balance by month',
    'value': 'npv, irr',
    'built_in': 'the built-in kinds of the second part',
}


def features(first_part=False, without=''):
    if first_part:
        return frozenset()
    without = set(name for name in without.split(',') if name)
    unknown = without - set(FEATURES)
    if unknown:
        sys.exit('no such feature: %s; there are: %s' % (', '.join(unknown), ', '.join(FEATURES)))
    return frozenset(FEATURES) - without | {'second'}


class Generator(Stages):
    # Sections beside the stages.

    def make_shared(self):
        section = Section('shared', None)
        self.shared = section
        self.put_parameters(section, self.rng.randint(1, 3))
        if 'first' in self.names and self.chance(0.6):
            name = self.fresh()
            at = self.rng.randint(1, max(1, self.horizon // 2))
            section.put(name, self.moment(at))
            section.scalars.append(atom(name, at, True))
            self.moments.append((name, at))
        place = Place(False)
        place.now = list(section.scalars)
        place.scalars = list(section.scalars)
        for _ in range(self.rng.randint(0, 2)):
            name = self.fresh()
            a = self.formula(place, 2)
            section.put(name, as_formula(a))
            section.scalars.append(atom(name, a.size, a.positive))
            place.now.append(section.scalars[-1])
        if 'sections' not in self.names:
            return
        place = Place(True)
        place.now = list(section.scalars)
        place.scalars = list(section.scalars)
        for _ in range(self.rng.randint(0, 3)):
            if 'lists' in self.names and self.chance(0.4):
                section.is_series = True
                if 'ages' in self.names and self.chance(0.3):
                    self.put_list(section, 0, 1, by_age=True)
                else:
                    self.put_list(section, *self.pick([(0.5, 1.5), (1, 50)]))
                    place.now.append(section.series[-1])
                    place.back.append(section.series[-1])
                section.is_series = None
                continue
            name = self.fresh()
            a = self.small(self.of_time(place, 2), 1e4)
            if place.now and self.chance(0.5):
                a = times(a, self.literal(0.1, 2))
            if place.back and self.chance(0.4):
                a = plus(a, self.small(self.of_looking_back(place, 1), 1e4))
            if not self.is_surely_series(a.text):
                a = E('%s + 0 * %s' % (a.at(SUM), self.running()), SUM, a.size, a.positive)
            section.put(name, a.text)
            section.series.append(atom(name, a.size, a.positive))
            place.now.append(section.series[-1])
            place.back.append(section.series[-1])

    def is_surely_series(self, text):
        return any(word in text for word in (
            self.period, 'period', 'series(', 'prev(', 'lag(', 'cumulative(', 'calendar_month'))

    def make_metrics(self):
        section = Section('metrics', None)
        scalar, series = Place(False), Place(True)
        for e in self.shared.scalars:
            scalar.now.append(e)
        scalar.scalars = list(scalar.now)
        flows = ['total.cost', 'total.revenue', 'total.profit', 'total.carbon']
        if 'cash' in self.names:
            flows += ['total.investment', 'total.financing', 'cash.free']
        everything = [atom(name, MOST * 10, False) for name in flows]
        scalar.now += [atom(name, MOST * 10 * self.horizon, False) for name in flows]
        scalar.whole += everything
        lines = list(self.shared.series)
        for stage in self.stages:
            lines += [self.of(stage, e) for e in stage.series]
            lines += [atom('all(%s.%s)' % (stage.name, line), 1e7, False) for line in stage.alls
                      if stage.is_series]
            scalar.now += [atom('all(%s.%s)' % (stage.name, line), 1e7, False)
                           for line in stage.alls if not stage.is_series]
            scalar.now += [self.of(stage, e) for e in stage.scalars]
            roles = [atom('%s.%s' % (stage.name, role), size, False)
                     for role, size in stage.roles.items()]
            if 'profit' in self.names and roles:
                roles.append(atom(stage.name + '.profit', MOST, False))
            scalar.now += roles
            scalar.whole += roles
            everything += roles
            series.shares += [self.of(stage, e) for e in stage.shares]
        scalar.whole += lines
        self.lines_alone += lines
        scalar.now += [atom('cash.' + name, 1e9, False) for name in ('final', 'lowest', 'npv')]
        if 'balance' in self.names:
            lines.append(atom('cash.balance', 1e9, False))
            if 'cash' in self.names:
                lines += [atom('cash.receivable', 1e8, False), atom('cash.payable', 1e8, False)]
        series.scalars = [e for e in self.shared.scalars]
        series.now = lines + everything + series.scalars
        series.back = lines + everything
        for _ in range(self.rng.randint(1, 5)):
            name = self.fresh()
            if 'sections' in self.names and self.chance(0.45):
                a = self.small(self.formula(series, 2))
                if lines and self.chance(0.7):
                    a = plus(a, self.pick(lines))
                else:
                    a = plus(a, times(atom('2', 2, True), atom(self.running(), self.horizon, True)))
                line = atom(self.pick([name, 'metrics.' + name]), a.size, False)
                series.now.append(line)
                series.back.append(line)
                scalar.whole.append(line)
                self.lines_alone.append(line)
            else:
                a = self.formula(scalar, self.rng.randint(1, 3))
                line = atom(self.pick([name, 'metrics.' + name]), a.size, a.positive)
                scalar.now.append(line)
            section.put(name, as_formula(a))
            section.scalars.append(line)
        if 'profit' in self.names and self.stages and self.chance(0.5):
            stage = self.pick(self.stages)
            section.put(self.fresh(), '%s.margin' % stage.name)
        if 'value' in self.names and self.chance(0.4):
            flows = ['total.profit'] + ['%s.profit' % s.name for s in self.stages]
            if 'cash' in self.names:
                flows.insert(0, 'cash.free')
            section.put(self.fresh(), 'irr(%s)' % self.pick(flows))
        return section, scalar

    def make_targets(self, scalar):
        section = Section('targets', None)
        for _ in range(self.rng.randint(0, 3)):
            place = Place(False)
            place.now = [e if e.text.startswith('metrics.') or '.' in e.text or '(' in e.text
                         else e for e in scalar.now if not self.is_bare_metric(e.text)]
            place.scalars = place.now
            place.whole = [e for e in scalar.whole if not self.is_bare_metric(e.text)]
            if 'balance' in self.names and self.chance(0.4):
                a = self.pick([atom('low(cash.balance)', 1e9, False) if 'ones' in self.names
                               else atom('cash.lowest', 1e9, False),
                               atom('cash.balance', 1e9, False)])
                b = self.literal(0, 1e5)
                condition = E('%s >= %s' % (a.text, b.text), COMPARISON, 1, True)
            else:
                condition = self.condition(place, 1)
            section.put(self.fresh(), condition.text)
        return section

    def is_bare_metric(self, text):
        return text in self.metric_names

    # The whole.

    def make(self):
        rng = self.rng
        self.period = 'month'
        if self.may('periods', 0.4):
            self.period = self.pick(['quarter', 'year'])
        plural, self.per_year = PERIODS[self.period]
        self.months_a_period = 12 // self.per_year
        self.horizon = rng.randint(3, {'month': 40, 'quarter': 16, 'year': 10}[self.period])
        self.start = None
        self.moments = []
        self.delays = []
        self.indexed = []
        self.lines_alone = []
        self.metric_names = ()
        scenario = Section('scenario', None)
        scenario.put('title', 'Random plan')
        if self.period != 'month' or self.may('periods', 0.1):
            scenario.put('period', self.period)
        scenario.put(plural, str(self.horizon))
        if 'words' in self.names and self.chance(0.7):
            year = rng.randint(2020, 2030)
            month = 1 if self.chance(0.5) else rng.randint(1, 12)
            text = '%d-%02d' % (year, month)
            if self.period == 'quarter' and month % 3 == 1 and self.chance(0.6):
                text = '%d-Q%d' % (year, month // 3 + 1)
            if self.period == 'year' and month == 1 and self.chance(0.6):
                text = str(year)
            scenario.put('start', text)
            self.start = year * 12 + month - 1
        elif not self.names and self.chance(0.3):
            scenario.put('start', '2026-01')
        if self.chance(0.8):
            scenario.put('budget', self.parameter(0, 1e6, unit=False)[0])
        if self.chance(0.5):
            scenario.put('discount', self.digits(self.value(0, 0.3)))

        self.zero_wanted = self.may('zero', 0.4)
        self.zero = self.zero_wanted
        self.looks_wanted = self.chance(0.5)
        self.make_shared()
        n_stages = rng.randint(2, 8)
        names = [self.fresh() for _ in range(n_stages)]
        self.plan = [(name, self.planned_roles()) for name in names]
        if 'kinds' in self.names:
            for _ in range(self.pick([0, 1, 1, 2])):
                self.kinds.append(self.make_kind())
                if self.chance(0.4):
                    self.kinds.append(self.derived_kind(self.kinds[-1]))
            if self.chance(0.25):
                self.kinds.append(self.built_in_derived_kind())
        ways = []
        plan = dict(self.plan)
        for name in names:
            ways.append(self.pick(['plain'] * 6 + ['kind'] * 3
                                  + (['own'] * 2 if self.kinds else [])
                                  + (['rows'] * 2 if 'rows' in self.names else [])))
        # Only of plain stages it is known before they are made which roles they have.
        self.plan = [(name, plan[name]) for name, way in zip(names, ways) if way == 'plain']
        for name, way in zip(names, ways):
            if way == 'plain':
                stage = self.plain_stage(name, self.chance(0.7))
            elif way == 'kind':
                stage = self.kind_stage(name)
            elif way == 'own':
                stage = self.own_kind_stage(name, self.pick(self.kinds))
            else:
                stage = self.rows_stage(name)
            if self.chance(0.16):
                stage.put('enabled', self.pick(['no', 'no', 'yes']))
                stage.on = stage.entries[-1][1] == 'yes'
            if self.chance(0.2):
                stage.put('title', 'Stage ' + name)
            self.stages.append(stage)
            for line, n in stage.lists.items():
                if stage.rows is None:
                    self.indexed.append(atom('%s.%s[%d]' % (name, line, rng.randint(1, n)), 1e4, True))
        metrics, scalar = self.make_metrics()
        self.metric_names = {key for key, _ in metrics.entries}
        targets = self.make_targets(scalar)
        claims = Section('claims', None)
        if self.chance(0.3):
            claims.put('total.' + self.pick(['cost', 'revenue', 'profit']),
                       self.digits(self.value(100, 1e6), grouped=True))
        sections = [scenario, self.shared] + self.kinds + self.stages + [metrics, targets, claims]
        return self.text(sections)

    def text(self, sections):
        lines = ['; random, of one seed']
        for section in sections:
            if not section.entries and section.name not in ('scenario',):
                continue
            lines.append('[%s]' % section.name)
            width = self.pick([0, 12])
            colon = self.chance(0.05)
            for key, value in section.entries:
                lines += wrapped(key.ljust(width) + (': ' if colon else ' = '), value)
                if self.chance(0.03):
                    lines.append(self.pick(['; a word about the above', '', '# and another']))
        return '\n'.join(lines) + '\n'


def wrapped(head, value):
    """A value over several lines where it is long; each has at most 198 bytes."""
    lines = []
    line = head
    for word in value.split(' '):
        if len((line + ' ' + word).encode('utf-8')) > 180:
            lines.append(line.rstrip())
            line = '    '
        line += word + ' '
    lines.append(line.rstrip())
    return lines


def scenario(seed, names):
    return Generator(seed, names).make()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0],
                                     epilog='features: ' + ', '.join(FEATURES))
    parser.add_argument('seed', type=int)
    parser.add_argument('--first-part', action='store_true', help='the first part of the language')
    parser.add_argument('--without', default='', help='features that are left out, by commas')
    options = parser.parse_args()
    sys.stdout.write(scenario(options.seed, features(options.first_part, options.without)))


if __name__ == '__main__':
    main()
