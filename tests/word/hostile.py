"""Hostile and broken Word files, made by code: each with its name, how it is made, and what is to become of it.

Families of security 6.2: entities, declarations, depth, width, tokens, encodings, broken XML; packing that lies or
grows; parts that run, embed or reach out; tables and lists that are larger or stranger than any paper.
"""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.word.papers import (
    HEAD,
    MAIN,
    OFFICE,
    body,
    cell,
    packed,
    paper,
    paragraph,
    part,
    parts_of,
    row,
    table,
    text,
)

READ = "read"
GOOD = table(row("Action", "Owner"), row("Sign", "Italy"))
PARTS = ("document", "styles", "numbering")


@dataclass(frozen=True, slots=True)
class Case:
    """One file: `outcome` is `read` or the code of the refusal."""

    name: str
    make: Callable[[], bytes]
    outcome: str


def cases() -> tuple[Case, ...]:
    """Every case, each with a name of its own."""
    found = (*_xml(), *_zips(), *_parts(), *_tables(), *_lists(), *_texts())
    assert len({one.name for one in found}) == len(found)
    return found


# XML ---------------------------------------------------------------------------------------------------------------


def _laughs(levels: int) -> str:
    lines = "".join(f'<!ENTITY a{at} "{f"&a{at - 1};" * 10}">' for at in range(1, levels))
    return f'<!DOCTYPE w:x [<!ENTITY a0 "ha">{lines}]>'


XML: dict[str, tuple[Callable[[str], str], str]] = {
    "doctype": (lambda one: _after_head(one, "<!DOCTYPE x>"), "word.declarations"),
    "laughs": (lambda one: _after_head(one, _laughs(10)), "word.declarations"),
    "quadratic": (lambda one: _after_head(one, f'<!DOCTYPE x [<!ENTITY a "{"A" * 50_000}">]>'), "word.declarations"),
    "file entity": (
        lambda one: _after_head(one, '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'),
        "word.declarations",
    ),
    "parameter entity": (
        lambda one: _after_head(one, '<!DOCTYPE x [<!ENTITY % a SYSTEM "http://127.0.0.1/a.dtd"> %a;]>'),
        "word.declarations",
    ),
    "outside dtd": (lambda one: _after_head(one, '<!DOCTYPE x SYSTEM "http://127.0.0.1/x.dtd">'), "word.declarations"),
    "instruction": (lambda one: _after_head(one, '<?xml-stylesheet href="x.xsl"?>'), "word.declarations"),
    "undefined entity": (lambda one: _inside(one, "&nothing;"), "word.broken_xml"),
    "deep": (lambda one: _inside(one, "<w:a>" * 80 + "</w:a>" * 80), "word.too_deep"),
    "very deep": (lambda one: _inside(one, "<w:a>" * 100_000 + "</w:a>" * 100_000), "word."),
    "many attributes": (
        lambda one: _inside(one, f"<w:a {' '.join(f'b{at}={chr(34)}{chr(34)}' for at in range(300))}/>"),
        "word.too_deep",
    ),
    "same attribute twice": (lambda one: _inside(one, '<w:a b="1" b="2"/>'), "word.broken_xml"),
    "many elements": (lambda one: _inside(one, _various('<w:a b="{}"/>', 700_000)), "word.too_many_elements"),
    "long text": (lambda one: _inside(one, "x y " * 6_000_000), "word."),
    "long attribute": (lambda one: _inside(one, f'<w:a b="{"x y" * 1_500_000}"/>'), "word."),
    "long name": (lambda one: _inside(one, f"<{'a' * 3_000_000}/>"), "word."),
    "unclosed": (lambda one: one[:-12], "word.broken_xml"),
    "two roots": (lambda one: f"{one}<a/>", "word.broken_xml"),
    "nothing": (lambda one: "", "word.broken_xml"),
    "null sign": (lambda one: _inside(one, "\0"), "word.broken_xml"),
    "control sign": (lambda one: _inside(one, "\x0b"), "word.broken_xml"),
    "control reference": (lambda one: _inside(one, "&#8;"), "word.broken_xml"),
    "latin encoding": (lambda one: one.replace("UTF-8", "ISO-8859-1"), "word.other_encoding"),
    "utf-7 encoding": (lambda one: one.replace("UTF-8", "UTF-7"), "word."),
    "strict": (
        lambda one: one.replace(
            "http://schemas.openxmlformats.org/wordprocessingml/2006", "http://purl.oclc.org/ooxml/x"
        ),
        "word.strict",
    ),
}


def _various(pattern: str, count: int) -> str:
    """A pattern again and again, filled each time with other digits, so that it does not pack to nothing."""
    return "".join(pattern.format(at * 2_654_435_761 % 4_294_967_296) for at in range(count))


SLOW = ("many elements",)
"""Kinds made of one part only, since they take long to make."""


def _after_head(one: str, more: str) -> str:
    return one.replace(HEAD, HEAD + more, 1)


def _inside(one: str, more: str) -> str:
    """Something more before the end of the root."""
    at = one.rindex("</")
    return one[:at] + more + one[at:]


def _xml() -> Iterator[Case]:
    for name in PARTS:
        for kind, (spoil, outcome) in XML.items():
            if kind in SLOW and name != "document":
                continue
            yield Case(f"{name}: {kind}", lambda name=name, spoil=spoil: _spoilt(name, spoil), outcome)  # type: ignore[misc]
    yield Case("document: wide characters", lambda: _raw_main(body(GOOD).encode("utf-16")), "word.")
    yield Case("document: mark, then no XML", lambda: _raw_main(b"\xef\xbb\xbfhello"), "word.broken_xml")
    yield Case(
        "document: XInclude",
        lambda: paper(GOOD, '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="/etc/passwd"/>'),
        READ,
    )
    schema = '<w:p xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:schemaLocation="a http://127.0.0.1/a.xsd"/>'
    yield Case("document: schema from elsewhere", lambda: paper(GOOD, schema), READ)


def _spoilt(name: str, spoil: Callable[[str], str]) -> bytes:
    held = {"styles": part("styles", ""), "numbering": part("numbering", "")}
    parts = parts_of(body(GOOD), held)
    parts[f"word/{name}.xml"] = spoil(str(parts[f"word/{name}.xml"]))
    return packed(parts)


def _raw_main(raw: bytes) -> bytes:
    return packed({**parts_of(body(GOOD)), "word/document.xml": raw})


# Packing -----------------------------------------------------------------------------------------------------------


def _zips() -> Iterator[Case]:
    good = paper(GOOD)
    yield Case("zip: nothing", lambda: b"", "word.not_a_workbook")
    yield Case("zip: words", lambda: b"This is no Word file.", "word.not_a_workbook")
    yield Case("zip: cut in half", lambda: good[: len(good) // 2], "word.not_a_workbook")
    yield Case("zip: last byte lost", lambda: good[:-1], "word.not_a_workbook")
    yield Case("zip: empty archive", lambda: packed({}), "word.not_a_workbook")
    yield Case("zip: part twice", lambda: _twice("word/document.xml"), "word.part_twice")
    yield Case("zip: part twice, other letters", lambda: _twice("word/Document.xml"), "word.part_twice")
    for name in (
        "../../etc/passwd",
        "/etc/passwd",
        "word\\..\\..\\x.xml",
        "word/../../x.xml",
        "C:/x.xml",
        "word/\u202exml.x",
    ):
        yield Case(f"zip: named {name!r}", lambda name=name: _with(name, b"x"), "word.unknown_part")  # type: ignore[misc]
    yield Case("zip: too many parts", lambda: _many(2_100), "word.too_many_parts")
    yield Case("zip: bomb of blanks", lambda: _with("word/media/a.png", b"\0" * 60_000_000), "word.packed_too_tightly")
    yield Case("zip: bomb in the text", lambda: _raw_main(b" " * 60_000_000), "word.packed_too_tightly")
    yield Case("zip: too large", lambda: _stored(11 * 1024 * 1024), "word.too_large")
    yield Case("zip: parts that share bytes", _overlapping, "word.")
    yield Case("zip: encrypted part", lambda: _flagged(0x1), "word.password")
    yield Case("zip: packing nobody knows", lambda: _method(99), "word.")
    yield Case("zip: wrong sum", _wrong_sum, "word.damaged_part")
    yield Case("zip: size that lies", _lying, "word.")
    yield Case("zip: words before it", lambda: b"MZ" + b"x" * 1_000 + good, "read|word.")
    yield Case("zip: long remark", lambda: _remark(good), READ)
    yield Case("zip: packed by bzip2", lambda: packed(parts_of(body(GOOD)), packing=zipfile.ZIP_BZIP2), "read|word.")
    yield Case("zip: a folder as a part", lambda: _with("word/media/", b""), READ)


def _with(name: str, data: bytes) -> bytes:
    return packed({**parts_of(body(GOOD)), name: data})


def _twice(name: str) -> bytes:
    made = io.BytesIO(paper(GOOD))
    with warnings.catch_warnings(), zipfile.ZipFile(made, "a") as archive:
        warnings.simplefilter("ignore")
        entry = zipfile.ZipInfo("word/other.xml1")
        entry.filename = name
        archive.writestr(entry, body(table(row("Another", "text"))))
    return made.getvalue()


def _many(count: int) -> bytes:
    return packed({**parts_of(body(GOOD)), **{f"word/media/p{at}.png": b"" for at in range(count)}})


def _stored(size: int) -> bytes:
    return packed({**parts_of(body(GOOD)), "word/media/a.png": b"ab" * (size // 2)}, packing=zipfile.ZIP_STORED)


def _directory(raw: bytes) -> int:
    """Where the list of parts begins."""
    return raw.index(b"PK\x01\x02")


def _overlapping() -> bytes:
    """Many names for one packed part: the list of parts leads to the same bytes again and again."""
    raw = _with("word/media/a.png", b"\0" * 900_000)
    begin, end = _directory(raw), raw.rindex(b"PK\x05\x06")
    listed = raw[begin:end]
    entry = listed[listed.rindex(b"PK\x01\x02") :]
    more = b"".join(entry.replace(b"media/a.png", b"media/%c.png" % (98 + at)) for at in range(20))
    count = listed.count(b"PK\x01\x02") + 20
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, len(listed) + len(more), begin, 0)
    return raw[:begin] + listed + more + tail


def _flagged(flag: int) -> bytes:
    raw = bytearray(paper(GOOD))
    struct.pack_into("<H", raw, _directory(bytes(raw)) + 8, flag)
    return bytes(raw)


def _method(method: int) -> bytes:
    raw = bytearray(paper(GOOD))
    struct.pack_into("<H", raw, _directory(bytes(raw)) + 10, method)
    return bytes(raw)


def _wrong_sum() -> bytes:
    raw = bytearray(paper(GOOD))
    struct.pack_into("<L", raw, _directory(bytes(raw)) + 16, 7)
    return bytes(raw)


def _lying() -> bytes:
    raw = bytearray(paper(GOOD))
    struct.pack_into("<L", raw, _directory(bytes(raw)) + 24, 3)
    return bytes(raw)


def _remark(raw: bytes) -> bytes:
    made = io.BytesIO(raw)
    with zipfile.ZipFile(made, "a") as archive:
        archive.comment = b"x" * 60_000
    return made.getvalue()


# Parts -------------------------------------------------------------------------------------------------------------


def _related(kind: str, target: str, *, outside: bool = True) -> bytes:
    mode = ' TargetMode="External"' if outside else ""
    led = f'<Relationship Id="x" Type="{OFFICE}/{kind}" Target="{target}"{mode}/>'
    return packed(parts_of(body(GOOD), relations=led))


def _parts() -> Iterator[Case]:
    yield Case("part: macros", lambda: _with("word/vbaProject.bin", b"x"), "word.macros")
    yield Case("part: data of macros", lambda: _with("word/vbaData.xml", b"<x/>"), "word.macros")
    yield Case("part: embedded object", lambda: _with("word/embeddings/oleObject1.bin", b"x"), "word.embedded")
    yield Case("part: embedded workbook", lambda: _with("word/embeddings/Book.xlsx", b"x"), "word.embedded")
    yield Case("part: control", lambda: _with("word/activeX/activeX1.xml", b"<x/>"), "word.embedded")
    yield Case("part: page taken in", lambda: _with("word/afchunk.mht", b"x"), "word.unknown_part")
    yield Case("part: page taken in, as element", lambda: paper(GOOD, '<w:altChunk r:id="x"/>'), "word.embedded")
    yield Case("part: paper taken in", lambda: paper(GOOD, '<w:subDoc r:id="x"/>'), "word.embedded")
    yield Case("part: program", lambda: _with("word/run.exe", b"MZ"), "word.unknown_part")
    yield Case("part: script", lambda: _with("word/media/a.js", b"x"), "word.unknown_part")
    yield Case("part: ribbon", lambda: _with("customUI/customUI.xml", b"<x/>"), "word.unknown_part")
    for kind in ("image", "oleObject", "frame", "subDocument", "aFChunk", "video", "externalLinkPath"):
        make = lambda kind=kind: _related(kind, "http://127.0.0.1/x")  # noqa: E731
        yield Case(f"relation: {kind} outside", make, "word.external_links")
    yield Case("relation: share outside", lambda: _related("image", "\\\\127.0.0.1\\x\\y.png"), "word.external_links")
    yield Case("relation: link", lambda: _related("hyperlink", "https://example.org/"), READ)
    yield Case("relation: template", lambda: _related("attachedTemplate", "http://127.0.0.1/x.dotm"), READ)
    yield Case("relation: to nothing", lambda: _related("image", "media/none.png", outside=False), "word.gave_up")
    yield Case("relation: to itself", lambda: _related("footer", "document.xml", outside=False), READ)
    yield Case(
        "relation: out of the file", lambda: _related("image", "../../../etc/passwd", outside=False), "word.gave_up"
    )
    for name in ("[Content_Types].xml", "_rels/.rels", "word/document.xml"):
        yield Case(f"without {name}", lambda name=name: _without(name), "word.")  # type: ignore[misc]
    for kind in ("document.macroEnabled.main", "template.main", "styles"):
        yield Case(f"main part as {kind}", lambda kind=kind: _typed(kind), "word.gave_up")  # type: ignore[misc]
    yield Case("main part elsewhere", _elsewhere, "word.")
    yield Case("old form", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "word.old_workbook")
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
    yield Case("locked", lambda: locked, "word.password")
    custom = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
    yield Case("custom XML with an entity", lambda: _with("customXml/item1.xml", custom.encode()), READ)


def _without(name: str) -> bytes:
    parts = parts_of(body(GOOD))
    del parts[name]
    return packed(parts)


def _typed(kind: str) -> bytes:
    parts = parts_of(body(GOOD))
    parts["[Content_Types].xml"] = str(parts["[Content_Types].xml"]).replace("document.main", kind)
    return packed(parts)


def _elsewhere() -> bytes:
    """The package names another main part than the one that stands in its usual place."""
    parts = parts_of(body(GOOD), {"glossary/document": body(table(row("Another", "text")))})
    parts["_rels/.rels"] = str(parts["_rels/.rels"]).replace("word/document.xml", "word/glossary/document.xml")
    types = f'<Override PartName="/word/glossary/document.xml" ContentType="{MAIN}.document.main+xml"/></Types>'
    parts["[Content_Types].xml"] = str(parts["[Content_Types].xml"]).replace("</Types>", types)
    return packed(parts)


# Tables ------------------------------------------------------------------------------------------------------------


def _spanned(value: str) -> bytes:
    return paper(table(row(cell("wide", properties=f'<w:gridSpan w:val="{value}"/>'), "x")))


def _nested(levels: int) -> bytes:
    inner = "innermost"
    for _ in range(levels):
        inner = table(row(inner))
    return paper(inner if inner.startswith("<w:tbl>") else GOOD)


def _tables() -> Iterator[Case]:
    for value, outcome in (
        ("1000000000", READ),
        ("999999", "word.too_wide"),
        ("64", "word.too_wide"),
        ("-3", READ),
        ("0", READ),
        ("many", READ),
        ("", READ),
        ("٣", READ),
    ):
        yield Case(f"table: over {value!r} columns", lambda value=value: _spanned(value), f"{outcome}|word.")  # type: ignore[misc]
    before = row("x", properties='<w:gridBefore w:val="50000"/>')
    yield Case("table: gap of 50,000 columns", lambda: paper(table(before)), "word.too_wide")
    yield Case("table: 64 columns", lambda: paper(table(row(*["x"] * 64))), "word.too_wide")
    yield Case("table: 63 columns", lambda: paper(table(row(*["x"] * 63))), READ)
    yield Case("table: 102,000 cells", lambda: _filled(102_000), "word.too_many_elements")
    yield Case("table: 41,000 cells", lambda: _filled(41_000), "word.too_wide")
    yield Case("table: 39,000 cells", lambda: _filled(39_000), READ)
    yield Case("table: without rows", lambda: paper(table()), READ)
    yield Case("table: rows without cells", lambda: paper(table(row(), row())), READ)
    yield Case("table: 10,000 empty tables", lambda: paper(table() * 10_000), "read|word.")
    yield Case("table: goes on from nothing", lambda: paper(table(row(cell("x", properties="<w:vMerge/>")))), READ)
    yield Case("table: cell without paragraph", lambda: paper(table("<w:tr><w:tc/></w:tr>")), "read|word.")
    yield Case("table: paragraph in a row", lambda: paper(table(f"<w:tr>{paragraph('x')}</w:tr>")), "word.words_lost")
    yield Case("table: words in a row", lambda: paper(table(f"<w:tr>{text('x')}</w:tr>")), "word.words_lost")
    yield Case("table: row in a paragraph", lambda: paper(f"<w:p>{row('x')}</w:p>", GOOD), READ)
    for levels, outcome in ((5, READ), (15, READ), (30, "word.too_deep")):
        yield Case(f"table: {levels} in one another", lambda levels=levels: _nested(levels), outcome)  # type: ignore[misc]
    control = "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>"
    wrapped = GOOD
    for _ in range(20):
        wrapped = control.format(wrapped)
    yield Case("table: in 20 controls", lambda: paper(wrapped), READ)
    yield Case("table: two bodies", lambda: _raw_main(_two_bodies()), "read|word.")
    yield Case("table: cell of 5 million letters", lambda: paper(table(row("word " * 1_000_000))), "read|word.")
    yield Case("table: cell of 50,000 paragraphs", lambda: paper(table(row(cell(*["x"] * 50_000)))), "read|word.")
    yield Case(
        "table: 100,000 runs in a cell", lambda: paper(table(row(cell(paragraph(text("x") * 100_000))))), "read|word."
    )
    yield Case("table: 5,000 comments", _commented, READ)


def _filled(count: int) -> bytes:
    """A table of so many cells, no two alike."""
    words = _various("{} ", count).split()
    return paper(table(*(row(*words[at : at + 60]) for at in range(0, len(words), 60))))


def _two_bodies() -> bytes:
    one = body(GOOD)
    other = table(row("Another", "text"))
    return one.replace("</w:document>", f"<w:body>{other}</w:body></w:document>").encode()


def _commented() -> bytes:
    notes = "".join(f'<w:comment w:id="{at}">{paragraph("x" * 50)}</w:comment>' for at in range(5_000))
    marks = "".join(f'<w:r><w:commentReference w:id="{at}"/></w:r>' for at in range(5_000))
    return paper(table(row(cell(paragraph("Sign", marks)))), comments=part("comments", notes))


# Lists -------------------------------------------------------------------------------------------------------------


def _listed(
    levels: str, ilvl: str = "0", lists: str = '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
) -> bytes:
    numbering = part("numbering", f'<w:abstractNum w:abstractNumId="7">{levels}</w:abstractNum>{lists}')
    properties = f'<w:numPr><w:ilvl w:val="{ilvl}"/><w:numId w:val="1"/></w:numPr>'
    return paper(table(row(cell(paragraph("Sign", properties=properties)), "x")), numbering=numbering)


def _level(pattern: str = "%1.", start: str = "1", form: str = "decimal", at: str = "0") -> str:
    begin = f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
    return f'{begin}<w:lvlText w:val="{pattern}"/></w:lvl>'


def _lists() -> Iterator[Case]:
    yield Case("list: begins at 10^30", lambda: _listed(_level(start="1" + "0" * 30)), READ)
    yield Case("list: begins below nothing", lambda: _listed(_level(start="-5")), READ)
    yield Case("list: letters at 900,000", lambda: _listed(_level(start="900000", form="lowerLetter")), READ)
    yield Case("list: Roman at 900,000", lambda: _listed(_level(start="900000", form="upperRoman")), READ)
    yield Case("list: long pattern", lambda: _listed(_level("%1" * 20_000)), READ)
    yield Case("list: level 99", lambda: _listed(_level(at="99"), "99"), READ)
    yield Case("list: level that is no number", lambda: _listed(_level(at="x"), "y"), READ)
    yield Case("list: without levels", lambda: _listed(""), READ)
    yield Case("list: that is not there", lambda: _listed(_level(), lists=""), READ)
    yield Case("list: pattern that is not there", lambda: _listed(_level(), lists='<w:num w:numId="1"/>'), READ)
    yield Case("list: 50,000 patterns", lambda: _listed(_level() * 50_000), "read|word.")


# Words -------------------------------------------------------------------------------------------------------------


def _field(code: str) -> str:
    begin, middle, end = (f'<w:r><w:fldChar w:fldCharType="{one}"/></w:r>' for one in ("begin", "separate", "end"))
    return f"{begin}<w:r><w:instrText>{code}</w:instrText></w:r>{middle}{text('shown')}{end}"


def _texts() -> Iterator[Case]:
    for code in (
        "DDEAUTO c:\\\\x.exe",
        "INCLUDETEXT http://127.0.0.1/x",
        "INCLUDEPICTURE x",
        "=1/0",
        "MACROBUTTON x y",
    ):
        make = lambda code=code: paper(table(row(cell(paragraph(_field(code))))))  # noqa: E731
        yield Case(f"words: field {code.split()[0]}", make, READ)
    for name, words in (
        ("formula", "=HYPERLINK(1)"),
        ("direction turned", "\u202egnp.x\u202c"),
        ("without width", "Si\u200bgn\u2060"),
        ("outside the plane", "𝒮ign 😀"),
        ("not a character", "\ufdd0\uffff".replace("\uffff", "")),
        ("blanks of all kinds", "\u00a0\u2003\u3000 Sign \u202f"),
    ):
        yield Case(f"words: {name}", lambda words=words: paper(table(row(words, "x"))), READ)  # type: ignore[misc]
    only_old = f"<w:r><mc:AlternateContent><mc:Fallback>{text('x')}</mc:Fallback></mc:AlternateContent></w:r>"
    yield Case("words: only for old programs", lambda: paper(table(row(cell(paragraph(only_old))))), READ)
    unknown = f"<w:strange>{text('x')}</w:strange>"
    yield Case("words: in an unknown element", lambda: paper(table(row(cell(paragraph(unknown))))), "word.words_lost")
    loose = "<w:p>loose<w:r>words</w:r></w:p>"
    yield Case("words: outside any run", lambda: paper(table(row(cell(loose)))), READ)
    both = f"<w:ins><w:del><w:r><w:delText>x</w:delText></w:r></w:del>{text('y')}</w:ins>"
    yield Case("words: deleted in inserted", lambda: paper(table(row(cell(paragraph(both))))), READ)
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>x</w:t><w:drawing/></w:r>"
    yield Case("words: hidden with a picture", lambda: paper(table(row(cell(paragraph(hidden))))), READ)
