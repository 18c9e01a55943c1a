"""Word files made by hand, part by part, so that a test can say anything that a file may hold."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    f'xmlns:r="{OFFICE}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
KINDS = ("numbering", "styles", "comments", "footnotes", "endnotes", "settings")


def text(words: str) -> str:
    """A run of words."""
    return f'<w:r><w:t xml:space="preserve">{escape(words)}</w:t></w:r>'


def paragraph(*inside: str, properties: str = "") -> str:
    """A paragraph of runs; plain words become a run."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(_as_run(one) for one in inside)}</w:p>"


def _as_run(one: str) -> str:
    return one if one.startswith("<") else text(one)


def cell(*inside: str, properties: str = "") -> str:
    """A cell; plain words become a paragraph."""
    blocks = "".join(one if one.startswith(("<w:p>", "<w:tbl>", "<w:sdt>")) else paragraph(one) for one in inside)
    end = "" if blocks.endswith("</w:p>") else "<w:p/>"
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{blocks}{end}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    """A row of cells; plain words become a cell."""
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(_as_cell(one) for one in cells)}</w:tr>"


def _as_cell(one: str) -> str:
    return one if one.startswith("<w:tc>") or one.startswith("<w:sdt>") else cell(one)


def table(*rows: str) -> str:
    """A table of rows."""
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def body(*blocks: str) -> str:
    """The main part."""
    return f"{HEAD}<w:document {SPACES}><w:body>{''.join(blocks)}<w:sectPr/></w:body></w:document>"


def part(name: str, inside: str) -> str:
    """A part beside the main one, such as `comments`."""
    return f"{HEAD}<w:{name} {SPACES}>{inside}</w:{name}>"


def packed(parts: Mapping[str, str | bytes], *, packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of parts, as they are given."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", packing) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data, packing)
    return made.getvalue()


def parts_of(main: str, more: Mapping[str, str] | None = None, relations: str = "") -> dict[str, str | bytes]:
    """The parts of a whole file: the main one and, by their names, numbering, styles, comments and notes."""
    more = more or {}
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{MAIN}.{name}+xml"/>' for name in more if name in KINDS
    )
    led = "".join(
        f'<Relationship Id="r{place}" Type="{OFFICE}/{name}" Target="{name}.xml"/>' for place, name in enumerate(more)
    )
    return {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{MAIN}.document.main+xml"/>{types}</Types>',
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{led}{relations}'
        "</Relationships>",
        "word/document.xml": main,
        **{f"word/{name}.xml": inside for name, inside in more.items()},
    }


def paper(*blocks: str, **more: str) -> bytes:
    """A whole Word file of blocks, with other parts by their names."""
    return packed(parts_of(body(*blocks), more))
