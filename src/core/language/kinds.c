/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The built-in stage models as one table. Everything in it is the scenario language, so that a kind
 * can be printed, copied into a scenario and changed there; nothing here computes.
 *
 * Every parameter has to be given by the scenario, but for those of which a value is neutral and
 * nobody who leaves them out means anything else: `pue`, where 1 is a data centre without overhead,
 * and `price_elasticity`, where 0 is a demand that the price doesn't move. A cost that is left out
 * is no neutral 0 but a forgotten one.
 *
 * Demand at a price has a constant elasticity e: it is (price / reference_price) ^ -e times what is
 * stated, which is the demand at the reference price. At e = 1.2 and a price 10 % above it that is
 * 1.1 ^ -1.2 = 0.892. Without e the ratio is not looked at, so that a price may be 0.
 *
 * A share has the unit 1, a min of 0 and a max of 100 %: whoever writes 5 for 5 % is told so. The
 * unit 1 makes a bare number a pure one, so that the formula's units are still checked.
 *
 * Units are the ones that make every role come out as money (`carbon` as kgCO2e). A scenario may
 * use other words as long as they cancel: subscribers may be counted in `seat`.
 */
#include "core/language/kinds.h"

#include <string.h>

#include "core/text/gettext.h"
#include "core/text/text.h"

static const struct kind kinds[] = {
    {
        .name = "data_collection",
        .summary = N_("Data bought or gathered at a price per terabyte"),
        .entries =
            {
                {"volume_per_day", NULL, "TB/day", N_("volume a day")},
                {"unit_cost", NULL, "currency/TB", N_("cost per TB")},
                {"days", NULL, "day", N_("days of collection")},
                {"cost", "volume_per_day * unit_cost * days", NULL, NULL},
            },
    },
    {
        .name = "training",
        .summary = N_("Training of a model at a rate per day"),
        .entries =
            {
                {"duration", NULL, "day", N_("training days")},
                {"rate", NULL, "currency/day", N_("cost per day")},
                {"cost", "duration * rate", NULL, NULL},
            },
    },
    {
        .name = "promotion",
        .summary = N_("Campaigns, of which some bring in a customer"),
        .entries =
            {
                {"campaigns", NULL, "campaign", NULL},
                {"campaign_cost", NULL, "currency/campaign", N_("cost per campaign")},
                {"conversion", NULL, "1", N_("campaigns that succeed")},
                {"conversion.min", "0 %", NULL, NULL},
                {"conversion.max", "100 %", NULL, NULL},
                {"campaign_revenue", NULL, "currency/campaign", N_("revenue per success")},
                {"cost", "campaigns * campaign_cost", NULL, NULL},
                {"revenue", "campaigns * conversion * campaign_revenue", NULL, NULL},
            },
    },
    {
        .name = "adaptation",
        .summary = N_("Adapting the product to customers, of whom some stay and spend"),
        .entries =
            {
                {"adaptations", NULL, "adaptation", NULL},
                {"adaptation_cost", NULL, "currency/adaptation", N_("cost per adaptation")},
                {"retention", NULL, "1", N_("customers who stay")},
                {"retention.min", "0 %", NULL, NULL},
                {"retention.max", "100 %", NULL, NULL},
                {"spend", NULL, "currency/adaptation", N_("spend of one who stays")},
                {"cost", "adaptations * adaptation_cost", NULL, NULL},
                {"revenue", "adaptations * retention * spend", NULL, NULL},
            },
    },
    {
        .name = "transactions",
        .summary = N_("Transactions that cost something each, of which some are paid"),
        .entries =
            {
                {"transactions", NULL, "transaction", NULL},
                {"transaction_cost", NULL, "currency/transaction", N_("cost per transaction")},
                {"conversion", NULL, "1", N_("transactions that are paid")},
                {"conversion.min", "0 %", NULL, NULL},
                {"conversion.max", "100 %", NULL, NULL},
                {"transaction_revenue", NULL, "currency/transaction", N_("revenue per paid one")},
                {"cost", "transactions * transaction_cost", NULL, NULL},
                {"revenue", "transactions * conversion * transaction_revenue", NULL, NULL},
            },
    },
    {
        .name = "operations",
        .summary = N_("Running costs, as an amount per year, period by period"),
        .per = KIND_PER_PERIOD,
        .entries =
            {
                {"annual_cost", NULL, "currency/year", N_("cost per year")},
                {"cost", "annual_cost / periods_per_year", NULL, NULL},
            },
    },
    {
        .name = "subscription",
        .summary = N_("Subscribers who join, pay every month and leave"),
        .per = KIND_PER_MONTH,
        .inert = {"price_elasticity", "reference_price"},
        .entries =
            {
                {"initial_subscribers", NULL, "user", N_("subscribers at the start")},
                {"new_subscribers", NULL, "user/month", N_("new each month")},
                {"churn", NULL, "1", N_("leave each month")},
                {"churn.min", "0 %", NULL, NULL},
                {"churn.max", "100 %", NULL, NULL},
                {"price", NULL, "currency/user/month", N_("price per month")},
                {"price_elasticity", "0", "1", N_("percent of demand lost per percent of price")},
                {"price_elasticity.min", "0", NULL, NULL},
                {"service_cost", NULL, "currency/user/month", N_("cost to serve a month")},
                {"reference_price", "price", NULL, N_("price at which demand is as stated")},
                {"demand_factor",
                 "if(price_elasticity == 0, 1, (price / reference_price) ^ -price_elasticity)",
                 NULL, NULL},
                {"demand_factor.unit", "1", NULL, NULL},
                {"subscribers",
                 "prev(subscribers, initial_subscribers) * (1 - churn)"
                 " + new_subscribers * demand_factor",
                 NULL, NULL},
                {"cost", "subscribers * service_cost", NULL, NULL},
                {"revenue", "subscribers * price", NULL, NULL},
            },
    },
    {
        .name = "usage",
        .summary = N_("Users whose requests are charged for one by one"),
        .per = KIND_PER_MONTH,
        .inert = {"price_elasticity", "reference_price"},
        .entries =
            {
                {"users", NULL, "user", NULL},
                {"requests_per_user", NULL, "request/user/month", N_("requests a user, a month")},
                {"request_price", NULL, "currency/request", N_("price per request")},
                {"price_elasticity", "0", "1", N_("percent of demand lost per percent of price")},
                {"price_elasticity.min", "0", NULL, NULL},
                {"request_cost", NULL, "currency/request", N_("cost per request")},
                {"reference_price", "request_price", NULL,
                 N_("price at which demand is as stated")},
                {"demand_factor",
                 "if(price_elasticity == 0, 1, (request_price / reference_price) ^ "
                 "-price_elasticity)",
                 NULL, NULL},
                {"demand_factor.unit", "1", NULL, NULL},
                {"cost", "users * requests_per_user * demand_factor * request_cost", NULL, NULL},
                {"revenue", "users * requests_per_user * demand_factor * request_price", NULL,
                 NULL},
            },
    },
    {
        /* A price per thousand has no word of its own that the count of impressions could cancel:
         * the count goes without a unit, and both prices are plain money. */
        .name = "advertising",
        .summary = N_("Advertising space, sold by the thousand impressions"),
        .per = KIND_PER_MONTH,
        .entries =
            {
                {"impressions", NULL, NULL, N_("impressions a month")},
                {"fill_rate", NULL, "1", N_("impressions sold")},
                {"fill_rate.min", "0 %", NULL, NULL},
                {"fill_rate.max", "100 %", NULL, NULL},
                {"cpm", NULL, "currency", N_("price per 1000 sold")},
                {"serving_cost", NULL, "currency", N_("cost per 1000 served")},
                {"cost", "impressions / 1000 * serving_cost", NULL, NULL},
                {"revenue", "impressions / 1000 * fill_rate * cpm", NULL, NULL},
            },
    },
    {
        .name = "inference",
        .summary = N_("A model served by the token on rented GPUs"),
        .per = KIND_PER_MONTH,
        .entries =
            {
                {"tokens", NULL, "Mtoken/month", N_("million tokens a month")},
                {"token_price", NULL, "currency/Mtoken", N_("price per million")},
                {"throughput", NULL, "Mtoken/GPU/hour", N_("tokens a busy GPU-hour")},
                {"utilization", NULL, "1", N_("time a GPU is busy")},
                {"utilization.min", "0 %", NULL, NULL},
                {"utilization.max", "100 %", NULL, NULL},
                {"gpu_price", NULL, "currency/GPU/hour", N_("price per GPU-hour")},
                {"cost", "tokens / (throughput * utilization) * gpu_price", NULL, NULL},
                {"revenue", "tokens * token_price", NULL, NULL},
            },
    },
    {
        .name = "gpu_training",
        .summary = N_("A training run on GPUs, with its energy and carbon"),
        .entries =
            {
                {"gpus", NULL, "GPU", N_("GPUs")},
                {"hours", NULL, "hour", N_("hours of the run")},
                {"gpu_price", NULL, "currency/GPU/hour", N_("price per GPU-hour")},
                {"power", NULL, "kW/GPU", N_("power per GPU")},
                {"pue", "1", "1", N_("data-centre overhead (PUE)")},
                {"pue.min", "1", NULL, NULL},
                {"grid_intensity", NULL, "kgCO2e/kWh", N_("carbon of the grid")},
                {"energy", "gpus * hours * power * pue", NULL, NULL},
                {"energy.unit", "kWh", NULL, NULL},
                {"cost", "gpus * hours * gpu_price", NULL, NULL},
                {"carbon", "energy * grid_intensity", NULL, NULL},
            },
    },
    {
        .name = "ecosystem",
        .summary = N_("Partners who sell on the platform and leave it a share"),
        .per = KIND_PER_MONTH,
        .entries =
            {
                {"partners", NULL, "partner", NULL},
                {"partner_revenue", NULL, "currency/partner/month", N_("sales of one a month")},
                {"share", NULL, "1", N_("share that is ours")},
                {"share.min", "0 %", NULL, NULL},
                {"share.max", "100 %", NULL, NULL},
                {"programme_cost", NULL, "currency/month", N_("programme cost a month")},
                {"cost", "programme_cost", NULL, NULL},
                {"revenue", "partners * partner_revenue * share", NULL, NULL},
            },
    },
};

enum { N_KINDS = sizeof kinds / sizeof kinds[0] };

const struct kind *kind_find(const char *name, size_t n)
{
    for (size_t i = 0; i < N_KINDS; i++)
        if (text_equals(name, n, kinds[i].name))
            return &kinds[i];
    return NULL;
}

const struct kind *kind_at(size_t i)
{
    return i < N_KINDS ? &kinds[i] : NULL;
}
