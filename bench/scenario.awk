# SPDX-License-Identifier: GPL-3.0-or-later
# A scenario of about N parameters and formulas (10,000 if left out): stages of ten parameters and
# ten formulas, each leaning on the stage before; every fifth stage goes by months.
#   awk -v n=10000 -f scenario.awk
BEGIN {
    if (!n)
        n = 10000
    print "[scenario]\ntitle  = " n " parameters and formulas\nbudget = 1M\n"
    for (stage = 1; stage <= n / 20; stage++) {
        print "[s" stage "]"
        if (stage % 5 == 0)
            print "per = month"
        for (i = 0; i < 10; i++)
            print "p" i " = " (stage * 7 + i * 13) % 90 + 10
        before = stage == 1 ? "p0" : "s" (stage - 1) "." ((stage - 1) % 5 ? "f0" : "p0")
        print "f0 = 0.5 * " before " + p0 * p1 / 100"
        for (i = 1; i < 8; i++)
            print "f" i " = f" (i - 1) " * 0.9 + p" (i + 1) " * (1 - p" i " / 200)"
        print "cost = max(f7, p9)"
        print "revenue = f7 * 1.1 + f3\n"
    }
    print "[targets]\nprofitable = total.profit > 0"
}
