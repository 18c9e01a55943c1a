"""Files made to hurt whoever reads them: workbooks, text files of rows and JSON, always the same ones.

Families of security 6.2: ratios, zip structure, parts, XML, merges, rows, shared strings, dates, strict, hidden,
encodings, quotes, endless lines, depth. Each case is a name, the end of its file's name, and a function that makes its
bytes, so that a list of hundreds costs nothing until one is asked for.
"""

from __future__ import annotations

import struct
import warnings
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from io import BytesIO

Parts = dict[str, bytes]
Make = Callable[[], bytes]

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
SHEET, STRINGS, BOOK, STYLES = (
    "xl/worksheets/sheet1.xml",
    "xl/sharedStrings.xml",
    "xl/workbook.xml",
    "xl/styles.xml",
)
READ_PARTS = (SHEET, STRINGS, BOOK, STYLES)


@dataclass(frozen=True, slots=True)
class Case:
    """One hostile file."""

    name: str
    suffix: str
    make: Make


def parts(rows: str = "", beside: str = "", strings: str = "<si><t>Action</t></si><si><t>Due</t></si>") -> Parts:
    """The parts of a small workbook with a table that would be read; `rows` and `beside` are XML of its sheet."""
    table = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
    body = f'<row r="2"><c r="A2" t="inlineStr"><is><t>Send</t></is></c><c r="B2"><v>5</v></c></row>{rows}'
    kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    of = f"{RELATIONS}"
    return {
        "[Content_Types].xml": HEAD
        + (
            f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
            f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/{BOOK}" ContentType="{kinds}.sheet.main+xml"/>'
            f'<Override PartName="/{SHEET}" ContentType="{kinds}.worksheet+xml"/>'
            f'<Override PartName="/{STYLES}" ContentType="{kinds}.styles+xml"/>'
            f'<Override PartName="/{STRINGS}" ContentType="{kinds}.sharedStrings+xml"/></Types>'
        ).encode(),
        "_rels/.rels": HEAD
        + (
            f'<Relationships xmlns="{PACKAGE}/relationships">'
            f'<Relationship Id="rId1" Type="{of}/officeDocument" Target="{BOOK}"/></Relationships>'
        ).encode(),
        BOOK: HEAD
        + (
            f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets><sheet name="Plan" sheetId="1" r:id="rId1"/>'
            "</sheets></workbook>"
        ).encode(),
        "xl/_rels/workbook.xml.rels": HEAD
        + (
            f'<Relationships xmlns="{PACKAGE}/relationships">'
            f'<Relationship Id="rId1" Type="{of}/worksheet" Target="worksheets/sheet1.xml"/>'
            f'<Relationship Id="rId2" Type="{of}/styles" Target="styles.xml"/>'
            f'<Relationship Id="rId3" Type="{of}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
        ).encode(),
        STYLES: HEAD
        + (
            f'<styleSheet xmlns="{MAIN}"><fonts count="1"><font/></fonts>'
            '<fills count="1"><fill><patternFill/></fill></fills>'
            '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
            '<cellXfs count="2"><xf/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>'
        ).encode(),
        STRINGS: HEAD + f'<sst xmlns="{MAIN}">{strings}</sst>'.encode(),
        SHEET: HEAD + f'<worksheet xmlns="{MAIN}"><sheetData>{table}{body}</sheetData>{beside}</worksheet>'.encode(),
    }


def packed(held: Parts, *, level: int = 6, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Parts as a package."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", method, compresslevel=level) as package:
        for name, raw in held.items():
            package.writestr(zipfile.ZipInfo(name), raw, compress_type=method)
    return out.getvalue()


def changed(**held: bytes) -> bytes:
    """A workbook with some parts in another form; names are those of `READ_PARTS` in short."""
    short = {"sheet": SHEET, "strings": STRINGS, "book": BOOK, "styles": STYLES}
    return packed(parts() | {short[name]: raw for name, raw in held.items()})


def with_part(name: str, raw: bytes = b"<x/>") -> bytes:
    """A workbook with one more part."""
    return packed(parts() | {name: raw})


def sheet(rows: str = "", beside: str = "") -> bytes:
    """A workbook with more rows or more beside them."""
    return packed(parts(rows, beside))


# Zip ------------------------------------------------------------------------------------------------------------


def zips() -> Iterator[tuple[str, Make]]:
    """Packages that lie about themselves."""
    whole = packed(parts())
    for at in range(0, len(whole), max(1, len(whole) // 24)):
        yield f"cut-at-{at}", partial(whole.__getitem__, slice(0, at))
    for at in range(10, len(whole), max(1, len(whole) // 20)):
        yield f"flipped-at-{at}", partial(_flipped, at)
    for name in (
        "../../outside.xml",
        "/xl/absolute.xml",
        "xl\\workbook.xml",
        "C:/x.xml",
        "xl/./styles2.xml",
        "xl/\0.xml",
    ):
        yield f"named-{name!r}", partial(with_part, name)
    for name in (SHEET, STRINGS, BOOK, "[Content_Types].xml", "XL/Workbook.xml"):
        yield f"twice-{name}", partial(_twice, name)
    for bit in (0x1, 0x40, 0x2000):
        yield f"flag-{bit:x}", partial(_flagged, bit)
    for method in (zipfile.ZIP_STORED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        yield f"method-{method}", partial(packed, parts(), method=method)
    yield "method-unknown", _unknown_method
    yield "many-parts", _many_parts
    yield "overlapping", _overlapping
    yield "empty", lambda: packed({})
    yield "nothing", lambda: b""
    yield "text", lambda: b"this is no workbook"
    yield "before", lambda: b"MZ" + bytes(1000) + packed(parts())
    yield "after", lambda: packed(parts()) + bytes(5000)
    yield "in-itself", lambda: packed({"inner.xlsx": packed(parts())})
    yield "compound", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096)
    yield "encrypted", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + "EncryptedPackage".encode("utf-16-le")
    yield "too-large", lambda: packed(parts() | {"xl/media/noise.png": _noise(11_000_000)}, method=zipfile.ZIP_STORED)
    for size in (1, 10, 100, 400):
        for where in ("xl/media/image1.png", SHEET, STRINGS, "docProps/custom.xml"):
            yield f"ratio-{size}-{where}", partial(_blanks, where, size)


def _flipped(at: int) -> bytes:
    raw = bytearray(packed(parts()))
    raw[at] ^= 0xFF
    return bytes(raw)


def _twice(name: str) -> bytes:
    """A package in which two parts have one name."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as package, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for one, raw in (*parts().items(), (name, b"<x/>")):
            package.writestr(zipfile.ZipInfo(one), raw)
    return out.getvalue()


def _flagged(bit: int) -> bytes:
    raw = bytearray(packed(parts()))
    at = raw.find(b"PK\x01\x02")
    while at >= 0:
        flags = struct.unpack_from("<H", raw, at + 8)[0]
        struct.pack_into("<H", raw, at + 8, flags | bit)
        at = raw.find(b"PK\x01\x02", at + 4)
    return bytes(raw)


def _unknown_method() -> bytes:
    raw = bytearray(packed(parts()))
    for mark, place in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        struct.pack_into("<H", raw, raw.find(mark) + place, 97)
    return bytes(raw)


def _many_parts() -> bytes:
    return packed(parts() | {f"xl/media/image{n}.png": b"" for n in range(2100)})


def _overlapping() -> bytes:
    """Two names for the bytes of one part: the second head points where the first part lies."""
    raw = bytearray(packed(parts() | {"xl/theme/theme1.xml": b"<a/>", "xl/theme/theme2.xml": b"<a/>"}))
    places = []
    at = raw.find(b"PK\x01\x02")
    while at >= 0:
        places.append(at)
        at = raw.find(b"PK\x01\x02", at + 4)
    first = struct.unpack_from("<L", raw, places[-2] + 42)[0]
    struct.pack_into("<L", raw, places[-1] + 42, first)
    return bytes(raw)


def _noise(size: int) -> bytes:
    from random import Random

    return Random(1).randbytes(size)


def _blanks(where: str, size: int) -> bytes:
    held = parts()
    blanks = b" " * (size * 1024 * 1024)
    held[where] = held[where].replace(b">", b">" + blanks, 2) if where in held else blanks
    return packed(held, level=9)


# Parts ----------------------------------------------------------------------------------------------------------


def strange_parts() -> Iterator[tuple[str, Make]]:
    """Parts that run, reach out, embed, or are known to nobody."""
    for name in (
        "xl/vbaProject.bin",
        "xl/vbaData.xml",
        "xl/macrosheets/sheet1.xml",
        "xl/dialogsheets/sheet1.xml",
        "xl/externalLinks/externalLink1.xml",
        "xl/connections.xml",
        "xl/queryTables/queryTable1.xml",
        "xl/model/item.data",
        "xl/embeddings/oleObject1.bin",
        "xl/embeddings/Microsoft_Word_Document.docx",
        "xl/activeX/activeX1.bin",
        "xl/ctrlProps/ctrlProp1.xml",
        "customUI/customUI.xml",
        "xl/webextensions/webextension1.xml",
        "word/document.xml",
        "payload.exe",
        "xl/worksheets/sheet1.xml.lnk",
    ):
        yield f"part-{name}", partial(with_part, name)
    for name in parts():
        yield f"without-{name}", partial(_without, name)
        yield f"empty-{name}", partial(_emptied, name)


def _without(name: str) -> bytes:
    return packed({one: raw for one, raw in parts().items() if one != name})


def _emptied(name: str) -> bytes:
    return packed(parts() | {name: b""})


# XML ------------------------------------------------------------------------------------------------------------


def xml_tricks() -> Iterator[tuple[str, Make]]:
    """What XML allows and no workbook needs, in each part that is read."""
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    doctypes = {
        "laughs": f'<!DOCTYPE x [<!ENTITY a0 "ha">{laughs}]>',
        "quadratic": f'<!DOCTYPE x [<!ENTITY a "{"h" * 50_000}">]>',
        "file": '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]>',
        "parameter": '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd">%p;]>',
        "outside": '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
    }
    for part in READ_PARTS:
        for name, doctype in doctypes.items():
            yield f"{name}-{part}", partial(_declared, part, doctype)
        yield f"depth-{part}", partial(_inside, part, "<a>" * 5000 + "</a>" * 5000)
        yield f"depth-200000-{part}", partial(_inside, part, "<a>" * 200_000 + "</a>" * 200_000)
        yield f"instruction-{part}", partial(_inside, part, "<?php run ?>")
        yield f"attributes-{part}", partial(_inside, part, "<a " + " ".join(f'b{n}="1"' for n in range(1000)) + "/>")
        yield f"token-{part}", partial(_inside, part, f'<a b="{"x" * 3_000_000}"/>')
        yield (
            f"include-{part}",
            partial(
                _inside,
                part,
                '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="/etc/hostname" parse="text"/>',
            ),
        )
        yield f"unclosed-{part}", partial(_inside, part, "<a>")
        yield f"control-{part}", partial(_inside, part, "<a>\x01\x02</a>")
        for encoding in ("UTF-16", "ISO-8859-1", "UTF-7", "EBCDIC-CP-US", "no-such"):
            yield f"encoding-{encoding}-{part}", partial(_encoded, part, encoding)
    yield (
        "strict",
        lambda: packed(
            {
                name: raw.replace(
                    b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                    b"http://purl.oclc.org/ooxml/spreadsheetml/main",
                )
                for name, raw in parts().items()
            }
        ),
    )
    yield "elements", lambda: sheet("<row/>" * 6_500_000)


def _declared(part: str, doctype: str) -> bytes:
    held = parts()
    return packed(held | {part: held[part].replace(HEAD, HEAD + doctype.encode())})


def _inside(part: str, xml: str) -> bytes:
    held = parts()
    raw = held[part]
    end = raw.rindex(b"</")
    return packed(held | {part: raw[:end] + xml.encode() + raw[end:]})


def _encoded(part: str, encoding: str) -> bytes:
    held = parts()
    text = held[part].decode().replace("UTF-8", encoding)
    raw = text.encode("utf-16") if encoding == "UTF-16" else text.encode()
    return packed(held | {part: raw})


# Sheets ---------------------------------------------------------------------------------------------------------


def cells() -> Iterator[tuple[str, Make]]:
    """Cells, rows and merges that readers stumble over."""
    for area in ("A1:XFD1048576", "A1:A1048576", "A1:XFD1", "B2:A1", "A0:B1", "A1:ZZZ9", "nonsense", "", "A1:B2:C3"):
        yield f"merge-{area}", partial(sheet, "", f'<mergeCells><mergeCell ref="{area}"/></mergeCells>')
    yield "merges", lambda: sheet("", "<mergeCells>" + '<mergeCell ref="A1:B2"/>' * 40_000 + "</mergeCells>")
    for name in ("XFD1048576", "XFE1", "A1048577", "A0", "1A", "AAAA1", "A99999999999", "a1", "$B$7", "A-1", "Ä1"):
        yield f"cell-{name}", partial(sheet, f'<row r="3"><c r="{name}"><v>1</v></c></row>')
    for number in ("0", "-1", "1048577", "99999999999999", "x", "3.5", "1e5"):
        yield f"row-{number}", partial(sheet, f'<row r="{number}"><c><v>1</v></c></row>')
    yield "rows-empty", lambda: sheet("<row/>" * 3_000_000)
    yield "rows-far", lambda: sheet('<row r="900000"><c r="A900000"><v>1</v></c></row>')
    yield "cells-without-names", lambda: sheet("<row>" + "<c><v>1</v></c>" * 20_000 + "</row>")
    yield "cell-twice", lambda: sheet('<row r="3"><c r="A3"><v>1</v></c><c r="A3"><v>2</v></c></row>')
    yield "row-twice", lambda: sheet('<row r="2"><c r="A2" t="str"><v>other</v></c></row>')
    for value in ("NaN", "INF", "-INF", "1e999", "1e-999", "0x10", "1,5", "", " 7 ", "１２", "9" * 400, "--1", "1E+20"):
        yield f"number-{value[:10]}", partial(sheet, f'<row r="3"><c r="A3"><v>{value}</v></c></row>')
    for value in ("0", "-5", "59.5", "60", "61", "2958466", "1e10", "-1e10", "0.999999999", "45000.123456789", "NaN"):
        yield f"date-{value}", partial(sheet, f'<row r="3"><c r="A3" s="1"><v>{value}</v></c></row>')
    for kind, value in (
        ("s", "99"), ("s", "-1"), ("s", "x"), ("s", ""), ("b", "7"), ("b", "true"), ("e", "#REF!"), ("e", "#MADE!UP"),
        ("d", "2026-02-30"), ("d", "2026-01-01T25:00:00"), ("d", "2026-05-06"), ("zz", "1"), ("str", "_x000D_"),
        ("str", "_x0000_"), ("str", "_xD800_"), ("str", "a" * 40_000), ("str", "=HYPERLINK(1)"), ("n", "abc"),
    ):  # fmt: skip
        yield f"kind-{kind}-{value[:12]}", partial(sheet, f'<row r="3"><c r="A3" t="{kind}"><v>{value}</v></c></row>')
    for formula in ("1+1", 'WEBSERVICE("http://127.0.0.1:9")', "cmd|' /C calc'!A0", "A2", "SUM(" * 500 + ")" * 500):
        yield (
            f"formula-{formula[:12]}",
            partial(sheet, f'<row r="3"><c r="A3"><f>{formula}</f></c><c r="B3"><f>{formula}</f><v>3</v></c></row>'),
        )
    yield "style-unknown", lambda: sheet('<row r="3"><c r="A3" s="999999"><v>1</v></c></row>')
    yield "hidden", lambda: changed(book=parts()[BOOK].replace(b'name="Plan"', b'name="Plan" state="veryHidden"'))
    yield (
        "sheet-twice",
        lambda: changed(
            book=parts()[BOOK].replace(b"</sheets>", b'<sheet name="plan" sheetId="2" r:id="rId1"/></sheets>')
        ),
    )
    yield (
        "sheet-nowhere",
        lambda: changed(
            book=parts()[BOOK].replace(b"</sheets>", b'<sheet name="Two" sheetId="2" r:id="rId77"/></sheets>')
        ),
    )
    yield (
        "sheets-many",
        lambda: changed(
            book=parts()[BOOK].replace(
                b"</sheets>",
                b"".join(b'<sheet name="S%d" sheetId="%d" r:id="rId1"/>' % (n, n) for n in range(2, 4000))
                + b"</sheets>",
            )
        ),
    )
    yield "strings-many", lambda: packed(parts(strings="<si/>" * 5_000_000), level=9)
    yield "styles-many", lambda: changed(styles=parts()[STYLES].replace(b"<xf/>", b"<xf/>" * 500_000))
    yield (
        "validations",
        lambda: sheet("", '<dataValidations count="1"><dataValidation sqref="A1:XFD1048576"/></dataValidations>'),
    )
    yield "columns", lambda: sheet("", '<cols><col min="1" max="99999999" hidden="1"/></cols>')


# Text and JSON --------------------------------------------------------------------------------------------------


def texts() -> Iterator[tuple[str, Make]]:
    """Text files of rows."""
    plain = "Action;Due\r\nSend experts;2027\r\n"
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "utf-7", "cp037", "shift_jis", "cp1252"):
        yield (
            f"encoding-{encoding}",
            partial(plain.replace("experts", "experts" if encoding == "cp037" else "exp").encode, encoding),
        )
    for name, text in {
        "nul": "Action;Due\na\0b;2027\n",
        "control": "Action;Due\na\x1bb;2027\n",
        "quote-open": 'Action;Due\n"never closed;2027\n' + "x;y\n" * 1000,
        "quote-inside": 'Action;Due\na"b;2027\n',
        "quote-after": 'Action;Due\n"a"b;2027\n',
        "ragged": "Action;Due\na\nb;c;d;e;f\n;\n",
        "only-delimiters": ";" * 10_000,
        "only-lines": "\n" * 100_000,
        "cr": "Action;Due\ra;2027\rb;2028\r",
        "mixed-ends": "Action;Due\na;2027\r\nb;2028\rc;2029\n",
        "formula": "Action;Due\n=cmd|' /C calc'!A0;2027\n@SUM(1+1);2028\n+1;2029\n-1;2030\n",
        "sep-strange": "sep=\x07\nAction\x07Due\na\x072027\n",
        "sep-quote": 'sep="\nAction"Due\n',
        "no-delimiter": "one\ntwo\nthree\n",
        "heads-only": "Action;Due\n",
        "right-to-left": "Action;Due\n\u202eesrever;2027\n",
        "empty": "",
        "blank": "   ",
        "bom-only": "\ufeff",
        "long-head": "Action" * 10_000 + ";Due\na;b\n",
    }.items():
        yield name, partial(text.encode, "utf-8")
    for delimiter in ";,\t|":
        yield f"wide-{ord(delimiter)}", partial(f"{delimiter * 50_000}\n{delimiter * 50_000}\n".encode)
        yield f"many-{ord(delimiter)}", partial((f"Action{delimiter}Due\n" + f"a{delimiter}2027\n" * 400_000).encode)
    yield "one-line", lambda: b"Action;Due\n" + b"x" * 9_000_000
    yield "one-cell-quoted", lambda: b'Action;Due\n"' + b"x" * 9_000_000 + b'";2027\n'
    yield "too-large", lambda: b"Action;Due\n" * 1_200_000
    yield "noise", lambda: _noise(200_000)
    yield "picture", lambda: b"\x89PNG\r\n\x1a\n" + _noise(5000)


def trees() -> Iterator[tuple[str, Make]]:
    """JSON."""
    state = (
        b'{"waypost":1,"state":{"home":"marenia","at":"2026-09-15T00:00:00Z","by":"eu","why":{"en":"x"}},"elements":['
    )
    for at in range(0, len(state), 12):
        yield f"cut-at-{at}", partial(state.__getitem__, slice(0, at))
    for name, raw in {
        "depth-lists": b"[" * 1_000_000,
        "depth-lists-closed": b"[" * 100_000 + b"]" * 100_000,
        "depth-objects": b'{"a":' * 500_000,
        "depth-element": state + b'{"a":' * 100_000,
        "number-long": state + b"1" * 2_000_000 + b"]}",
        "number-huge": b'{"waypost":1e999999999}',
        "number-nan": b'{"waypost":NaN}',
        "key-twice": b'{"waypost":1,"waypost":2}',
        "key-endless": b'{"' + b"k" * 5_000_000 + b'":1}',
        "text-endless": b'"' + b"t" * 9_000_000 + b'"',
        "surrogate": b'{"waypost":"\\ud800"}',
        "not-utf8": b'{"waypost":"\xff\xfe"}',
        "bom": b'\xef\xbb\xbf{"waypost":1}',
        "utf16": '{"waypost":1}'.encode("utf-16"),
        "null": b"null",
        "empty": b"",
        "nul": b"\x00" * 1000,
        "text": b'"waypost"',
        "list": b"[]",
        "form": b'{"waypost":99,"state":{},"elements":[]}',
        "elements-object": b'{"waypost":1,"state":{},"elements":{}}',
        "elements-many": state + b"{}," * 1_000_000 + b"{}]}",
        "elements-text": state + b'"x",' * 1000 + b'"x"]}',
        "ids-alike": state + b'{"id":"a","kind":"action","title":{"en":"x"}},' * 999 + b'{"id":"a","kind":"action"}]}',
        "parents-circle": state
        + b'{"id":"a","kind":"pillar","parent":"b","title":{"en":"x"}},{"id":"b","kind":"pillar","parent":"a"}]}',
        "too-large": b" " * 60_000_000,
    }.items():
        yield name, partial(bytes, raw)


def cases() -> tuple[Case, ...]:
    """Every hostile file, in order of family."""
    books = (*zips(), *strange_parts(), *xml_tricks(), *cells())
    families = ((".xlsx", books), (".csv", tuple(texts())), (".json", tuple(trees())))
    return tuple(Case(f"{suffix[1:]}-{name}", suffix, make) for suffix, held in families for name, make in held)
