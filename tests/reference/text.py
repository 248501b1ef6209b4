# SPDX-License-Identifier: GPL-3.0-or-later
"""Scenario files as text: lines, comments, continuation, variants. No value is read here."""

import os
import unicodedata


class Fault(Exception):
    """What is wrong with a scenario."""


# Full-width forms and the minus sign, read as their plain forms.
PLAIN = {ord(c): ord('0') + i for i, c in enumerate('０１２３４５６７８９')}
PLAIN.update({ord('，'): ord(','), ord('％'): ord('%'), ord('\u2212'): ord('-')})


def normal(text):
    return unicodedata.normalize('NFC', text)


def without_comment(text):
    """Cuts a comment off a value: ';' with a blank before it."""
    for i, c in enumerate(text):
        if c == ';' and (i == 0 or text[i - 1] in ' \t'):
            return text[:i].rstrip()
    return text.rstrip()


def read(text):
    """{section: {key: value}}, both in the file's order."""
    sections = {}
    section = None
    key = None
    for number, line in enumerate(text.lstrip('\ufeff').splitlines(), 1):
        stripped = line.strip()
        if not stripped or stripped[0] in ';#':
            continue
        if line[0] in ' \t' and key is not None:
            more = without_comment(stripped)
            if more:
                sections[section][key] = (sections[section][key] + ' ' + more).strip()
            continue
        if stripped[0] == '[':
            end = stripped.find(']')
            if end < 0:
                raise Fault('line %d: a section without ]' % number)
            section = normal(stripped[1:end].strip())
            if section in sections:
                raise Fault('line %d: section [%s] twice' % (number, section))
            sections[section] = {}
            key = None
            continue
        places = [i for i in (stripped.find('='), stripped.find(':')) if i >= 0]
        if not places:
            raise Fault('line %d: no = in it' % number)
        if section is None:
            raise Fault('line %d: a key before the first section' % number)
        at = min(places)
        key = normal(stripped[:at].rstrip())
        if key in sections[section]:
            raise Fault('line %d: %s twice' % (number, key))
        sections[section][key] = without_comment(stripped[at + 1:].strip())
    return sections


def load(path, chain=()):
    """The sections of a file, those of the scenarios that it extends put in."""
    path = os.path.realpath(path)
    if path in chain or len(chain) == 8:
        raise Fault('%s: a circle of variants, or more than 8' % path)
    with open(path, encoding='utf-8') as file:
        sections = read(file.read())
    return extend(sections, os.path.dirname(path), chain + (path,))


def extend(sections, folder, chain=()):
    base = sections.get('scenario', {}).get('extends')
    if not base:
        return sections
    merged = load(os.path.join(folder, base), chain)
    for section, keys in sections.items():
        into = merged.setdefault(section, {})
        for key, value in keys.items():
            if value == '' and section not in ('correlations',):
                into.pop(key, None)
            else:
                into[key] = value
    return merged
