"""Large files of aid data, made by varying real pages: the same bytes on every run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from random import Random

from tools.bench.measure import REPOSITORY, Lacking

PAGES = REPOSITORY.parent / "shared" / "data" / "iati"
FOLDERS = ("dportal-2021-06-08", "unhcr", "usaid")
_ACTIVITY = re.compile(r"<iati-activity\s.*?</iati-activity>", re.DOTALL)
_SPACES = re.compile(r'\sxmlns:([\w.-]+)="([^"]*)"')
_NAME = re.compile(r"(<iati-identifier>\s*[^<\s]+|<related-activity [^>]*?ref=\"[^\"]+)")
_VALUE = re.compile(r"(<value\b[^>]*>\s*-?)([0-9]+)")
_DAY = re.compile(r'(<transaction-date iso-date="[0-9]{4}-[0-9]{2}-)[0-9]{2}')


def made(path: Path, size: int) -> int:
    """Writes a file of at least so many bytes, each activity of the pages again and again with other names, amounts
    and days; how many activities it has. Raises Lacking where the pages are not at hand."""
    pages = [page.read_text(encoding="utf-8") for folder in FOLDERS for page in sorted((PAGES / folder).glob("*.xml"))]
    if not pages:
        raise Lacking("the pages of ../shared/data/iati")
    spaces = {prefix: uri for page in pages for prefix, uri in _SPACES.findall(page[: page.find(">", 200) + 1])}
    opening = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in sorted(spaces.items()))
    count = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        written = file.write(f'<?xml version="1.0" encoding="UTF-8"?>\n<iati-activities version="2.03"{opening}>\n')
        for activity in _varied(pages):
            written += file.write(activity)
            count += 1
            if written >= size:
                break
        file.write("</iati-activities>\n")
    return count


def _varied(pages: list[str]) -> Iterator[str]:
    chance, turn = Random(20261123), 0
    while True:
        turn += 1
        for page in pages:
            for found in _ACTIVITY.finditer(page):
                yield _other(found[0], turn, chance)


def _other(activity: str, turn: int, chance: Random) -> str:
    activity = _NAME.sub(lambda one: f"{one[1]}-{turn}", activity)
    activity = _VALUE.sub(lambda one: f"{one[1]}{chance.randrange(1, 10 ** len(one[2][:15]))}", activity)
    activity = _DAY.sub(lambda one: f"{one[1]}{chance.randrange(1, 29):02}", activity)
    return f"  {activity}\n"
