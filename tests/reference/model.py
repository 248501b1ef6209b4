# SPDX-License-Identifier: GPL-3.0-or-later
"""A scenario's sections as stages, rows and lines, and what a name in a formula means."""

import os
import re

import formulas
from text import Fault, read
from values import parse, parts

HERE = os.path.dirname(os.path.abspath(__file__))

# The periods: their months, the words for one and for many.
PERIODS = {'month': (1, 'months'), 'quarter': (3, 'quarters'), 'year': (12, 'years')}
ROLES = ('cost', 'revenue', 'carbon', 'investment', 'financing')
PAID = ('revenue.paid', 'cost.paid')
SETTINGS = ('kind', 'title', 'note', 'enabled', 'per', 'rows')
ATTRIBUTES = ('label', 'note', 'source', 'min', 'max', 'step', 'unit', 'dist')
SPECIAL = ('scenario', 'shared', 'units', 'metrics', 'targets', 'claims', 'correlations')

# Functions that make one number of a series, and those that make a formula a series.
TO_ONE = ('sum', 'avg', 'first', 'last', 'peak', 'low', 'at', 'npv', 'irr')
TO_SERIES = ('series', 'prev', 'lag', 'cumulative', 'cohorts', 'spread')


class Line:
    """A parameter (value), a list (items) or a formula (tree) of its owner."""

    def __init__(self, owner, name, text):
        self.owner = owner
        self.name = name
        self.text = text
        self.value = self.items = self.tree = None
        self.memo = {}
        self.guess = None
        kind, *rest = parse(text)
        self.is_month = kind == 'month'
        if kind == 'number':
            self.value = rest[0]
        elif kind == 'month':
            self.value = float(owner.model.month_number(rest[0]))
        elif kind == 'list':
            self.items = rest[0]
        elif kind == 'formula':
            self.tree = formulas.parse(rest[0])
        else:
            raise Fault("%s needs '%s'" % (owner.name, name))
        # In revenue.paid and cost.paid the roles' bare names mean what counts.
        self.is_paid = name in PAID

    @property
    def is_parameter(self):
        return self.tree is None

    @property
    def is_series(self):
        if self.value is not None or self.name in ('first_period', 'last_period'):
            return False
        if self.items is not None:
            return True
        if self.owner.has_periods is not None:
            return self.owner.has_periods
        if self.guess is None:
            self.guess = False      # while it looks at itself, by way of others
            self.guess = self.owner.model.makes_series(self.tree, self)
        return self.guess


class Owner:
    """Where lines stand. has_periods: their formulas are series; None: by what they use."""

    def __init__(self, model, name, has_periods):
        self.model = model
        self.name = name
        self.has_periods = has_periods
        self.lines = {}

    # The first period in which the lines have values.
    start = 1

    def put(self, name, text):
        self.lines[name] = Line(self, name, text)


class Stage(Owner):
    def __init__(self, model, name, entries, group=None):
        per = entries.get('per', 'total')
        if per not in ('total', 'period', model.word):
            raise Fault('%s: per = %s in periods of a %s' % (name, per, model.word))
        super().__init__(model, name, per != 'total')
        self.per = model.word if self.has_periods else 'total'
        self.group = group
        self.kind = entries.get('kind')
        self.title = entries.get('title', name)
        self.enabled = {'yes': True, 'no': False}[entries.get('enabled', 'yes')]
        self.runs_from_first = not model.first_part
        self.memo = {}
        for key, text in entries.items():
            if key in SETTINGS or ('.' in key and key not in PAID):
                continue
            self.put(key, text)
        self.uses_others = any(
            part[0] == 'name' and part[1][0] == 'others'
            for line in self.lines.values() if line.tree is not None
            for part in formulas.walk(line.tree))

    def bound(self, which):
        """first_period or last_period as a whole number, not cut; None if left out."""
        line = self.lines.get(which)
        if line is None:
            return None
        if which not in self.memo:
            self.memo[which] = self.model.evaluator.whole_period(line)
        return self.memo[which]

    @property
    def has_zero(self):
        """Whether first_period is written as the number 0, or names a parameter that is."""
        line = self.lines.get('first_period')
        seen = set()
        while line is not None and line.tree is not None and line.tree[0] == 'name' \
                and line not in seen:
            seen.add(line)
            found = self.model.resolve(line.tree[1], line)
            line = found[1] if found[0] == 'line' else None
        return line is not None and line.value == 0 and not line.is_month

    @property
    def first(self):
        first = self.bound('first_period')
        return 1 if first is None else max(first, 0 if self.has_zero else 1)

    @property
    def last(self):
        last = self.bound('last_period')
        return self.model.horizon if last is None else min(last, self.model.horizon)

    @property
    def start(self):
        if not self.runs_from_first:
            return 1
        return self.first

    def is_active(self, period):
        return self.first <= period <= self.last

    @property
    def active_periods(self):
        return max(0, self.last - self.first + 1)


class Group:
    """A section with rows. Its own lines are the parameters that rows share."""

    has_periods = None

    def __init__(self, model, name):
        self.model = model
        self.name = name
        self.rows = []
        self.lines = {}
        self.kind = self.title = None


class Model:
    def __init__(self, sections, first_part=False, kinds=None):
        self.first_part = first_part
        self.sections = sections
        scenario = sections.get('scenario', {})
        self.title = scenario.get('title', '')
        self.currency = scenario.get('currency', 'USD')
        self.word = scenario.get('period', 'month')
        if self.word not in PERIODS:
            raise Fault('a period of one %s' % self.word)
        self.months_a_period, self.plural = PERIODS[self.word]
        self.periods_in_year = 12 // self.months_a_period
        self.start_month = self.read_start(scenario.get('start'))
        self.scenario = Owner(self, 'scenario', None)
        for name, default in (('budget', '0'), (self.plural, '12'), ('discount', '0')):
            self.scenario.put(name, scenario.get(name, default))
        self.horizon = int(self.scenario.lines[self.plural].value)
        self.budget = self.scenario.lines['budget'].value
        self.discount = self.scenario.lines['discount'].value

        self.kinds = self.read_kinds(sections, kinds)
        self.shared = Owner(self, 'shared', None)
        self.metrics = Owner(self, 'metrics', None)
        self.targets = Owner(self, 'targets', False)
        for owner in (self.shared, self.metrics, self.targets):
            for key, text in sections.get(owner.name, {}).items():
                if '.' not in key:
                    owner.put(key, text)
        self.stages = []        # rows one by one
        self.groups = {}
        self.places = []        # stages and groups, in the file's order
        for name, entries in sections.items():
            if name not in SPECIAL and not name.startswith('kind.'):
                self.read_stage(name, entries)
        self.by_name = {stage.name: stage for stage in self.stages}
        self.by_name.update(self.groups)

    # Months and their words.

    def read_start(self, text):
        if text is None:
            return None
        match = re.match(r'(\d{4})(?:-(\d\d)|-Q(\d))?\Z', text)
        if not match:
            raise Fault('start is %s' % text)
        year, month, quarter = match.groups()
        return int(year) * 12 + (int(month) - 1 if month else
                                 3 * (int(quarter) - 1) if quarter else 0)

    def month_number(self, word):
        """The number of the period that holds a month: 1 is the first, the one before it 0."""
        if self.start_month is None:
            raise Fault("'%s' needs a start" % word)
        year, month = word.split('-')
        if not 1900 <= int(year) <= 2199:
            raise Fault("'%s' is no month" % word)
        month = 3 * int(month[1]) - 2 if month[0] == 'Q' else int(month)
        if not 1 <= month <= 12:
            raise Fault("'%s' is no month" % word)
        months = int(year) * 12 + month - 1 - self.start_month
        return months // self.months_a_period + 1

    def year_number(self, x):
        """A whole number from 1900 to 2199 where a period is wanted: that year's first."""
        if x == int(x) and 1900 <= x <= 2199:
            return self.month_number('%04d-01' % int(x))
        return x

    # Sections.

    def canonical(self, key):
        for which in ('first_', 'last_'):
            if key in (which + self.word, which + 'period'):
                return which + 'period'
        return key

    def canonical_entries(self, entries):
        found = {}
        for key, text in entries.items():
            key = self.canonical(key)
            if key in found:
                raise Fault('%s twice' % key)
            if text != '':
                found[key] = text
        return found

    def read_kinds(self, sections, kinds):
        with open(os.path.join(HERE, 'kinds.ini'), encoding='utf-8') as file:
            texts = read(file.read())
        built_in = {name[5:]: entries for name, entries in texts.items()
                    if name.startswith('kind.')}
        if self.first_part:
            built_in.update({name[11:]: entries for name, entries in texts.items()
                             if name.startswith('first-part.')})
        built_in.update(kinds or {})
        own = {name[5:]: entries for name, entries in sections.items()
               if name.startswith('kind.')}
        for name in own:
            if name in built_in:
                raise Fault("'%s' is a built-in kind" % name)
        built_in.update(own)
        return built_in

    def kind_entries(self, name, chain=()):
        """All that a kind says, what it takes from another kind put in."""
        if name not in self.kinds:
            raise Fault("unknown kind '%s'" % name)
        if name in chain:
            raise Fault('kinds in a circle: %s' % name)
        own = self.canonical_entries(self.kinds[name])
        entries = {}
        if 'kind' in own:
            entries = self.kind_entries(own['kind'], chain + (name,))
        entries.update(own)
        for key in ('kind', 'title', 'note'):
            entries.pop(key, None)
        return entries

    def read_stage(self, name, entries):
        entries = self.canonical_entries(entries)
        merged = self.kind_entries(entries['kind']) if 'kind' in entries else {}
        if 'rows' in entries:
            self.read_rows(name, entries, merged)
            return
        merged.update(entries)
        stage = Stage(self, name, merged)
        self.stages.append(stage)
        self.places.append(stage)

    def read_rows(self, name, entries, kind):
        columns = [self.canonical(column) for column in parts(entries['rows'])]
        known = set(kind) | set(ROLES) | set(PAID) | set(SETTINGS) | {'first_period', 'last_period'}
        for column in columns:
            if column not in known:
                raise Fault("%s: unknown column '%s'" % (name, column))
        shared, cells, own = {}, {}, {}
        for key, text in entries.items():
            base, _, rest = key.partition('.')
            if key in known:
                shared[key] = text
            elif base in known:
                continue            # an attribute of the section's value
            elif rest:
                own.setdefault(base, {})[self.canonical(rest)] = text
            else:
                cells[key] = parts(text)
        group = Group(self, name)
        group.kind = entries['kind']
        group.title = entries.get('title', name)
        for key, text in {**kind, **shared}.items():
            if key not in SETTINGS and '.' not in key and parse(text)[0] in ('number', 'month'):
                group.lines[key] = Line(group, key, text)
        for row, texts in cells.items():
            if len(texts) > len(columns) or not any(texts):
                raise Fault('%s.%s has too many cells, or none' % (name, row))
            merged = {**kind, **shared}
            for key in ('rows', 'title', 'note'):
                merged.pop(key, None)
            merged['kind'] = group.kind
            for column, text in zip(columns, texts):
                if text != '':
                    if parse(text)[0] == 'list':
                        raise Fault('%s.%s: a list in a cell' % (name, row))
                    if column in own.get(row, {}):
                        raise Fault('%s.%s.%s twice' % (name, row, column))
                    merged[column] = text
            merged.update(own.pop(row, {}))
            group.rows.append(Stage(self, name + '.' + row, merged, group))
        if own:
            raise Fault('%s: no row %s' % (name, ', '.join(own)))
        self.stages += group.rows
        self.groups[name] = group
        self.places.append(group)

    # Names.

    def resolve(self, name, line):
        """What a name in a line's formula means."""
        owner = line.owner
        if len(name) == 1:
            return self.resolve_bare(name[0], line)
        if name in (('revenue', 'paid'), ('cost', 'paid')) and isinstance(owner, Stage):
            return ('paid', owner, name[0])
        head, rest = name[0], name[1:]
        if len(rest) == 1:
            word = rest[0]
            if head in ('shared', 'metrics', 'scenario'):
                lines = getattr(self, head).lines
                if word in lines:
                    return ('line', lines[word])
            if head in ('total', 'cash', 'others'):
                return (head, word)
        if head == 'kind' and len(rest) == 2 and rest[0] in self.kinds:
            text = self.kind_entries(rest[0]).get(self.canonical(rest[1]))
            if text is not None and parse(text)[0] in ('number', 'month'):
                return ('line', Line(self.scenario, rest[1], text))
        if head in self.groups and len(rest) >= 2 and '.'.join(name[:2]) in self.by_name:
            return self.resolve_in(self.by_name['.'.join(name[:2])], name[2:], name)
        if head in self.by_name:
            return self.resolve_in(self.by_name[head], rest, name)
        raise Fault("unknown name '%s'" % '.'.join(name))

    def resolve_in(self, stage, rest, name):
        word = self.canonical(rest[0])
        if len(rest) == 2 and '.'.join(rest) in PAID:
            return ('paid', stage, rest[0])
        if len(rest) == 1:
            if word in ROLES:
                return ('role', stage, word)
            if word in ('first_period', 'last_period') and isinstance(stage, Stage):
                return (word, stage)
            if word in stage.lines:
                return ('line', stage.lines[word])
            if word in ('profit', 'margin'):
                return ('role', stage, word)
        raise Fault("unknown name '%s'" % '.'.join(name))

    def resolve_bare(self, word, line):
        owner = line.owner
        if isinstance(owner, Stage):
            if line.is_paid and word in ('revenue', 'cost'):
                return ('role', owner, word)
            if self.canonical(word) in ('first_period', 'last_period'):
                return (self.canonical(word), owner)
        for lines in (owner.lines, self.shared.lines):
            if word in lines:
                return ('line', lines[word])
        if word in self.scenario.lines:
            return ('line', self.scenario.lines[word])
        numbers = {'months_per_year': 12.0, 'days_per_month': 365 / 12,
                   'periods_per_year': float(self.periods_in_year),
                   'periods_in_year': float(self.periods_in_year)}
        if word in numbers:
            return ('number', numbers[word])
        if word in (self.word, 'period'):
            return ('running', 'period')
        if word in ('calendar_month', 'period_of_year'):
            return ('running', word)
        raise Fault("unknown name '%s' in %s.%s" % (word, owner.name, line.name))

    def makes_series(self, tree, line):
        """Whether a formula of [shared] or [metrics] is a series."""
        if tree[0] == 'name':
            found = self.resolve(tree[1], line)
            if found[0] == 'line':
                return found[1].is_series
            return found[0] == 'running' or found in (('cash', 'balance'), ('cash', 'receivable'),
                                                      ('cash', 'payable'))
        if tree[0] == 'call':
            if tree[1] in TO_ONE:
                return False
            if tree[1] in TO_SERIES:
                return True
            if tree[1] == 'all':
                return self.group_of(tree).rows[0].has_periods
            return any(self.makes_series(part, line) for part in tree[2])
        if tree[0] in ('neg', 'not'):
            return self.makes_series(tree[1], line)
        if tree[0] == 'bin':
            return self.makes_series(tree[2], line) or self.makes_series(tree[3], line)
        return False

    def group_of(self, tree):
        operand = tree[2][0]
        if operand[0] != 'name' or operand[1][0] not in self.groups or len(operand[1]) != 2:
            raise Fault('all() takes rows.line')
        return self.groups[operand[1][0]]
