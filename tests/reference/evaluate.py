#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What follows from a scenario, by the text of the language alone.

    evaluate.py [--first-part] FILE             one JSON object, as `proforma report --format json`
    evaluate.py [--first-part] --check FILE...  the claims that do not hold; status 1 where one does not

Nothing is compiled and nothing is ordered: a line is asked for a month, asks the lines that it uses, and
remembers the answer."""

import sys

sys.dont_write_bytecode = True

import json
import math
import threading

import arithmetic as number
import formulas
from arithmetic import INF, NAN, ONE, ZERO, Number, exact
from model import PAID, ROLES, TO_ONE, Group, Line, Model, Stage
from text import Fault, extend, load, read

MONEY = ('cost', 'revenue', 'profit', 'margin', 'carbon', 'investment', 'financing')
MADE_OF = {'profit': ('revenue', 'cost'), 'margin': ('revenue', 'cost')}


class Evaluator:
    """A number a month where `period` is one; the whole horizon's where it is None."""

    def __init__(self, model):
        self.model = model
        model.evaluator = self
        self.asking = set()
        self.balances = {}
        self.all_periods = range(0, model.horizon + 1)
        # Flows begin in month 1, or in month 0 where a stage has one.
        self.flows_start = 0 if any(stage.has_zero for stage in model.stages) else 1

    # Lines.

    def whole_period(self, line):
        value = self.line(line, None)
        if line.value is not None or line.tree[0] == 'num':
            value = exact(self.model.year_number(value.x))
        return int(number.function_of_one('round', value).x)

    def line(self, line, period):
        if line.value is not None:
            return exact(line.value)
        if not line.is_series:
            period = None
        elif period is None:
            raise Fault('%s.%s has a value for each period' % (line.owner.name, line.name))
        elif period < line.owner.start:
            return ZERO
        if period not in line.memo:
            if (line, period) in self.asking:
                raise Fault('formulas go in a circle at %s.%s' % (line.owner.name, line.name))
            self.asking.add((line, period))
            if line.items is not None:
                line.memo[period] = self.list_at(line, period)
            else:
                line.memo[period] = self.tree(line.tree, line, period)
            self.asking.remove((line, period))
        return line.memo[period]

    def when(self, line, item):
        """The place that `from` gives a number of a list."""
        tree = formulas.parse(item.when)
        if tree[0] == 'num':
            return exact(self.model.year_number(tree[1]))
        if tree[0] == 'neg':
            return exact(-tree[1][1])
        return self.tree(tree, line, None)

    def list_places(self, line, start):
        places = []
        for item in line.items:
            if item.when is not None:
                places.append(self.when(line, item).x)
            else:
                places.append(places[-1] + 1 if places else float(start))
        return places

    def list_at(self, line, period, by_age=False):
        """The last written number whose period has come; 0 before the first."""
        value = 0.0
        places = self.list_places(line, 0 if by_age else line.owner.start)
        for item, place in zip(line.items, places):
            if place <= period:
                value = item.number
        return exact(value)

    def past(self, line):
        """The first period of what `from` places before the list's start, or the start."""
        return min([line.owner.start] + [math.ceil(place) for place in
                                         self.list_places(line, line.owner.start)])

    # Roles and flows.

    def role(self, place, role, period):
        if role == 'profit':
            return number.sub(self.role(place, 'revenue', period), self.role(place, 'cost', period))
        if role == 'margin':
            return margin(self.role(place, 'profit', period), self.role(place, 'revenue', period))
        if isinstance(place, Group):
            return number.total(self.role(row, role, period) for row in place.rows)
        line = place.lines.get(role)
        if not place.enabled or line is None:
            return ZERO
        if place.has_periods:
            if period is None:
                return number.total(self.role(place, role, k) for k in self.all_periods)
            return self.line(line, period) if place.is_active(period) else ZERO
        if place.active_periods == 0:
            return ZERO
        value = self.line(line, None)
        if period is None:
            return value
        if not place.is_active(period):
            return ZERO
        return number.div(value, exact(place.active_periods))

    def paid(self, place, role, period):
        """The money that moves for cost or revenue."""
        if isinstance(place, Group):
            return number.total(self.paid(row, role, period) for row in place.rows)
        line = place.lines.get(role + '.paid')
        if line is None or not place.has_periods:
            return self.role(place, role, period)
        if not place.enabled:
            return ZERO
        return self.paid_line(place, role, period)

    def paid_line(self, place, role, period):
        """revenue.paid as a name: a line like any other."""
        if isinstance(place, Group):
            return number.total(self.paid_line(row, role, period) for row in place.rows)
        line = place.lines.get(role + '.paid')
        if line is None or not place.has_periods:
            return self.role(place, role, period)
        if period is None:
            return number.total(self.paid_line(place, role, k) for k in self.all_periods)
        return self.line(line, period) if period >= place.start else ZERO

    def sum_of(self, stages, what, period):
        """A role, 'flow' or 'free' over stages."""
        if what == 'profit':
            return number.sub(self.sum_of(stages, 'revenue', period),
                              self.sum_of(stages, 'cost', period))
        if what == 'margin':
            return margin(self.sum_of(stages, 'profit', period),
                          self.sum_of(stages, 'revenue', period))
        if what in ROLES:
            return number.total(self.role(stage, what, period) for stage in stages)
        if what not in ('flow', 'free'):
            raise Fault("unknown name '%s'" % what)
        flow = ZERO
        for stage in stages:
            flow = number.add(flow, self.paid(stage, 'revenue', period))
            flow = number.sub(flow, self.paid(stage, 'cost', period))
            flow = number.sub(flow, self.role(stage, 'investment', period))
            if what == 'flow':
                flow = number.add(flow, self.role(stage, 'financing', period))
        return flow

    def others(self, stage):
        """All stages that do not use others, and of those above this one that do."""
        found = []
        above = True
        for other in self.model.stages:
            if other is stage:
                above = False
            elif stage.group is not None and other.group is stage.group:
                continue
            elif above or not other.uses_others:
                found.append(other)
        return found

    # Cash.

    def balance(self, period):
        if period not in self.balances:
            before = exact(self.model.budget) if period == 0 else self.balance(period - 1)
            flow = self.sum_of(self.model.stages, 'flow', period)
            self.balances[period] = number.add(before, flow)
        return self.balances[period]

    def owed(self, role, period):
        """What of a role has not been paid so far."""
        owed = ZERO
        for k in range(0, period + 1):
            for stage in self.model.stages:
                owed = number.add(owed, number.sub(self.role(stage, role, k),
                                                   self.paid(stage, role, k)))
        return owed

    def cash(self, what, period):
        if what in ('balance', 'receivable', 'payable'):
            if period is None:
                period = self.model.horizon
            if what == 'balance':
                return self.balance(period)
            return self.owed('revenue' if what == 'receivable' else 'cost', period)
        if what == 'free':
            return self.sum_of(self.model.stages, 'free', period)
        if what == 'final':
            return self.balance(self.model.horizon)
        if what == 'lowest':
            return number.extreme(min, [self.balance(k) for k in self.all_periods])
        if what == 'runway':
            for k in self.all_periods:
                if self.balance(k).x != self.balance(k).x:
                    return Number(NAN)
                if number.compare('<', self.balance(k), ZERO).x:
                    return exact(max(0, k - 1))
            return Number(INF)
        if what == 'breakeven':
            return self.breakeven()
        if what == 'npv':
            return self.npv(self.free_flows(), exact(self.model.discount))
        if what == 'irr':
            return self.irr(self.free_flows())
        raise Fault("unknown name 'cash.%s'" % what)

    def breakeven(self):
        reached = 1
        so_far = ZERO
        for k in self.all_periods:
            so_far = number.add(so_far, self.sum_of(self.model.stages, 'profit', k))
            if so_far.x != so_far.x:
                return Number(NAN)
            if not number.compare('>=', so_far, ZERO).x:
                reached = k + 1
        return exact(reached) if reached <= self.model.horizon else Number(INF)

    def free_flows(self):
        return [(k, self.cash('free', k)) for k in self.all_periods]

    def npv(self, flows, rate):
        total = ZERO
        for k, flow in flows:
            years = number.div(exact(k), exact(self.model.periods_in_year))
            factor = number.power(number.add(ONE, rate), years)
            total = number.add(total, number.div(flow, factor))
        return total

    def irr(self, flows):
        """The rate a year at which the value is 0, found in the growth of one period. Another
        evaluation may differ where the flows change their sign more than once, or the rate lies far out."""
        if any(flow.x != flow.x for _, flow in flows):
            return Number(NAN)
        flows = [(k, flow) for k, flow in flows if abs(flow.x) > number.NEAR * flow.terms
                 and flow.x != 0]
        signs = [flow.x > 0 for _, flow in flows]
        changes = sum(a != b for a, b in zip(signs, signs[1:]))
        if changes == 0:
            return Number(NAN)

        def value(growth):
            scale = max(-k * growth for k, _ in flows)
            return sum(flow.x * math.exp(-k * growth - scale) for k, flow in flows)

        low, high = -60.0, 60.0         # of the logarithm of the growth
        rising = value(low) < 0
        for _ in range(200):
            middle = (low + high) / 2
            if (value(middle) < 0) == rising:
                low = middle
            else:
                high = middle
        growth = (low + high) / 2
        slope = abs(sum(-k * flow.x * math.exp(-k * growth) for k, flow in flows))
        noise = sum((flow.terms + abs(flow.x)) * math.exp(-k * growth) for k, flow in flows)
        years = self.model.periods_in_year
        try:
            rate = math.expm1(growth * years)
        except OverflowError:
            rate = INF
        if changes > 1 or not 1e-6 < rate + 1 < 1e6:
            return Number(rate, number.ANY)
        return Number(rate, (rate + 1) * (years * noise / slope + 1) if slope else number.ANY)

    # Formulas.

    def tree(self, tree, line, period):
        what = tree[0]
        if what == 'num':
            return exact(tree[1])
        if what == 'month':
            return exact(self.model.month_number(tree[1]))
        if what == 'name':
            return self.name(tree[1], line, period)
        if what == 'index':
            found = self.model.resolve(tree[1], line)
            return exact(found[1].items[tree[2] - 1].number)
        if what == 'neg':
            return number.neg(self.tree(tree[1], line, period))
        if what == 'not':
            return number.negation(self.tree(tree[1], line, period))
        if what == 'call':
            return self.call(tree[1], tree[2], tree, line, period)
        operator = tree[1]
        a = self.tree(tree[2], line, period)
        b = self.tree(tree[3], line, period)
        if operator in ('and', 'or'):
            return number.junction(operator, a, b)
        if operator in ('<', '<=', '>', '>=', '==', '!='):
            return number.compare(operator, a, b)
        return {'+': number.add, '-': number.sub, '*': number.mul, '/': number.div,
                '^': number.power}[operator](a, b)

    def name(self, name, line, period):
        found = self.model.resolve(name, line)
        what = found[0]
        if what == 'line':
            return self.line(found[1], period)
        if what == 'role':
            return self.role(found[1], found[2], period)
        if what == 'paid':
            return self.paid_line(found[1], found[2], period)
        if what == 'total':
            return self.sum_of(self.model.stages, found[1], period)
        if what == 'others':
            if not isinstance(line.owner, Stage):
                raise Fault('others stands in stages only')
            return self.sum_of(self.others(line.owner), found[1], period)
        if what == 'cash':
            return self.cash(found[1], period)
        if what == 'number':
            return exact(found[1])
        if what == 'first_period':
            return exact(found[1].first)
        if what == 'last_period':
            return exact(found[1].last)
        assert what == 'running'
        if period is None:
            raise Fault("'%s' has a value for each period" % name[0])
        if found[1] == 'period':
            return exact(period)
        if found[1] == 'period_of_year':
            return exact((period - 1) % self.model.periods_in_year + 1)
        if self.model.start_month is None:
            raise Fault("'calendar_month' needs a start")
        months = self.model.start_month + (period - 1) * self.model.months_a_period
        return exact(months % 12 + 1)

    def call(self, name, operands, tree, line, period):
        if name in TO_ONE:
            return self.to_one(name, operands, line)
        if name in ('prev', 'lag', 'cumulative', 'cohorts', 'spread', 'series'):
            if period is None:
                raise Fault("'%s' has a value for each period" % name)
            return getattr(self, name)(operands, line, period)
        if name == 'all':
            return self.all(tree, period)
        if name == 'if':
            chosen = number.condition(self.tree(operands[0], line, period))
            if chosen is None:
                return Number(NAN)
            return self.tree(operands[1 if chosen else 2], line, period)
        values = [self.tree(operand, line, period) for operand in operands]
        if name in ('min', 'max'):
            return number.extreme({'min': min, 'max': max}[name], values)
        if name in ('abs', 'sqrt', 'exp', 'ln', 'log10', 'floor', 'ceil', 'round'):
            return number.function_of_one(name, *values)
        functions = {'mod': number.modulo, 'clamp': number.clamp, 'within': number.within,
                     'annuity': number.annuity}
        if name in functions:
            return functions[name](*values)
        if name == 'steps':
            return number.steps(values)
        if name == 'tiers':
            return number.tiers(values)
        raise Fault("unknown function '%s'" % name)

    # Where series begin.

    def begin(self, tree, line):
        """The first period of a formula: of the series in it the latest; the line's own section's
        where there is none."""
        starts = list(self.starts(tree, line))
        if starts:
            return max(starts)
        return line.owner.start if line.owner.has_periods else 1

    def starts(self, tree, line):
        what = tree[0]
        if what == 'name':
            found = self.model.resolve(tree[1], line)
            if found[0] == 'line' and found[1].is_series:
                yield found[1].owner.start
            elif found[0] == 'paid' and isinstance(found[1], Stage) \
                    and found[2] + '.paid' in found[1].lines:
                yield found[1].start
            elif found[0] in ('role', 'paid'):
                rows = found[1].rows if isinstance(found[1], Group) else [found[1]]
                yield 0 if any(row.has_zero for row in rows) else 1
            elif found == ('cash', 'balance'):
                yield 0
            elif found[0] in ('total', 'others', 'cash'):
                yield self.flows_start
        elif what in ('neg', 'not'):
            yield from self.starts(tree[1], line)
        elif what == 'bin':
            yield from self.starts(tree[2], line)
            yield from self.starts(tree[3], line)
        elif what == 'call':
            name = tree[1]
            if name in ('prev', 'lag', 'cumulative', 'cohorts', 'spread'):
                yield self.begin(tree[2][0], line)
            elif name == 'all':
                rows = self.model.group_of(tree).rows
                if rows[0].has_periods:
                    yield 0 if any(row.has_zero for row in rows) else 1
            elif name not in TO_ONE:
                if name == 'series':
                    yield line.owner.start
                for part in tree[2]:
                    yield from self.starts(part, line)

    def looked_at(self, tree, line):
        """(first period, its values) of a formula that is looked back on. A list looked back on
        itself has its past as well."""
        if tree[0] == 'name':
            found = self.model.resolve(tree[1], line)
            if found[0] == 'line' and found[1].items is not None:
                return self.past(found[1]), lambda k: self.list_at(found[1], k)
        return self.begin(tree, line), lambda k: self.tree(tree, line, k)

    # Looking back, and by age.

    def before(self, tree, initial, line, period, n):
        """A formula n whole periods ago."""
        begin, value = self.looked_at(tree, line)
        if period < begin:
            return ZERO
        if period - n >= begin:
            return value(period - n)
        if initial is not None:
            return self.tree(initial, line, None)
        if tree == ('name', ('cash', 'balance')):
            return self.balance(0) if period > 0 else exact(self.model.budget)
        return ZERO

    def prev(self, operands, line, period):
        initial = operands[1] if len(operands) > 1 else None
        return self.before(operands[0], initial, line, period, 1)

    def lag(self, operands, line, period):
        initial = operands[2] if len(operands) > 2 else None
        n = self.tree(operands[1], line, None)
        n = max(n.x, 1.0 if self.in_circle(operands[0], line) else 0.0)
        whole = math.floor(n)
        share = exact(n - whole)
        value = self.before(operands[0], initial, line, period, whole)
        if share.x == 0:
            return value
        further = self.before(operands[0], initial, line, period, whole + 1)
        return number.add(number.mul(number.sub(ONE, share), value), number.mul(share, further))

    def cumulative(self, operands, line, period):
        begin = self.begin(operands[0], line)
        return number.total(self.tree(operands[0], line, k) for k in range(begin, period + 1))

    def share(self, tree, line, age):
        """(share at an age, whether the list has ended before it). A line that is no more than a
        list's name stands for the list."""
        curve = None
        while tree is not None and tree[0] == 'name':
            found = self.model.resolve(tree[1], line)
            if found[0] != 'line' or found[1] is line:
                break
            curve = line = found[1]
            tree = line.tree
        if curve is None or curve.tree is not None:
            raise Fault('by age a list is wanted')
        if curve.items is None:
            return exact(curve.value), age > 0
        return self.list_at(curve, age, by_age=True), age > self.list_places(curve, 0)[-1]

    def by_age(self, operands, line, period, ends):
        begin, value = self.looked_at(operands[0], line)
        total = ZERO
        for age in range(0, period - begin + 1):
            share, ended = self.share(operands[1], line, age)
            if ended and ends:
                break
            total = number.add(total, number.mul(value(period - age), share))
        return total

    def cohorts(self, operands, line, period):
        return self.by_age(operands, line, period, ends=False)

    def spread(self, operands, line, period):
        return self.by_age(operands, line, period, ends=True)

    def series(self, operands, line, period):
        place = period - line.owner.start
        if place < 0:
            return ZERO
        return self.tree(operands[min(place, len(operands) - 1)], line, period)

    def all(self, tree, period):
        """The sum over rows that are on, in their active periods."""
        group = self.model.group_of(tree)
        word = self.model.canonical(tree[2][0][1][1])
        total = ZERO
        for row in group.rows:
            if word in ROLES or (word in ('profit', 'margin') and word not in row.lines):
                value = self.role(row, word, period)
            elif not row.enabled:
                continue
            elif row.has_periods:
                if period is None:
                    raise Fault('all() has a value for each period')
                value = self.line(row.lines[word], period) if row.is_active(period) else ZERO
            else:
                value = self.line(row.lines[word], None) if row.active_periods else ZERO
            total = number.add(total, value)
        return total

    # A series as one number.

    def to_one(self, name, operands, line):
        tree = operands[0]
        begin = self.begin(tree, line)
        periods = range(begin, self.model.horizon + 1)

        def value(k):
            return self.tree(tree, line, k)

        if name in ('npv', 'irr'):
            flows = [(k, value(k)) for k in periods]
            if name == 'irr':
                return self.irr(flows)
            return self.npv(flows, self.tree(operands[1], line, None))
        if name == 'at':
            k = number.function_of_one('round', self.tree(operands[1], line, None)).x
            if not min(begin, self.flows_start) <= k <= self.model.horizon:
                return Number(NAN)
            return value(int(k)) if k >= begin else ZERO
        if len(operands) == 3:
            low, high = [int(number.function_of_one('round', self.tree(operand, line, None)).x)
                         for operand in operands[1:]]
            periods = range(max(begin, low), min(self.model.horizon, high) + 1)
        if name == 'sum':
            return number.total(value(k) for k in periods)
        if len(periods) == 0:
            return Number(NAN)
        if name == 'first':
            return value(periods[0])
        if name == 'last':
            return value(periods[-1])
        if name == 'avg':
            return number.div(number.total(value(k) for k in periods), exact(len(periods)))
        return number.extreme({'peak': max, 'low': min}[name], [value(k) for k in periods])

    # Circles.

    def uses(self, line):
        """Lines that a line's formula names, those of roles and totals included."""
        if not hasattr(line, 'used'):
            line.used = set() if line.tree is None else self.lines_in(line.tree, line)
        return line.used

    def lines_in(self, tree, line):
        found = set()
        if tree[0] == 'call' and tree[1] == 'all':
            word = self.model.canonical(tree[2][0][1][1])
            return {row.lines[word] for row in self.model.group_of(tree).rows if word in row.lines}
        if tree[0] == 'name':
            return self.lines_of(self.model.resolve(tree[1], line), line)
        for part in formulas.below(tree):
            found |= self.lines_in(part, line)
        return found

    def lines_of(self, found, line):
        stages, words = [], ()
        if found[0] == 'line':
            return {found[1]}
        if found[0] == 'role':
            stages = found[1].rows if isinstance(found[1], Group) else [found[1]]
            words = MADE_OF.get(found[2], (found[2],))
        elif found[0] == 'paid':
            stages = found[1].rows if isinstance(found[1], Group) else [found[1]]
            words = (found[2], found[2] + '.paid')
        elif found[0] in ('total', 'cash', 'others'):
            stages = self.others(line.owner) if found[0] == 'others' else self.model.stages
            words = MADE_OF.get(found[1], (found[1],) if found[1] in ROLES else ROLES + PAID)
        return {stage.lines[word] for stage in stages for word in words if word in stage.lines}

    def in_circle(self, tree, line):
        """Whether what is looked back on uses, by whatever way, the line that looks."""
        reached = set()
        waiting = list(self.lines_in(tree, line))
        while waiting:
            other = waiting.pop()
            if other is line:
                return True
            if other not in reached:
                reached.add(other)
                waiting += self.uses(other)
        return False


def margin(profit, revenue):
    number.jump('margin', revenue.x, revenue.terms)     # whether there is any revenue
    return number.div(profit, revenue) if revenue.x != 0 else Number(NAN)


class Report:
    """The results as one object, in the shape of the program's."""

    def __init__(self, model):
        self.model = model
        self.evaluator = Evaluator(model)
        first = self.evaluator.flows_start
        self.shown = range(first, model.horizon + 1)

    def line(self, line):
        word = self.model.word
        name = line.name.replace('_period', '_' + word) if line.name in (
            'first_period', 'last_period') else line.name
        row = {'name': name, 'parameter': line.is_parameter}
        if line.is_series:
            row['series'] = [self.evaluator.line(line, k)
                             for k in range(1, self.model.horizon + 1)]
            if line.owner.start == 0:
                row['opening'] = self.evaluator.line(line, 0)
        else:
            row['value'] = self.evaluator.line(line, None)
        row['text'] = line.text
        return row

    def stage(self, stage):
        row = {'name': stage.name, 'title': stage.title, 'kind': stage.kind}
        if isinstance(stage, Stage):
            row.update({'per': stage.per, 'enabled': stage.enabled})
        for role in ('cost', 'revenue', 'profit', 'margin', 'carbon', 'investment', 'financing'):
            row[role] = self.evaluator.role(stage, role, None)
        row['flows'] = [
            {'cost': self.evaluator.role(stage, 'cost', k),
             'revenue': self.evaluator.role(stage, 'revenue', k),
             'cost_paid': self.evaluator.paid(stage, 'cost', k),
             'revenue_paid': self.evaluator.paid(stage, 'revenue', k),
             'carbon': self.evaluator.role(stage, 'carbon', k),
             'investment': self.evaluator.role(stage, 'investment', k),
             'financing': self.evaluator.role(stage, 'financing', k)} for k in self.shown]
        if isinstance(stage, Group):
            row['rows'] = [self.stage(place) for place in stage.rows]
        else:
            row['lines'] = [self.line(line) for line in stage.lines.values()]
        return row

    def everything(self):
        model, evaluator = self.model, self.evaluator
        # Month by month first, so that nothing has to look far back at once.
        for k in self.shown:
            evaluator.balance(k)
            for stage in model.stages:
                for line in stage.lines.values():
                    if line.is_series:
                        evaluator.line(line, k)
        every = model.stages
        report = {'title': model.title, 'currency': model.currency, model.plural: model.horizon}
        report['scenario'] = [self.line(line) for line in model.scenario.lines.values()]
        report['shared'] = [self.line(line) for line in model.shared.lines.values()]
        report['stages'] = [self.stage(place) for place in model.places]
        report['total'] = {what: evaluator.sum_of(every, what, None) for what in MONEY}
        report['cash'] = {what: evaluator.cash(what, None) for what in
                          ('final', 'lowest', 'runway', 'breakeven', 'npv', 'irr',
                           'free', 'receivable', 'payable')}
        report['monthly'] = [
            {model.word: k, 'cost': evaluator.sum_of(every, 'cost', k),
             'revenue': evaluator.sum_of(every, 'revenue', k),
             'profit': evaluator.sum_of(every, 'profit', k),
             'balance': evaluator.balance(k)} for k in self.shown]
        report['flows'] = [
            {model.word: k,
             'revenue_paid': number.total(evaluator.paid(s, 'revenue', k) for s in every),
             'cost_paid': number.total(evaluator.paid(s, 'cost', k) for s in every),
             'investment': evaluator.sum_of(every, 'investment', k),
             'financing': evaluator.sum_of(every, 'financing', k),
             'free': evaluator.cash('free', k),
             'balance': evaluator.balance(k),
             'receivable': evaluator.cash('receivable', k),
             'payable': evaluator.cash('payable', k)} for k in self.shown]
        report['metrics'] = [self.line(line) for line in model.metrics.lines.values()]
        report['targets'] = [self.target(line) for line in model.targets.lines.values()]
        report['claims'] = self.claims()
        return report

    def target(self, line):
        met = number.condition(self.evaluator.line(line, None))     # None where it is unknown
        return {'name': line.name, 'met': met, 'text': line.text}

    def claims(self):
        claims = dict(self.model.sections.get('claims', {}))
        tolerance = Line(self.model.targets, 'tolerance', claims.pop('tolerance', '0.5 %')).value
        found = []
        for name, text in claims.items():
            computed = self.evaluator.line(Line(self.model.targets, name, '(%s)' % name), None)
            stated = Line(self.model.targets, name, text).value
            found.append({'name': name, 'stated': exact(stated), 'computed': computed,
                          'holds': abs(computed.x - stated) <= tolerance * abs(stated)})
        return found


def report_of(sections, first_part=False, kinds=None):
    """All results of a scenario's sections, as Numbers."""
    number.near.clear()
    return Report(Model(sections, first_part, kinds)).everything()


def report_of_text(text, folder='.', first_part=False, kinds=None):
    return report_of(extend(read(text), folder), first_part, kinds)


def plain(x):
    """A Number for JSON: infinite and NaN are null, a whole number has no point."""
    x = x.x
    if x != x or x in (INF, -INF):
        return None
    return int(x) if x == int(x) and abs(x) < 2 ** 53 else x


def deep(function, *arguments):
    """A call with room for formulas that lead far back."""
    found = []

    def run():
        try:
            found.append((function(*arguments), None))
        except BaseException as fault:      # handed to the caller's thread
            found.append((None, fault))

    sys.setrecursionlimit(200000)
    threading.stack_size(512 * 1024 * 1024)
    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    result, fault = found[0]
    if fault is not None:
        raise fault
    return result


def check(paths, first_part):
    """Prints the claims that do not hold; whether all do."""
    all_hold = True
    for path in paths:
        for claim in deep(report_of, load(path), first_part)['claims']:
            if not claim['holds']:
                all_hold = False
                print('%s: %s: stated %.17g, computed %.17g' % (
                    path, claim['name'], claim['stated'].x, claim['computed'].x))
    return all_hold


def main():
    options = [a for a in sys.argv[1:] if a in ('--first-part', '--check')]
    paths = [a for a in sys.argv[1:] if a not in options]
    first_part = '--first-part' in options
    if not paths or (len(paths) > 1 and '--check' not in options):
        sys.exit('usage: evaluate.py [--first-part] FILE\n'
                 '       evaluate.py [--first-part] --check FILE...')
    try:
        if '--check' in options:
            sys.exit(0 if check(paths, first_part) else 1)
        sections = extend(read(sys.stdin.read()), '.') if paths[0] == '-' else load(paths[0])
        report = deep(report_of, sections, first_part)
    except Fault as fault:
        sys.exit('%s: %s' % (paths[0], fault))
    json.dump(report, sys.stdout, default=plain, indent=1, ensure_ascii=False)
    print()


if __name__ == '__main__':
    main()
