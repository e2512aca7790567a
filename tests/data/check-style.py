#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Heed contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# What a script can say of the style of the source, in a line for each place that is
# otherwise: "RULE FILE:LINE: TEXT". The rules are in test-style.sh.
# Usage: check-style.py FILE...

import pathlib
import re
import sys

COPYRIGHT = "SPDX-FileCopyrightText: The Heed contributors"
LICENSE = "SPDX-License-Identifier: GPL-3.0-or-later"

# Comments and literals, which are not looked into for code.
NOT_CODE = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.DOTALL)
# Sentences are not cut.
LONG_STRING = re.compile(r'"(?:\\.|[^"\\]){40,}"')
CALL = re.compile(r"\b(?!(?:_|N_|C_|NC_)\()[A-Za-z_]\w*\(")
DEFINE = re.compile(r"[ \t]*#[ \t]*define[ \t]+\w+\(")
FUNCTION = re.compile(r"^(?:[\w*][\w* ]*?[ *])?(\w+) \(([^()]*(?:\([^()]*\)[^()]*)*)\)\s*[{;]", re.MULTILINE)
PARAMETER = re.compile(r"(\w+)(?:\[\w*\])*$")
MENTION = re.compile(r"\b(heed_\w+)\s?\(\)|\b(heed-[a-z-]+\.[ch])\b")
COMMENT = re.compile(r"^/\*\*\n \* (heed_\w+):.*?\*/\n", re.DOTALL | re.MULTILINE)
DOCUMENTED = re.compile(r"^ \* @(\w+|\.\.\.):", re.MULTILINE)


def blank(match):
    """Spaces in place of what matched, with its quotes and its lines."""
    text = match[0]
    return text[0] + re.sub(r"[^\n]", " ", text[1:-1]) + text[-1] if text[0] in "\"'" else re.sub(r"[^\n]", " ", text)


def check_layout(lines, python):
    for number, line in enumerate(lines, 1):
        if len(line) > 125 and LONG_STRING.search(line) is None:
            yield "length", number, line
        if "\t" in line or line != line.rstrip():
            yield "blanks", number, line
        if line == "" and not python and (number == 1 or lines[number - 2] == "" or number == len(lines)):
            yield "lines", number, line


def check_head(lines):
    if COPYRIGHT not in "".join(lines[:2]) or LICENSE not in "".join(lines[:3]):
        yield "license", 1, lines[0]


def check_code(code):
    for number, line in enumerate(code, 1):
        if CALL.search(DEFINE.sub("", line)):
            yield "parentheses", number, line
        if line == "}" and number < len(code) and code[number] not in ("", "#endif", "#else"):
            yield "functions", number, line


def check_includes(path, lines):
    before = None
    for number, line in enumerate(lines, 1):
        match = re.match(r'#include ["<](.*)[">]', line)
        if match is not None and before is not None and (before > match[1] or line[9] != lines[number - 2][9]):
            yield "includes", number, line
        before = match[1] if match is not None else None
    first = next((line for line in lines if line.startswith("#include")), None)
    own = [header.name for header in path.parent.rglob(path.stem + ".h")]
    if path.suffix == ".c" and own and first != f'#include "{own[0]}"' and not first.endswith('-private.h"'):
        yield "includes", 1, f"{first}, and not {own[0]}"


def check_columns(text):
    """Parameters one below the other have their names below each other."""
    for match in FUNCTION.finditer(text):
        parameters = match[2].split(",\n")
        if len(parameters) < 2 or "(" in match[2]:
            continue
        indent = match.start(2) - text.rfind("\n", 0, match.start(2)) - 1
        columns = set()
        for number, parameter in enumerate(parameters):
            name = PARAMETER.search(parameter.split(" G_GNUC")[0].rstrip())
            if name is not None and parameter.strip() != "...":
                columns.add(name.start() + (indent if number == 0 else 0))
            if number > 0 and len(parameter) - len(parameter.lstrip()) != indent:
                columns.add(-1)
        if len(columns) > 1:
            yield "columns", text.count("\n", 0, match.start(1)) + 1, match[1]


def list_parameters(text):
    for parameter in text.split(","):
        name = PARAMETER.search(parameter.strip())
        if parameter.strip() == "...":
            yield "..."
        elif name is not None and name[1] != "void":
            yield name[1]


def check_comments(text, code):
    for match in COMMENT.finditer(text):
        function = FUNCTION.match(code, code.find("\n", match.end()) + 1)
        if function is None or "(" in function[2]:
            continue
        names = list(list_parameters(function[2]))
        if function[1] != match[1] or DOCUMENTED.findall(match[0]) != names:
            yield "comments", text.count("\n", 0, match.start()) + 2, match[1]


def check(path, functions, mentions):
    text = path.read_text(encoding="utf-8")
    lines = text.split("\n")
    if lines.pop() != "":
        yield "lines", len(lines), "no end"
    yield from check_layout(lines, path.suffix == ".py")
    yield from check_head(lines)
    if path.suffix not in (".c", ".h"):
        return
    code = NOT_CODE.sub(blank, text)
    functions.update(match[1] for match in re.finditer(r"\b(heed_\w+) \(", code))
    for number, line in enumerate(lines, 1):
        if not line.startswith("#include"):
            mentions.extend((path, number, match[1] or match[2], line) for match in MENTION.finditer(line))
    yield from check_code(code.split("\n"))
    yield from check_includes(path, lines)
    yield from check_columns(code)
    yield from check_comments(text, code)


functions = set()
mentions = []
files = {pathlib.Path(name).name for name in sys.argv[1:]}
for name in sys.argv[1:]:
    for rule, number, text in check(pathlib.Path(name), functions, mentions):
        print(f"{rule} {name}:{number}: {text}")
for path, number, name, line in mentions:
    if name not in functions | files:
        print(f"mentions {path}:{number}: {line}")
