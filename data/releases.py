#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Heed contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Writes the metainfo with the releases of NEWS.md in it, in place of "<releases/>":
# those that have a version and a day. Below each are paragraphs and lists.
# Usage: releases.py NEWS.md METAINFO.in OUTPUT

import re
import sys
from xml.sax.saxutils import escape


def describe(text):
    """The paragraphs and lists of a release, as AppStream writes them."""
    for block in re.split(r"\n\s*\n", text.strip()):
        items = re.split(r"(?:^|\n)- ", block)
        lines = [escape(" ".join(item.split())) for item in items if item.strip()]
        if not block.startswith("- "):
            yield f"        <p>{' '.join(lines)}</p>\n"
            continue
        yield "        <ul>\n"
        yield from (f"          <li>{line}</li>\n" for line in lines)
        yield "        </ul>\n"


def list_releases(news):
    sections = re.split(r"^## (.*)\n", news, flags=re.MULTILINE)
    for title, text in zip(sections[1::2], sections[2::2]):
        dated = re.fullmatch(r"(\d\S*) \((\d{4}-\d\d-\d\d)\)", title.strip())
        if dated is not None:
            yield f'    <release version="{dated[1]}" date="{dated[2]}">\n      <description>\n'
            yield from describe(text)
            yield "      </description>\n    </release>\n"


news, metainfo, output = sys.argv[1:]
with open(news, encoding="utf-8") as file:
    releases = "".join(list_releases(file.read()))
with open(metainfo, encoding="utf-8") as file:
    template = file.read()
if "<releases/>" not in template or releases == "":
    sys.exit(f"{metainfo} has no place for releases, or {news} has none with a version and a day")
with open(output, "w", encoding="utf-8") as file:
    file.write(template.replace("<releases/>", f"<releases>\n{releases}  </releases>"))
