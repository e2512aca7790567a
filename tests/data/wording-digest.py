# SPDX-FileCopyrightText: The Heed contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Prints the id and the version of a workbook, and a digest of all that it says, with
# the forms that every workbook has. Spaces, comments, translations, and what only
# draws count for nothing.
# Usage: wording-digest.py WORKBOOK COMMON_FORMS

import hashlib
import sys
import xml.etree.ElementTree as ElementTree

LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
LOOKS = ("icon", "tint", "lines", "spare", LANGUAGE, "version", "credits", "tip")


def say(element):
    attributes = [f"{name}={value}" for name, value in sorted(element.attrib.items()) if name not in LOOKS]
    yield f"<{element.tag} {' '.join(attributes)}>{' '.join((element.text or '').split())}"
    for child in element:
        if LANGUAGE not in child.attrib:
            yield from say(child)
    yield ">"


def main():
    workbook, common = (ElementTree.parse(path).getroot() for path in sys.argv[1:])
    digest = hashlib.sha256("\n".join([*say(workbook), *say(common)]).encode()).hexdigest()
    print(workbook.get("id"), workbook.get("version", "credits"), digest)


if __name__ == "__main__":
    main()
