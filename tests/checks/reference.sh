#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The plans of tests/reference/cases come out of the evaluator in Python as they were worked out by hand.
cd "${top_srcdir:-.}" || exit 99
command -v python3 >/dev/null 2>&1 || { echo "skipped: there is no python3"; exit 77; }
exec python3 tests/reference/evaluate.py --check tests/reference/cases/*.ini
