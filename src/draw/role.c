/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draw/role.h"

#include <assert.h>

struct role_row {
    const char *name;
    char letter;
};

static const struct role_row role_table[N_UI_ROLES] = {
#define X(id, name, letter, purpose) {name, letter},
    ROLE_UI_LIST(X)
#undef X
};

static const struct role_row *row(enum ui_role role)
{
    assert((unsigned)role < N_UI_ROLES);
    return &role_table[role];
}

const char *ui_role_name(enum ui_role role)
{
    return row(role)->name;
}

char ui_role_letter(enum ui_role role)
{
    return row(role)->letter;
}
