# SPDX-FileCopyrightText: The Heed contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Checks an export against its JSON Schema and says where it differs.
# Usage: check-journal.py SCHEMA FILE

import json
import sys

from jsonschema import Draft202012Validator


def load(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def main():
    schema, journal = map(load, sys.argv[1:])
    Draft202012Validator.check_schema(schema)
    errors = list(Draft202012Validator(schema).iter_errors(journal))
    for error in errors[:10]:
        print(f"{error.json_path}: {error.message[:300]}")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
