"""Make the crosswalk of countries from lists of codes and names and from what publishers write.

    python tools/make_crosswalk.py FOLDER

FOLDER holds `reference/country-codes.csv`, `reference/UNSD-M49-en.csv`, `oecd/codelists/recipients.csv`,
`oecd/codelists/dac_members.csv` and `worldbank/personal-remittances-received.xls`; what publishers write otherwise
stands in `crosswalk-names.csv` beside this script. Writes
src/waypost/reference/data/crosswalk.csv and, with the hash of each list, crosswalk-origin.csv. The same lists give the
same bytes. A name that two countries would share stops the run.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import xlrd

from waypost.reference.countries import countries, country_name
from waypost.reference.crosswalk import is_code, key

DATA = Path(__file__).parents[1] / "src" / "waypost" / "reference" / "data"
ISO, M49 = "reference/country-codes.csv", "reference/UNSD-M49-en.csv"
RECIPIENTS, DONORS = "oecd/codelists/recipients.csv", "oecd/codelists/dac_members.csv"
WORLD_BANK = "worldbank/personal-remittances-received.xls"
LISTS = (ISO, M49, RECIPIENTS, DONORS, WORLD_BANK)
BY_HAND = "as written in the publishers' files"
NAMES = Path(__file__).with_name("crosswalk-names.csv")

Line = tuple[str, str, str, str, str]
"""Publisher ('' for any), text, code, why it is no country ('' for one), source."""
NAMES_OF_ISO = (
    *("UNTERM English Short", "official_name_en", "CLDR display name", "official_name_fr", "UNTERM French Short"),
    "UNTERM English Formal",
)
NAMES_OF_REGIONS = ("Region Name", "Sub-region Name", "Intermediate Region Name")
NOT_ONE_COUNTRY = re.compile(r"regional|unspecified|unallocated|bilateral|ex-yugoslavia|eu institutions", re.IGNORECASE)


def table(path: Path) -> list[dict[str, str]]:
    """The rows of a list."""
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))


def own_names() -> Iterator[Line]:
    """Our own names in English and French."""
    for code in countries():
        for language in ("en", "fr"):
            yield "", country_name(code, language), code, "", "countries.csv"


def of_iso(folder: Path) -> Iterator[Line]:
    """Codes of two and three letters, numbers (of the United Nations only), names."""
    for row in table(folder / ISO):
        code = row["ISO3166-1-Alpha-2"]
        if code not in countries():
            continue
        yield "", row["ISO3166-1-Alpha-3"], code, "", ISO
        yield "un", row["ISO3166-1-numeric"].zfill(3), code, "", ISO
        for column in NAMES_OF_ISO:
            if row[column].strip():
                yield "", row[column].strip(), code, "", ISO


def of_regions(folder: Path) -> Iterator[Line]:
    """Regions of the United Nations: groups, and only there, since one is called Micronesia."""
    for row in table(folder / M49):
        yield "", row["Country or Area"], row["ISO-alpha2 Code"], "", M49
        yield "un", row["M49 Code"].zfill(3), row["ISO-alpha2 Code"], "", M49
        for column in NAMES_OF_REGIONS:
            if row[column]:
                code = f"M49_{row[column.replace('Name', 'Code')].zfill(3)}"
                yield "un", row[column], code, "group", M49


def of_oecd(folder: Path, known: dict[str, str]) -> Iterator[Line]:
    """Numbers of recipients and donors, by their names; what the OECD calls regional or unspecified is a group."""
    for source in (RECIPIENTS, DONORS):
        for row in table(folder / source):
            name, number = row["name_en"].strip(), row["code"]
            if NOT_ONE_COUNTRY.search(name):
                yield "oecd", number, f"OECD_{number}", "group", source
                yield "oecd", name, f"OECD_{number}", "group", source
            else:
                yield "oecd", number, known[key(name)], "", source


def of_world_bank(folder: Path) -> Iterator[Line]:
    """Codes and names of groups: what has no region in the list of countries."""
    sheet = xlrd.open_workbook(str(folder / WORLD_BANK)).sheet_by_name("Metadata - Countries")
    for at in range(1, sheet.nrows):
        code, region, name = (str(sheet.cell_value(at, column)).strip() for column in (0, 1, 4))
        if not region:
            yield "worldbank", code, f"WB_{code}", "group", WORLD_BANK
            yield "worldbank", name, f"WB_{code}", "group", WORLD_BANK


def by_hand() -> Iterator[Line]:
    """What publishers write otherwise."""
    for row in table(NAMES):
        yield row["publisher"], row["text"], row["code"], row["why"], BY_HAND


def lines(folder: Path) -> list[Line]:
    """Every row once, sorted. The first source of a row is named."""
    first = [*own_names(), *of_iso(folder), *of_regions(folder), *of_world_bank(folder), *by_hand()]
    known = {key(text): code for publisher, text, code, why, _ in first if publisher in ("", "oecd") and not why}
    return settled([*first, *of_oecd(folder, known)])


def settled(found: Iterable[Line]) -> list[Line]:
    """One row for each publisher and name. Stops at a name with two meanings."""
    kept: dict[tuple[str, str], Line] = {}
    meant: dict[tuple[str, str], Line] = {}
    for line in found:
        publisher, text, code, _, source = line
        held = meant.setdefault((publisher, text if is_code(text) else key(text)), line)
        if held[2] != code:
            raise SystemExit(f"{text!r} of {publisher or 'any'} is {held[2]} ({held[4]}) and {code} ({source})")
        kept.setdefault((publisher, text), line)
    return sorted(kept.values())


def written(header: tuple[str, ...], body: Iterable[tuple[str, ...]]) -> bytes:
    """A table as CSV."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(body)
    return out.getvalue().encode()


def make(folder: Path) -> dict[str, bytes]:
    """Both tables by the name of their file."""
    hashes = ((name, hashlib.sha256((folder / name).read_bytes()).hexdigest()) for name in LISTS)
    return {
        "crosswalk.csv": written(("publisher", "text", "code", "why", "source"), lines(folder)),
        "crosswalk-origin.csv": written(("file", "sha256"), hashes),
    }


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    for file, content in make(Path(sys.argv[1])).items():
        (DATA / file).write_bytes(content)
