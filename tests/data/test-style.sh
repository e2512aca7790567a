#!/bin/sh
# SPDX-FileCopyrightText: The Heed contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The style of the source, as far as a script can tell it. clang-format cannot: it
# takes the columns of parameters apart.
# Usage: test-style.sh SOURCE_DIR

set -eu

cd "$1"
. tests/tap.sh

# find_faults FILE...
find_faults ()
{
  python3 tests/data/check-style.py "$@"
}

# has_none RULE: of the files of this source.
has_none ()
{
  fails grep "^$1 " "$scratch/faults"
}

# is_told RULE: whether it is found where it is.
is_told ()
{
  grep "^$1 " "$scratch/odd-faults"
}

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# shellcheck disable=SC2046 # one word for each file
check 'the files are read' \
  find_faults .ci/run $(find src tests data findings -name '*.[ch]' -o -name '*.py' -o -name '*.sh')
printf '%s\n' "$tap_output" >"$scratch/faults"

# Every rule is broken here.
cat >"$scratch/odd.h" <<END

static void odd_one (int a,
                     char   *b);
END
sed 's/EMPTY//; s/TAB/\t/' >"$scratch/odd.c" <<END
/* One who does not say whose it is. */
#include <b.h>
#include <a.h>

EMPTY
/**
 * heed_odd_two:
 * @first: the first
 *
 * Has nothing of heed_odd_three().
 */
void
heed_odd_two (int second)
{
TABother(second);
}
END
printf 'int %126s;\n' wide >>"$scratch/odd.c"
find_faults "$scratch/odd.h" "$scratch/odd.c" >"$scratch/odd-faults"

while read -r rule sentence; do
  check "$sentence" has_none "$rule"
  check "it would be told otherwise ($rule)" is_told "$rule"
done <<END
license every file says whose it is and under which license
length no line is longer than 125 characters, but for a sentence in one piece
blanks there are no tabs, and no blanks at the end of a line
lines one empty line stands between things, and none at the end
functions an empty line comes after each function
parentheses a space stands before each parenthesis
includes a file includes its own header first, and others in the order of the alphabet
columns parameters below each other have their names below each other
comments comments on functions name each parameter, in order
mentions comments name functions and files that there are
END
done_testing
