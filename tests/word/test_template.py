"""An office's template: the paper has its headings, page and header, and nothing else of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.outputs.specimen import specimen
from tests.word.inspector import Opened, attribute, every, inspected, out_of_order, text_of
from tests.word.papers import HEAD, MAIN, OFFICE, PACKAGE, SPACES, packed, paragraph, parts_of, row, table
from waypost.core.errors import NotThere, Refused
from waypost.outputs.charts.pictures import picture_of
from waypost.outputs.pdf.engine import painted
from waypost.outputs.word.document import render_word
from waypost.usecases.papers import write_papers
from waypost.words.wording import wording

LOGO = picture_of('<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"></svg>', painted).png
STYLES = (
    f"{HEAD}<w:styles {SPACES}><w:docDefaults/>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Titre1" w:rsid="00AB12CD"><w:name w:val="heading 1"/>'
    '<w:basedOn w:val="Normal"/><w:rPr><w:color w:val="112233"/></w:rPr></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableauNormal"><w:name w:val="Normal Table"/></w:style>'
    "</w:styles>"
)
THEME = f'{HEAD}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Office"/>'
ROOM = 12240 - 3 * 1440
"""The office's page without its margins and the room for the binding, in twentieths of a point."""
IMAGE = (
    '<w:r><w:drawing><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:blip r:embed="rLogo"/></a:graphic></w:drawing></w:r>'
)


def template(header: str = "", page: str = '<w:pgSz w:w="12240" w:h="15840"/>') -> bytes:
    """A template of an office that works in French, with a header, and with much that is nobody's business."""
    margins = "".join(f' w:{side}="1440"' for side in ("top", "right", "bottom", "left", "header", "footer", "gutter"))
    main = (
        f"{HEAD}<w:document {SPACES}><w:body>{table(row('an old draft'))}<w:sectPr>"
        f'<w:headerReference w:type="default" r:id="rHead"/>{page}<w:pgMar{margins}/></w:sectPr></w:body></w:document>'
    )
    head = f'<Relationship Id="rHead" Type="{OFFICE}/header" Target="header1.xml"/>'
    parts = parts_of(main, {"styles": STYLES}, head)
    logo = f'<Relationship Id="rLogo" Type="{OFFICE}/image" Target="media/logo.png"/>'
    parts |= {
        "word/header1.xml": f"{HEAD}<w:hdr {SPACES}>{paragraph('General Secretariat', IMAGE)}{header}</w:hdr>",
        "word/_rels/header1.xml.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{logo}</Relationships>',
        "word/media/logo.png": LOGO,
        "word/theme/theme1.xml": THEME,
        "docProps/core.xml": "<coreProperties><creator>Somebody</creator></coreProperties>",
        "customXml/item1.xml": "<secret/>",
    }
    types = f'<Override PartName="/word/header1.xml" ContentType="{MAIN}.header+xml"/></Types>'
    parts["[Content_Types].xml"] = str(parts["[Content_Types].xml"]).replace("</Types>", types)
    return packed(parts)


def written(raw: bytes, folder: Path) -> bytes:
    """The specimen in a template."""
    path = folder / "office.docx"
    path.write_bytes(raw)
    (found,) = write_papers(specimen(), wording("en"), ("docx",), folder, "brief", template=path)
    return found.path.read_bytes()


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    """The specimen in the template, opened and inspected."""
    return inspected(written(template(), tmp_path_factory.mktemp("template")))


def test_headings_are_the_offices(found: Opened) -> None:
    """A section's heading has the office's style under the office's own identifier, and that style is unchanged."""
    used = {attribute(one, "val") for one in every(found.document, "pStyle")}
    assert "Titre1" in used
    assert "Heading1" not in used
    assert b'<w:color w:val="112233"/>' in found.parts["word/styles.xml"]


def test_styles_that_the_office_lacks_are_ours(found: Opened) -> None:
    """Every style that the paper uses is in the file, once."""
    styles = found.trees["word/styles.xml"]
    defined = [attribute(one, "styleId") for one in every(styles, "style")]
    assert len(defined) == len(set(defined))
    used = {
        attribute(one, "val")
        for tree in found.trees.values()
        for name in ("pStyle", "tblStyle", "basedOn", "next")
        for one in every(tree, name)
    }
    assert used <= set(defined)


def test_headers_have_what_the_office_and_we_say(found: Opened) -> None:
    """The office's header stands on every page with its picture, and so do reader, marking and times."""
    for use in ("first", "default"):
        header, footer = (text_of(found.trees[f"word/{kind}-{use}.xml"]) for kind in ("header", "footer"))
        assert "General Secretariat" in header
        assert "EU institutions" in header
        assert "training data, invented" in footer
    assert LOGO in found.parts.values()


def test_page_is_the_offices(found: Opened) -> None:
    """The paper is set on the office's page, and nothing is wider than its text."""
    size = every(found.document, "pgSz")[0]
    assert (attribute(size, "w"), attribute(size, "h")) == ("12240", "15840")
    widths = [
        sum(int(attribute(one, "w") or 0) for one in every(grid, "gridCol"))
        for grid in every(found.document, "tblGrid")
    ]
    assert max(widths) <= ROOM + 10
    extents = [one for one in found.document.iter() if str(one.tag).endswith("}extent")]
    assert max(int(str(one.get("cx"))) for one in extents) <= ROOM * 635


def test_nothing_else_of_the_template_is_taken(found: Opened) -> None:
    """Its text, its maker, its custom XML and its editing sessions stay behind."""
    everything = b"".join(found.parts.values())
    for one in (b"an old draft", b"Somebody", b"secret", b"rsid"):
        assert one not in everything


def test_parts_are_in_order(found: Opened) -> None:
    """Word opens the file without a repair."""
    ours = {name: tree for name, tree in found.trees.items() if name != "word/styles.xml"}
    assert {name: out_of_order(tree) for name, tree in ours.items() if out_of_order(tree)} == {}


def test_a_paper_of_ours_is_a_template(tmp_path: Path) -> None:
    """A paper of ours gives its styles and its page to another; what it said of itself is not said again."""
    first = render_word(specimen(), wording("fr"))
    found = inspected(written(first, tmp_path))
    assert "données d’exercice" not in "".join(map(text_of, found.trees.values()))
    assert found.trees.keys() == inspected(render_word(specimen(), wording("en"))).trees.keys()
    header = text_of(found.trees["word/header-default.xml"])
    assert header.count("EU institutions") == 1


def test_a_page_that_is_too_small_is_not_taken(tmp_path: Path) -> None:
    """A page on which no table fits is left for ours."""
    raw = written(template(page='<w:pgSz w:w="3000" w:h="3000"/>'), tmp_path)
    size = every(inspected(raw).document, "pgSz")[0]
    assert attribute(size, "w") == "11906"


def test_edits_of_a_header_are_settled(tmp_path: Path) -> None:
    """Words inserted under tracked changes stay, those deleted go, and nobody's edit is told."""
    gone = "<w:del><w:r><w:delText>old unit</w:delText></w:r></w:del>"
    found = inspected(
        written(template(paragraph("<w:ins w:author='x'><w:r><w:t>new unit</w:t></w:r></w:ins>", gone)), tmp_path)
    )
    text = "".join(text_of(found.trees[f"word/header-{use}.xml"]) for use in ("first", "default"))
    assert text.count("new unit") == 2
    assert "old unit" not in text


def test_a_header_that_takes_in_a_file_is_refused(tmp_path: Path) -> None:
    """A template that draws in another file is no template."""
    with pytest.raises(Refused) as refused:
        written(template("<w:altChunk r:id='x'/>"), tmp_path)
    assert [one.code for one in refused.value.problems] == ["word.embedded"]


def test_a_template_that_is_not_there_or_not_word(tmp_path: Path) -> None:
    """What is no template is named, and no paper is written."""
    with pytest.raises(NotThere):
        write_papers(specimen(), wording("en"), ("docx",), tmp_path, "brief", template=tmp_path / "none.docx")
    with pytest.raises(Refused) as refused:
        written(b"no Word file", tmp_path)
    assert [one.code for one in refused.value.problems] == ["word.not_a_workbook"]
    assert not (tmp_path / "brief.docx").exists()
