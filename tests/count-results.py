#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Heed contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts test results from the TAP that test programs really printed.

Usage: count-results.py TESTLOG.json...

Reads the logs of "meson test" and prints "PASSED FAILED". Every "ok" line
counts as passed and every "not ok" line as failed. What was skipped or is
"to do" counts as failed, because nothing is left out in silence. So do a
program that crashed, ran out of time or printed fewer results than it had
planned, and one that printed no result at all: each is one failure more. A
test that has only an exit status counts as one result.
Programs with failures are named on standard error, together with their log.
"""

import json
import re
import sys

RESULT = re.compile(r"^(not )?ok\b(?:[^#\\]|\\.)*(?:#\s*(skip|todo))?", re.IGNORECASE)
PLAN = re.compile(r"^1\.\.(\d+)\s*(?:#.*)?$")
LOG_LINES = 60


def count_lines(output):
    """Returns how many results passed, how many did not, and the plan."""
    passed = failed = 0
    plan = None
    for line in output.splitlines():
        result = RESULT.match(line)
        planned = PLAN.match(line)
        if result and not result[1] and not result[2]:
            passed += 1
        elif result:
            failed += 1
        elif planned:
            plan = int(planned[1])
    return passed, failed, plan


def count_program(run):
    """Returns how many results of one program passed and failed."""
    passed, failed, plan = count_lines(run.get("stdout") or "")
    if run["result"] == "OK" and plan is None and passed + failed == 0:
        # Not a TAP test, or meson would call it skipped: its exit status is
        # its one result.
        return 1, 0
    # A program that prints a failure ends with an error as well; that is no
    # second failure.
    complete = plan is not None and plan == passed + failed and plan > 0
    if not complete or (run["result"] != "OK" and failed == 0):
        failed += 1
    return passed, failed


def show_failure(run, failed):
    """Tells which program failed and how."""
    output = (run.get("stdout") or "") + (run.get("stderr") or "")
    shown = [line for line in output.splitlines() if not line.startswith("ok ")]
    if len(shown) > LOG_LINES:
        shown = ["…"] + shown[-LOG_LINES:]
    print(f"--- {run['name']}: {failed} failed ({run['result']})", file=sys.stderr)
    print("\n".join(shown), file=sys.stderr)


def main(logs):
    """Prints the sum of all logs."""
    passed = failed = 0
    for log in logs:
        with open(log, encoding="utf-8", errors="replace") as lines:
            runs = [json.loads(line) for line in lines]
        for run in runs:
            good, bad = count_program(run)
            passed += good
            failed += bad
            if bad:
                show_failure(run, bad)
    print(passed, failed)


if __name__ == "__main__":
    main(sys.argv[1:])
