"""The quick way through an aid file gives what the careful reader gives, to the last value and the last warning."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.evidence.test_funding import ON
from waypost.core.aid.activity import Activity
from waypost.core.errors import Problem, Refused
from waypost.evidence.aid import activity_rows
from waypost.evidence.engine import Duck
from waypost.evidence.tables import COLUMNS
from waypost.evidence.writing import Tables
from waypost.readers.iati.file import AidFile
from waypost.readers.iati.pieces import PieceReader, Whole, cut
from waypost.usecases.evidence_aid import fill

WRITTEN = (
    *("1", "2", "3", "100", "-5.25", "1e5", "1,000", ".5", "7.", "C", "DAC", " 1 ", "", "x y", "a&amp;b", "&#233;"),
    *("\u00e9", "&#x20;", "2021-05-01", "2020-02-29", "2021-02-29", "1900-01-01", "2099-01-01", "2021-13-01", "EUR"),
    *(
        "2021-05-01Z",
        "TN",
        "true",
        "https://example.org/a?b=1&amp;c=2#d",
        "http://example.org/a b",
        "a\tb",
        "a\nb",
        "_",
    ),
    *("a&#10;b", "?", "'", "0" * 30, "1" * 25, "\u00a0x", "x\u00a0", "<b>", "]]&gt;", "\u0661"),
    *("a & b", "&nbsp;", "&#0;", "&#xFFFF;", "&#xD800;", "&#x41;x", "FR", "en-GB", "&;", "a&#38;b", "&#xe9;"),
)
VALUES = st.sampled_from(WRITTEN)
KINDS: dict[str, tuple[str, ...]] = {
    '<activity-date iso-date="{0}" type="{1}"/>': ("2021-05-01", "2"),
    '<recipient-country code="{0}" percentage="{1}"/>': ("TN", "7.5"),
    '<location ref="{0}"><name><narrative>{1}</narrative></name><point srsName="x"><pos>{2} {3}</pos></point>'
    "</location>": ("L", "Tunis", "36.8", "-10.18"),
    '<sector code="{0}" vocabulary="{1}" percentage="{2}"><narrative xml:lang="{4}">{3}</narrative></sector>': (
        ("15190", "1", "100", "Migration", "en")
    ),
    '<policy-marker code="{0}" vocabulary="{1}" significance="{2}"/>': ("1", "1", "2"),
    '<budget type="{0}"><period-start iso-date="{1}"/><period-end iso-date="{2}"/><value value-date="{3}">{4}</value>'
    "</budget>": ("1", "2021-01-01", "2021-12-31", "2021-01-01", "1000.50"),
    '<transaction ref="{0}"><transaction-type code="{1}"/><transaction-date iso-date="{2}"/>'
    '<value currency="{3}" value-date="{4}">{5}</value><provider-org ref="{6}" type="10"><narrative>{7}</narrative>'
    '<narrative xml:lang="fr">{8}</narrative></provider-org></transaction>': (
        ("R-1", "3", "2021-05-01", "EUR", "2021-05-02", "60", "FR-3", "AFD", "Agence")
    ),
    '<document-link url="{0}" format="{1}"><title><narrative>{2}</narrative></title><category code="{3}"/>'
    '<language code="en"/><document-date iso-date="{4}"/></document-link>': (
        ("https://example.org/a", "text/html", "Paper", "A02", "2021-05-01")
    ),
    '<related-activity ref="{0}" type="{1}"/>': ("A-0", "1"),
    '<conditions attached="1"><condition type="{0}"><narrative xml:lang="{1}">{2}</narrative></condition>'
    "</conditions>": ("1", "en", "Peace"),
    '<result type="{0}"><title><narrative>{1}</narrative></title><indicator measure="{2}" ascending="{3}"><title>'
    '<narrative>{4}</narrative></title><baseline year="2015" iso-date="{5}" value="{6}"/><period><period-start '
    'iso-date="{7}"/><period-end iso-date="2021-12-31"/><target value="{8}"/></period></indicator></result>': (
        ("1", "Result", "1", "true", "Indicator", "2015-01-01", "5", "2021-01-01", "9")
    ),
    '<o:more xmlns:o="urn:o" a="{0}">{1}<o:b c="{2}"/></o:more>': ("1", "2", "3"),
    '<more xmlns="urn:o" a="{0}">{1}</more>': ("1", "2"),
    "<tag code=\"{0}\" vocabulary='{1}'/>": ("1", "2"),
    "<!-- {0} -->": ("a",),
    "<![CDATA[{0}]]>": ("a",),
}
"""Parts of an activity in the order of the schema, each with values that it accepts."""
CLEAN = 13
"""How many of them an ordinary activity has: the others are not read quickly, or not IATI."""
Changed = dict[int, dict[int, str]]
changes = st.dictionaries(
    st.integers(0, len(KINDS) - 1), st.dictionaries(st.integers(0, 8), VALUES, max_size=2), max_size=2
)
"""By kind of part and place of a value what is written there instead."""


def written(name: str, changed: Changed = {}, more: str = "") -> str:  # noqa: B006  # never changed itself
    """An activity that the schema accepts but for what is changed or more."""
    parts = [
        kind.format(*(changed.get(at, {}).get(place, value) for place, value in enumerate(values)))
        for at, (kind, values) in enumerate(KINDS.items())
        if at < CLEAN or at in changed
    ]
    return (
        f'\n <iati-activity default-currency="USD" xml:lang="en">\n  <iati-identifier>{name}</iati-identifier>'
        '<reporting-org ref="A-1" type="10"><narrative>A</narrative></reporting-org>'
        "<title><narrative>T &amp; U</narrative></title><description><narrative>D</narrative></description>"
        '<participating-org ref="B" role="1"><narrative>B</narrative></participating-org><activity-status code="2"/>'
        f"{''.join(parts)}{more}</iati-activity>"
    )


def whole(activities: list[str]) -> str:
    """A file of activities."""
    return f'<?xml version="1.0"?>\n<iati-activities version="2.03">{"".join(activities)}\n</iati-activities>\n'


def carefully(path: Path) -> tuple[list[Activity], tuple[Problem, ...]]:
    """What the careful reader finds."""
    file = AidFile(path, "x.xml")
    return list(file.activities()), file.problems


def quickly(path: Path, size: int = 4_000) -> tuple[list[Activity], tuple[Problem, ...]] | None:
    """What is found piece by piece; None where the file must be read as a whole."""
    known = cut(path, "x.xml", size=size)
    if known is None:
        return None
    reader = PieceReader(known)
    try:
        found = [one for piece in known.pieces() for one in reader.read(piece)]
    except Whole:
        return None
    return (
        [one for one in found if isinstance(one, Activity)],
        tuple(one for one in found if isinstance(one, Problem)),
    )


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(changes, max_size=8), st.booleans())
def test_what_is_read_quickly_is_what_is_read_with_care(tmp_path: Path, changed: list[Changed], carriage: bool) -> None:
    """Whatever stands in the activities of a file: read in pieces it gives the same activities and the same warnings,
    in the same order, or it is left to the careful reader."""
    text = whole([written("A"), *(written(f"A-{n}", one) for n, one in enumerate(changed))])
    path = tmp_path / "a.xml"
    path.write_text(text, encoding="utf-8", newline="\r\n" if carriage else "\n")
    found = quickly(path)
    if found is not None:
        assert found == carefully(path)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, CLEAN - 1), st.integers(0, 8), VALUES)
def test_a_value_that_is_odd_is_not_read_quickly(tmp_path: Path, kind: int, place: int, value: str) -> None:
    """After a clean activity, one with a single other value is read as the careful reader reads it."""
    path = tmp_path / "a.xml"
    path.write_text(whole([written("A"), written("B"), written("C", {kind: {place: value}})]), encoding="utf-8")
    found = quickly(path)
    if found is not None:
        assert found == carefully(path)


def test_shapes_are_known_again(tmp_path: Path) -> None:
    """Of many activities that differ in values alone only the first is read with care."""
    path = tmp_path / "a.xml"
    text = whole([written(f"A-{n}", {6: {0: f"R-{n}", 5: str(n)}, 1: {1: f"{n}.5"}}) for n in range(50)])
    path.write_text(text, encoding="utf-8")
    known = cut(path, "x.xml")
    assert known is not None
    reader = PieceReader(known)
    assert len([one for piece in known.pieces() for one in reader.read(piece) if isinstance(one, Activity)]) == 50
    assert reader.careful == 1


@pytest.mark.parametrize(
    "text",
    [
        "<iati-activities><iati-activity/></iati-activities>",
        '<!DOCTYPE a [<!ENTITY b "c">]><iati-activities version="2.03"></iati-activities>',
        '<iati-activities version="2.03"><other/></iati-activities>',
        '<iati-activities version="2.03" xmlns="urn:x"></iati-activities>',
        '<?xml version="1.0" encoding="ISO-8859-1"?><iati-activities version="2.03"></iati-activities>',
        whole([written("A", more="<a>" * 80 + "</a>" * 80)]),
        whole([written("A", more="<tag " + " ".join(f'a{n}="1"' for n in range(300)) + "/>")]),
        whole([written("A")])[:-40],
        whole([written("A", more="<!-- </iati-activity> -->")]),
        whole([written("A", more="\x01")]),
    ],
)
def test_what_may_harm_is_left_to_the_careful_reader(tmp_path: Path, text: str) -> None:
    """A file that declares, nests or names too much, is not UTF-8, or is no plain IATI is never read quickly."""
    path = tmp_path / "a.xml"
    path.write_text(text, encoding="utf-8")
    assert quickly(path) is None


def test_the_shared_files_give_the_same_either_way(shared_folder: Path) -> None:
    """Every shared file of aid data that can be read in pieces gives the same activities and warnings; each activity is
    named with the line on which it begins."""
    read = 0
    for path in sorted((shared_folder / "data" / "iati").glob("*/*.xml")):
        found = quickly(path, size=200_000)
        if found is None:
            continue
        read += 1
        assert found == carefully(path), path
        lines = path.read_bytes().split(b"\n")
        assert all(b">" in lines[one.line - 1] for one in found[0])
    assert read > 30


def test_the_tables_are_the_same_either_way(tmp_path: Path) -> None:
    """The tables that several processes write hold the rows of the careful reader, each once."""
    odd = {6: {1: "a", 2: "2021-13-01", 7: "x\r\ny", 8: "\\N"}}
    path = tmp_path / "a.xml"
    bare = written("A-bare").partition("<activity-date")[0] + "</iati-activity>"
    texts = [written(f"A-{n}", odd if n % 7 == 1 else {}) for n in range(40)] + [bare + " " * 3_000_000, bare]
    path.write_text(whole(texts), newline="")
    quick, careful = tmp_path / "quick", tmp_path / "careful"
    quick.mkdir()
    careful.mkdir()
    filled = fill(path, quick, "v", ON, lambda *_: None)
    assert filled is not None
    activities, problems = carefully(path)
    tables = Tables(careful)
    for one in activities:
        for table, row in activity_rows(one, "v", ON):
            tables.add(table, row)
    parts = tables.finish()
    assert [(one.table, one.rows) for one in filled.parts] == [(one.table, one.rows) for one in parts]
    assert [one.code for one in filled.problems] == [one.code for one in problems]
    for table in (one.table for one in parts):
        both = [_rows(folder, table) for folder in (quick, careful)]
        assert both[0] == both[1]


def _rows(folder: Path, table: str) -> list[tuple[object, ...]]:
    columns = ", ".join(COLUMNS[table])
    with Duck({table: [folder / f"{table}.parquet"]}) as engine:
        return [tuple(row) for row in engine.rows(f"select {columns} from {table} order by all")]


def test_a_refused_file_is_refused_as_before(tmp_path: Path) -> None:
    """What is not well-formed is refused by the careful reader with its place."""
    path = tmp_path / "a.xml"
    path.write_text(whole([written("A"), "<iati-activity><a></iati-activity>"]))
    assert quickly(path) is None
    with pytest.raises(Refused):
        carefully(path)
