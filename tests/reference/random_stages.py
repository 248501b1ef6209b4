# SPDX-License-Identifier: GPL-3.0-or-later
"""Random stages, kinds and rows, for generate.py.

Who may use what, so that no circle arises: a formula uses what stands above it in its own stage and in the
stages above; what looks back on totals, on the balance or on stages below it (`looks`) is used by others
that look, by [metrics] and by [targets] alone; what uses others.* by the last two alone."""

from random_formulas import (E, MOST, POWER, PRODUCT, SIGN, SUM, Formulas, Place, Section,
                             as_formula, atom, call, plus, times)


class Stages(Formulas):
    # Lines.

    def put_parameters(self, section, n, low_high=None):
        for _ in range(n):
            low, high = low_high or self.pick([(0, 1), (0.5, 5), (1, 100), (100, 5000)])
            name = self.fresh()
            text, x = self.parameter(low, high)
            section.put(name, text)
            section.scalars.append(atom(name, abs(x), x >= 0))
            if self.chance(0.2):
                section.put(name + '.' + self.pick(['note', 'source']), 'as agreed')

    def put_list(self, section, low, high, by_age=False, past=True):
        name = self.fresh()
        names = []
        if section.is_series and 'from' in self.names and not by_age and self.chance(0.5):
            when = self.fresh()
            period = section.first + self.rng.randint(0, 6)
            section.put(when, self.moment(period))
            names = [(when, period)] + [(n, p) for n, p in self.moments if self.chance(0.5)]
        text, largest, n = self.list_text(low, high, section.first, by_age, names, past)
        section.put(name, text)
        section.lists[name] = n
        if by_age:
            section.shares.append(atom(name, largest, True))
        else:
            section.series.append(atom(name, largest, True))
        return name

    def put_values(self, section):
        """Parameters, lists, shares by age."""
        self.put_parameters(section, self.rng.randint(1, 4))
        if 'lists' not in self.names:
            return
        for _ in range(self.pick([0, 1, 1, 2])):
            self.put_list(section, *self.pick([(0, 1), (1, 50), (100, 9000)]))
        if section.is_series and self.may('ages', 0.6):
            self.put_list(section, 0, 1, by_age=True)

    def put_formulas(self, section, place):
        """Formula lines, some of which look back on themselves."""
        for _ in range(self.rng.randint(1, 4)):
            name = self.fresh()
            unary = self.chance(0.03)
            a = self.formula(place, self.rng.randint(1, 3))
            if section.is_series and self.chance(0.3):
                a = self.recursion(name, a, place)
            if unary:
                a = E('+' + a.at(POWER), SIGN, a.size, a.positive)
            section.put(name, as_formula(a))
            line = atom(name, a.size, a.positive)
            if section.is_series:
                section.series.append(line)
                place.back.append(line)
                place.own_back.append(line)
            else:
                section.scalars.append(line)
                place.scalars.append(line)
            place.now.append(line)
        if section.is_series and self.chance(0.15):
            self.put_pair(section, place)

    def recursion(self, name, a, place):
        a = self.small(a, 1e5)
        initial = self.literal(0, 100)
        kept = self.literal(0.3, 1.03)
        size = (initial.size + a.size * (self.horizon + 1)) * 4
        if self.may('look', 0.5):
            ways = ['1', '2', '1.5', str(self.rng.randint(1, 12)), self.digits(self.value(1, 4))]
            n = self.pick(ways)
            if self.chance(0.25):
                n = self.fresh()
                self.delays.append((n, self.digits(self.value(1, 5))))
            text = call('lag', [name, n] + ([initial] if self.chance(0.5) else []), size, a.positive)
        else:
            text = call('prev', [name] + ([initial] if self.chance(0.7) else []), size, a.positive)
        return E(plus(times(text, kept), a).text, SUM, size, a.positive)

    def put_pair(self, section, place):
        """Two lines of which each uses the other, one of them a period back."""
        first, second = self.fresh(), self.fresh()
        a, b = self.small(self.formula(place, 1), 1e4), self.small(self.formula(place, 1), 1e4)
        back = 'lag(%s, %s)' % (second, self.pick(['1', '1.25', '3'])) if self.may('look', 0.5) \
            else 'prev(%s)' % second
        size = (a.size + b.size) * (self.horizon + 1)
        section.put(first, '0.4 * %s + %s' % (back, a.at(PRODUCT)))
        section.put(second, '%s + 0.5 * %s' % (b.at(SUM), first))
        for name in (first, second):
            line = atom(name, size, False)
            section.series.append(line)
            place.back.append(line)
            place.own_back.append(line)
            place.now.append(line)

    def put_delays(self, section):
        """Parameters that recursion() asked for; their least value is 1, so that they break circles."""
        for name, text in self.delays:
            section.put(name, text)
            section.put(name + '.min', '1')
        self.delays = []

    def put_roles(self, section, place, plan):
        for role in plan:
            a = self.small(self.formula(place, 2), MOST)
            if section.looks and self.chance(0.6):
                a = plus(a, self.feedback(section))
            if section.uses_others and role == plan[0]:
                others = self.pick(['others.profit', 'others.cost', 'others.revenue']
                                   + (['others.flow'] if 'cash' in self.names else []))
                a = plus(a, times(self.literal(0.01, 0.3), call('max', ['0', others], 1e5, True)))
            if self.chance(0.08):
                text, x = self.parameter(0, 5000, unit=False)
                a = atom(text, x, True)
            elif section.is_series and self.may('lists', 0.08):
                text, largest, _ = self.list_text(0, 5000, section.first)
                a = atom(text, largest, True)
            section.put(role, a.text)
            section.roles[role] = a.size
        if section.is_series and 'cash' in self.names:
            for role in ('revenue', 'cost'):
                if role in plan and self.chance(0.45):
                    section.put(role + '.paid', self.paid(section, place, role))
                    section.paid = True

    def paid(self, section, place, role):
        way = self.rng.random()
        if way < 0.35:
            return 'lag(%s, %s)' % (role, self.delay(place) if not section.looks
                                    else self.pick(['0', '1', '1.5', '2']))
        if way < 0.6 and section.shares:
            return 'spread(%s, %s)' % (role, self.pick(section.shares).text)
        if way < 0.75:
            return '%s * %s + prev(%s) / 2' % (role, self.digits(0.5), role)
        if way < 0.85:
            return '0'
        return self.small(self.formula(place, 2), MOST).text

    def feedback(self, section):
        """Bounded, so that nothing grows without end: what is looked back on may rest on it."""
        targets = ['total.cost', 'total.revenue', 'total.profit', 'total.carbon']
        targets += ['%s.%s' % (name, role) for name, roles in self.plan
                    for role in roles if role != 'financing']
        if 'cash' in self.names:
            targets += ['total.investment', 'total.financing']
        balance = 'balance' in self.names and not (section.first == 0) and self.chance(0.5)
        if balance:
            back = self.pick(['prev(cash.balance)'] * 3
                             + (['lag(cash.balance, 1.5)'] if 'look' in self.names else []))
        elif self.may('look', 0.4):
            back = 'lag(%s, %s)' % (self.pick(targets), self.pick(['1', '2', '1.5', '3']))
        else:
            back = 'prev(%s)' % self.pick(targets)
        way = self.rng.random()
        if way < 0.35:
            return call('if', ['%s %s %s' % (back, self.pick(['<', '>=']), self.digits(
                self.value(100, 1e5))), self.literal(10, 500), self.literal(0, 50)], 500, True)
        if way < 0.7:
            return call('clamp', ['%s * %s' % (back, self.digits(0.02)), '-500', '500'], 500, False)
        return times(atom('0.01', 0.01, True), call('max', [back, '0'], 1e6, True))

    # Stages.

    def bounds(self, section):
        """Chooses the first month and the last; puts their keys."""
        suffix = self.period if 'periods' not in self.names else self.pick([self.period, 'period'])
        n = self.horizon
        may_start_late = not section.is_series or not self.names or 'first' in self.names
        if self.may('zero', 0.2) and self.zero_wanted:
            section.first = 0
            section.put('first_' + suffix, '0')
            if not section.is_series:
                section.put('last_' + suffix, '0')
            elif self.chance(0.4):
                section.put('last_' + suffix, str(self.rng.randint(0, n)))
            return
        if may_start_late and self.chance(0.4):
            section.first = self.rng.randint(1, max(1, n * 2 // 3))
            text = self.when(section.first)
            if 'first' in self.names:
                moments = [(name, at) for name, at in self.moments if at < n]
                if moments and self.chance(0.4):
                    name, at = self.pick(moments)
                    section.first = min(n, at + self.rng.randint(0, 2))
                    text = '%s + %d' % (name, section.first - at) if section.first > at else name
                elif self.chance(0.15):
                    text = '%d %s' % (section.first, self.pick(['+ 0.3', '- 0.4', '- 0.5']))
            section.put('first_' + suffix, text)
        if self.chance(0.25):
            last = self.rng.randint(section.first, n)
            section.put('last_' + suffix, self.when(last))

    def place_of(self, section):
        """What a section's formulas may use."""
        place = Place(section.is_series)
        shared = self.shared
        own = [(e, True) for e in section.scalars]
        place.scalars = list(section.scalars)
        place.now = list(section.scalars) * 2
        for e in shared.scalars:
            name = e.text if self.chance(0.8) else 'shared.' + e.text
            place.scalars.append(atom(name, e.size, e.positive))
        place.now += place.scalars[len(section.scalars):]
        if section.is_series:
            place.now += section.series * 2
            place.back = list(section.series)
            place.own_back = list(section.series)
            place.constant = list(section.scalars)
            place.now += shared.series
            place.back += shared.series
            place.shares = section.shares + shared.shares
        else:
            place.whole = section.series + shared.series
            self.lines_alone += place.whole
        return place

    def add_stages(self, place, section):
        """Adds what earlier stages have to what a stage's formulas may use."""
        for stage in self.stages:
            if stage.uses_others or (stage.looks and not section.looks):
                continue
            for e in stage.scalars:
                place.now.append(self.of(stage, e))
                place.scalars.append(place.now[-1])
            for e in stage.series:
                e = self.of(stage, e)
                if section.is_series:
                    place.now.append(e)
                    place.back.append(e)
                else:
                    place.whole.append(e)
                    self.lines_alone.append(e)
            if section.is_series:
                place.shares += [self.of(stage, e) for e in stage.shares]
            roles = [atom(stage.name + '.' + role, size, False)
                     for role, size in stage.roles.items()]
            if 'profit' in self.names and stage.roles:
                roles.append(atom(stage.name + '.profit', MOST, False))
            if stage.paid and 'cash' in self.names and stage.on and not stage.rows \
                    and section.is_series:
                roles += [atom('%s.%s.paid' % (stage.name, role), MOST, False)
                          for role in ('revenue', 'cost') if stage.has(role + '.paid')]
            place.now += [atom(e.text, e.size * (1 if section.is_series else self.horizon),
                               e.positive) for e in roles]
            (place.back if section.is_series else place.whole).extend(roles)

    def of(self, stage, e):
        return atom(stage.name + '.' + e.text, e.size, e.positive)

    def plain_stage(self, name, is_series):
        section = Section(name, is_series)
        section.looks = is_series and self.looks_wanted and self.chance(0.35)
        if 'others' in self.names and self.chance(0.15) and (is_series or not self.looks_wanted):
            section.uses_others = True
        if is_series:
            section.put('per', self.pick([self.period] + (['period'] if 'periods' in self.names
                                                          else [])))
        self.bounds(section)
        self.put_values(section)
        place = self.place_of(section)
        self.add_stages(place, section)
        self.put_formulas(section, place)
        self.put_roles(section, place, dict(self.plan)[name])
        self.put_delays(section)
        return section

    def planned_roles(self):
        plan = ['cost', 'revenue'] if self.chance(0.7) else [self.pick(['cost', 'revenue'])]
        if self.chance(0.15):
            plan.append('carbon')
        if self.may('cash', 0.2):
            plan.append('investment')
        if self.may('cash', 0.2):
            plan.append('financing')
        return plan

    # Built-in kinds: (per, {parameter: (low, high, how)}, lines). how: 'any' in monthly kinds may be a
    # list or a formula, 'one' is a single number, 'ages' a list by age, 'left' may be left out.

    KINDS = {
        'data_collection': ('total', {'volume_per_day': (0.1, 9, 'any'), 'unit_cost': (10, 900, 'any'),
                                      'days': (10, 400, 'any')}, [], ['cost']),
        'training': ('total', {'duration': (5, 60, 'any'), 'rate': (100, 5000, 'any')}, [], ['cost']),
        'promotion': ('total', {'campaigns': (1, 50, 'any'), 'campaign_cost': (100, 9000, 'any'),
                                'conversion': (0.05, 0.6, 'any'),
                                'campaign_revenue': (100, 9000, 'any')}, [], ['cost', 'revenue']),
        'adaptation': ('total', {'adaptations': (1, 50, 'any'), 'adaptation_cost': (100, 900, 'any'),
                                 'retention': (0.1, 0.9, 'any'), 'spend': (100, 9000, 'any')}, [],
                       ['cost', 'revenue']),
        'transactions': ('total', {'transactions': (100, 9000, 'any'),
                                   'transaction_cost': (0.01, 1, 'any'),
                                   'conversion': (0.05, 0.9, 'any'),
                                   'transaction_revenue': (0.1, 9, 'any')}, [], ['cost', 'revenue']),
        'operations': ('period', {'annual_cost': (1000, 90000, 'any')}, [], ['cost']),
        'subscription': ('month', {'initial_subscribers': (0, 200, 'one'),
                                   'new_subscribers': (1, 60, 'any'), 'churn': (0, 0.3, 'any'),
                                   'price': (5, 99, 'one'), 'service_cost': (0.5, 9, 'any'),
                                   'price_elasticity': (0.1, 2, 'left'),
                                   'reference_price': (5, 99, 'left')},
                         ['subscribers', 'demand_factor'], ['cost', 'revenue']),
        'usage': ('month', {'users': (10, 500, 'any'), 'requests_per_user': (1, 50, 'any'),
                            'request_price': (0.05, 2, 'one'), 'request_cost': (0.01, 0.5, 'any'),
                            'price_elasticity': (0.1, 2, 'left')}, ['demand_factor'],
                  ['cost', 'revenue']),
        'advertising': ('month', {'impressions': (1000, 90000, 'any'), 'fill_rate': (0.1, 0.9, 'any'),
                                  'cpm': (1, 30, 'any'), 'serving_cost': (0.1, 5, 'any')}, [],
                        ['cost', 'revenue']),
        'inference': ('month', {'tokens': (10, 9000, 'any'), 'token_price': (0.1, 9, 'any'),
                                'throughput': (1, 20, 'one'), 'utilization': (0.2, 0.9, 'one'),
                                'gpu_price': (0.5, 5, 'any')}, [], ['cost', 'revenue']),
        'gpu_training': ('total', {'gpus': (1, 64, 'any'), 'hours': (10, 900, 'any'),
                                   'gpu_price': (0.5, 4, 'any'), 'power': (0.3, 1.5, 'any'),
                                   'pue': (1, 1.6, 'left'), 'grid_intensity': (0.01, 0.7, 'any')},
                         ['energy'], ['cost', 'carbon']),
        'ecosystem': ('month', {'partners': (1, 40, 'any'), 'partner_revenue': (10, 900, 'any'),
                                'share': (0.05, 0.4, 'any'), 'programme_cost': (10, 900, 'any')}, [],
                      ['cost', 'revenue']),
    }
    NEW_KINDS = {
        'salaried': ('period', {'salary': (20000, 150000, 'any'), 'heads': (1, 5, 'left'),
                                'load': (0.05, 0.3, 'left')}, [], ['cost']),
        'cohorts': ('month', {'new': (1, 90, 'any'), 'kept': (0, 1, 'ages'), 'price': (5, 99, 'any'),
                              'service_cost': (0.5, 9, 'any')}, ['customers'], ['cost', 'revenue']),
        'annual_contracts': ('month', {'signed': (0, 5, 'any'), 'price': (1000, 60000, 'one'),
                                       'renewed': (0.5, 0.95, 'any')}, ['live'], ['revenue']),
        'sales_team': ('month', {'hired': (0, 3, 'any'), 'ramp': (0, 1, 'ages'),
                                 'quota': (10000, 900000, 'one'), 'pay': (10000, 90000, 'one')}, [],
                       ['cost', 'revenue']),
        'equity': ('total', {'amount': (10000, 900000, 'one'), 'close': (1, 3, 'when'),
                             'pre_money': (1e6, 9e6, 'one')}, [], ['financing']),
        'loan': ('period', {'principal': (1000, 90000, 'one'), 'rate': (0.01, 0.12, 'one'),
                            'term': (2, 30, 'whole'), 'interest_only': (0, 1, 'few')}, ['owed', 'repaid'],
                 ['cost', 'financing']),
        'equipment': ('period', {'price': (1000, 90000, 'one'), 'life': (1, 5, 'whole'),
                                 'salvage': (10, 900, 'left')}, ['depreciation'],
                      ['cost', 'investment']),
        'income_tax': ('period', {'rate': (0.1, 0.3, 'one'), 'due': (0, 6, 'few')}, [], ['cost']),
    }

    def kind_names(self):
        known = dict(self.KINDS)
        if 'built_in' in self.names:
            known.update(self.NEW_KINDS)
        return [name for name, (per, _, _, _) in known.items()
                if per != 'month' or self.period == 'month']

    def kind_table(self, name):
        return self.KINDS.get(name) or self.NEW_KINDS[name]

    def answer(self, section, place, is_series, low, high, how, alone=False):
        """(text, size, what it is) for a parameter of a kind. alone: for a cell, never a list."""
        if how == 'ages':
            text, largest, _ = self.list_text(low, high, 1, by_age=True)
            return text, largest, 'ages'
        if how in ('whole', 'few'):
            x = self.rng.randint(int(low), int(high))
            return str(x), x, 'scalar'
        if how == 'when':
            at = self.rng.randint(1, min(int(high), self.horizon))
            return self.moment(at), at, 'scalar'
        if how == 'any' and is_series and not alone and self.may('lists', 0.3):
            text, largest, _ = self.list_text(low, high, section.first)
            return text, largest, 'series'
        if how == 'any' and self.chance(0.25) and place.now:
            factor = self.digits(self.value(low, high))
            a = self.pick(place.now)
            text = '%s * (1 + %s / %s)' % (factor, self.absolute(a).text,
                                           self.digits(max(1.0, round(a.size * 2, 1))))
            return text, high * 2, 'series' if is_series else 'scalar'
        text, x = self.parameter(low, high, unit=False)
        return text, x, 'scalar'

    def kind_stage(self, name, kind=None):
        kind = kind or self.pick(self.kind_names())
        per, parameters, lines, roles = self.kind_table(kind)
        is_series = per == 'month' or (per == 'period' and (
            kind != 'operations' or bool(self.names)))
        section = Section(name, is_series)
        section.kind = kind
        section.put('kind', kind)
        if kind == 'income_tax':
            if 'others' not in self.names:
                return self.kind_stage(name, 'training')
            section.uses_others = True
        if kind != 'equity':
            self.bounds(section)
        place = self.place_of(section)
        self.add_stages(place, section)
        self.put_answers(section, place, is_series, parameters)
        for line in lines:
            (section.series if is_series else section.scalars).append(atom(line, 1e5, False))
        section.roles = {role: MOST for role in roles}
        if is_series and section.uses_others is False and self.may('cash', 0.2) \
                and not any(key.endswith('.paid') for key, _ in section.entries) \
                and kind not in ('equipment', 'annual_contracts'):
            role = self.pick([r for r in roles if r in ('cost', 'revenue')])
            section.put(role + '.paid', self.paid(section, place, role))
            section.paid = True
        return section

    def put_answers(self, section, place, is_series, parameters):
        for parameter, (low, high, how) in parameters.items():
            if how == 'left':
                if self.chance(0.5):
                    continue
                how = 'one'
            text, size, what = self.answer(section, place, is_series, low, high, how)
            section.put(parameter, text)
            if what == 'scalar':
                section.scalars.append(atom(parameter, abs(size), True))
            elif what == 'series':
                section.series.append(atom(parameter, size, True))
            else:
                section.shares.append(atom(parameter, size, True))

    # Kinds of one's own, and rows.

    def make_kind(self):
        """A [kind.NAME]: a section whose parameters are wanted or have a value."""
        is_series = self.chance(0.75)
        section = Section('kind.' + self.fresh(), is_series)
        if is_series:
            section.put('per', self.pick([self.period, 'period']))
        section.parameters = {}
        section.wanted = []
        for _ in range(self.rng.randint(2, 4)):
            name = self.fresh()
            low, high = self.pick([(0, 1), (1, 20), (10, 900)])
            if self.chance(0.6):
                section.put(name, '?' + self.pick(['', ' 1', ' USD/year', ' seats']
                                                  + ([' %'] if high <= 1 else [])))
                section.wanted.append(name)
            else:
                text, x = self.parameter(low, high)
                section.put(name, text)
                if self.chance(0.3):
                    section.put(name + '.max', '1000')
            section.parameters[name] = (low, high, 'any')
        if is_series and 'ages' in self.names and 'lists' in self.names and self.chance(0.6):
            name = self.fresh()
            if self.chance(0.5):
                section.put(name, '?')
                section.wanted.append(name)
                section.parameters[name] = (0, 1, 'ages')
            else:
                text, _, _ = self.list_text(0, 1, 1, by_age=True)
                section.put(name, text)
            section.shares.append(atom(name, 1, True))
        if is_series and 'lists' in self.names and self.chance(0.3):
            name = self.fresh()
            text, largest, _ = self.list_text(1, 60, 1, past=False)
            if ' from ' not in text:
                section.put(name, text)
                section.series.append(atom(name, largest, True))
        for name, (low, high, how) in section.parameters.items():
            if how == 'any':
                # Whoever answers it with a list makes a series of it; in a total kind it is one number.
                (section.series if is_series else section.scalars).append(atom(name, high * 2, True))
        place = self.place_of(section)
        answered = [e for e in section.series if e.text in section.parameters]
        place.back = [e for e in place.back if e not in answered]
        place.own_back = [e for e in place.own_back if e not in answered]
        place.constant += answered
        section.put_from = len(section.entries)
        self.put_formulas(section, place)
        section.plan = self.planned_roles()
        section.uses_others = 'others' in self.names and self.chance(0.25) \
            and (is_series or not self.looks_wanted)
        self.put_roles(section, place, section.plan)
        section.formulas = [key for key, _ in section.entries[section.put_from:] if '.' not in key
                            and key not in section.plan]
        self.put_delays(section)
        return section

    def derived_kind(self, base):
        """A kind that takes over another one, answers some of what it wants, changes its roles."""
        section = Section('kind.' + self.fresh(), base.is_series)
        section.put('kind', base.name[5:])
        section.parameters = dict(base.parameters)
        section.wanted = list(base.wanted)
        section.formulas = list(base.formulas)
        section.plan = list(base.plan)
        section.roles = dict(base.roles)
        section.paid = base.paid
        section.uses_others = base.uses_others
        for name in base.wanted:
            if self.chance(0.4):
                low, high, how = base.parameters[name]
                place = Place(base.is_series)
                text, _, _ = self.answer(section, place, False, low, high, how)
                section.put(name, text)
                section.wanted.remove(name)
        if self.chance(0.5):
            name = self.fresh()
            line = self.pick(base.formulas) if base.formulas else '1'
            section.put(name, '%s * %s' % (self.digits(self.value(0.1, 2)), line))
            section.formulas.append(name)
        return section

    def built_in_derived_kind(self):
        """A kind that answers some of what a built-in one wants, and adds a line."""
        title = self.pick([k for k in self.kind_names() if k not in ('income_tax', 'equity')])
        per, parameters, lines, roles = self.kind_table(title)
        is_series = per != 'total'
        section = Section('kind.' + self.fresh(), is_series)
        section.put('kind', title)
        section.parameters = {}
        section.wanted = []
        for name, (low, high, how) in parameters.items():
            if how != 'left' and self.chance(0.5):
                text, _, _ = self.answer(section, Place(is_series), False, low, high, how)
                section.put(name, text)
            elif how != 'left':
                section.parameters[name] = (low, high, how)
                section.wanted.append(name)
        section.formulas = list(lines)
        if self.chance(0.5):
            name = self.fresh()
            section.put(name, '%s * %s' % (self.digits(self.value(0.1, 2)),
                                           self.pick(list(lines) + list(roles))))
            section.formulas.append(name)
        section.plan = []
        section.roles = {role: MOST for role in roles}
        return section

    def own_kind_stage(self, name, kind):
        section = Section(name, kind.is_series)
        section.kind = kind.name
        section.put('kind', kind.name[5:])
        self.bounds(section)
        place = self.place_of(section)
        self.add_stages(place, section)
        section.uses_others = kind.uses_others
        for parameter, (low, high, how) in kind.parameters.items():
            if parameter in kind.wanted or self.chance(0.2):
                text, size, what = self.answer(section, place, kind.is_series, low, high, how)
                section.put(parameter, text)
                if what == 'scalar':
                    section.scalars.append(atom(parameter, abs(size), True))
                elif what == 'series':
                    section.series.append(atom(parameter, size, True))
        for line in kind.formulas:
            (section.series if kind.is_series else section.scalars).append(atom(line, 1e7, False))
        section.roles = dict(kind.roles)
        return section

    def rows_stage(self, name):
        """A section of rows, of a kind of one's own or a built-in one."""
        own = [kind for kind in self.kinds
               if any(how != 'ages' for _, _, how in kind.parameters.values())]
        if own and self.chance(0.6):
            kind = self.pick(own)
            title, parameters, wanted = kind.name[5:], kind.parameters, set(kind.wanted)
            is_series, lines, roles = kind.is_series, kind.formulas, kind.roles
            uses_others = kind.uses_others
        else:
            uses_others = False
            allowed = [k for k in self.kind_names() if k != 'income_tax']
            title = self.pick(['salaried'] if 'salaried' in allowed and self.chance(0.3) else allowed)
            per, parameters, lines, roles = self.kind_table(title)
            is_series = per != 'total'
            wanted = {p for p, (_, _, how) in parameters.items() if how != 'left'}
            roles = {role: MOST for role in roles}
        section = Section(name, is_series)
        section.kind = title
        section.uses_others = uses_others
        section.put('kind', title)
        section.rows = []
        names = [p for p, (_, _, how) in parameters.items() if how != 'ages']
        columns = self.rng.sample(names, self.rng.randint(1, min(3, len(names))))
        if self.chance(0.5) and (not is_series or 'first' in self.names) and title != 'equity':
            columns.insert(self.rng.randint(0, len(columns)), 'first_' + self.period)
        section.put('rows', ', '.join(columns))
        place = self.place_of(section)
        self.add_stages(place, section)
        given = set()
        for parameter, (low, high, how) in parameters.items():
            if how == 'left':
                how = 'one'
            in_column = parameter in columns
            if (parameter in wanted and not in_column) or self.chance(0.3):
                # A list of the section's own begins in each row's first month.
                text, size, what = self.answer(section, Place(is_series), is_series, low, high, how)
                section.put(parameter, text)
                given.add(parameter)
                if what == 'scalar' and not in_column:
                    section.scalars.append(atom(parameter, abs(size), True))
        for _ in range(self.rng.randint(1, 5)):
            row = self.fresh()
            cells, own_keys = [], []
            for column in columns:
                if column.startswith('first_'):
                    at = self.rng.randint(1, max(1, self.horizon * 2 // 3))
                    cells.append('' if self.chance(0.2) else self.when(at))
                    continue
                low, high, how = parameters[column]
                optional = column in given or column not in wanted
                if optional and self.chance(0.3):
                    cells.append('')
                    continue
                if is_series and how == 'any' and self.may('lists', 0.1):
                    text, _, _ = self.list_text(low, high, 1, past=False)
                    if ' from ' not in text:
                        cells.append('')
                        own_keys.append((column, text))
                        continue
                text, _, _ = self.answer(section, place, is_series, low, high,
                                         'one' if how == 'left' else how, alone=True)
                cells.append(text)
            if not any(cells):
                column = columns[-1]
                if column.startswith('first_'):
                    cells[-1] = '1'
                else:
                    low, high, how = parameters[column]
                    own_keys = [(key, text) for key, text in own_keys if key != column]
                    cells[-1] = self.parameter(low, high, unit=False)[0] \
                        if how not in ('whole', 'few') else str(self.rng.randint(int(low), int(high)))
            while len(cells) > 1 and cells[-1] == '' and self.chance(0.7):
                cells.pop()
            if cells[-1] == '':
                cells[-1] = ''
            section.put(row, ', '.join(cells).rstrip() if cells[-1] else ', '.join(cells).rstrip())
            for key, text in own_keys:
                section.put('%s.%s' % (row, key), text)
            if self.chance(0.1):
                section.put(row + '.enabled', 'no')
            if self.chance(0.1):
                section.put(row + '.title', 'Row ' + row)
            section.rows.append(row)
        section.roles = {role: size * 5 for role, size in roles.items()}
        for line in lines:
            if is_series:
                section.row_line = line
            for row in section.rows:
                e = atom('%s.%s' % (row, line), 1e7, False)
                (section.series if is_series else section.scalars).append(e)
            section.alls.append(line)
        section.alls += [p for p in columns if not p.startswith('first_')]
        return section
