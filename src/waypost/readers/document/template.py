"""In the child: what an office's template gives a paper of ours: styles, fonts and colours, page, headers and footers.

Nothing else of it is taken: not its text, its properties, its custom XML, its settings, nor anything that leads out.
"""

from __future__ import annotations

import posixpath
import zipfile
from base64 import b64encode
from typing import Final

from lxml import etree

from waypost.readers.document.names import Element, W, child, local, number, tree_of, value
from waypost.readers.document.package import MAIN, open_package
from waypost.readers.tasks import Plain, Unfit

R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_WORD: Final = W.strip("{}")
_EDITS: Final = frozenset({"del", "moveFrom", "commentReference", "commentRangeStart", "commentRangeEnd", "proofErr"})
_ROUND: Final = frozenset({"ins", "moveTo"})
"""Elements of edits: what was deleted goes with them, what was inserted stays without them."""
_SIDES: Final = ("top", "right", "bottom", "left", "header", "footer", "gutter")
_PICTURES: Final = frozenset({"png", "jpg", "jpeg", "gif"})
OURS: Final = "waypost "
"""How the names of our own styles begin, in small letters."""
_THEME: Final = "word/theme/theme1.xml"


def read_template(raw: bytes) -> dict[str, Plain]:
    """Styles and their identifiers, theme, page in twentieths of a point, and the heads and feet of pages.

    Raises Unfit for a file that is not taken.
    """
    package = open_package(raw)
    styles = _tree(package, "word/styles.xml")
    if styles is None or styles.nsmap.get("w") != _WORD:
        raise Unfit("readers.no_styles")
    body = child(_tree(package, MAIN), "body")
    section = None if body is None else next(iter(reversed(list(body.iter(f"{W}sectPr")))), None)
    theme = _tree(package, _THEME)
    identifiers = _identifiers(styles)
    ours = frozenset(one for name, one in identifiers.items() if name.startswith(OURS))
    return {
        "styles": _text(styles),
        "identifiers": identifiers,
        "theme": None if theme is None else _text(theme),
        "page": _page(section),
        "pages": {} if section is None else _pages(package, section, ours),
    }


def _tree(package: zipfile.ZipFile, name: str) -> Element | None:
    return tree_of(package.read(name), name) if name in package.namelist() else None


def _text(element: Element) -> str:
    """An element as XML, without the numbers that tell one editing session from another."""
    for one in element.iter():
        for name in list(one.attrib):
            if str(name).startswith(f"{W}rsid"):
                del one.attrib[name]
    return etree.tostring(element, encoding="unicode", with_tail=False)


def _identifiers(styles: Element) -> dict[str, str]:
    """By name in small letters; a French Word names its identifiers in French and keeps the names."""
    return {
        value(child(one, "name")).lower(): str(one.get(f"{W}styleId", ""))
        for one in styles.iterfind(f"{W}style")
        if child(one, "name") is not None and one.get(f"{W}styleId")
    }


def _page(section: Element | None) -> dict[str, int] | None:
    """Width, height and margins of the last section; None where it does not say."""
    size, margins = child(section, "pgSz"), child(section, "pgMar")
    if size is None or margins is None:
        return None
    found = {name: number(str(margins.get(f"{W}{name}", "")), 0) for name in _SIDES}
    page = {**found, "w": number(str(size.get(f"{W}w", "")), 0), "h": number(str(size.get(f"{W}h", "")), 0)}
    room, height = page["w"] - page["left"] - page["right"] - page["gutter"], page["h"] - page["top"] - page["bottom"]
    return page if room >= 4_000 and height >= 6_000 else None


# Heads and feet ----------------------------------------------------------------------------------------------------


def _pages(package: zipfile.ZipFile, section: Element, ours: frozenset[str]) -> dict[str, Plain]:
    """By `header-first` and the like: the blocks of each as XML, and its pictures."""
    led = _relations(package, MAIN)
    found: dict[str, Plain] = {}
    own_first = child(section, "titlePg") is not None
    for one in section:
        kind, use = local(one).removesuffix("Reference"), str(one.get(f"{W}type", ""))
        target = led.get(str(one.get(f"{R}id", "")))
        if kind in ("header", "footer") and target and (use == "default" or (use == "first" and own_first)):
            found[f"{kind}-{use}"] = _page_part(package, target, ours)
    if not own_first:
        found |= {name.replace("default", "first"): held for name, held in found.items()}
    return found


def _page_part(package: zipfile.ZipFile, name: str, ours: frozenset[str]) -> dict[str, Plain]:
    tree = _tree(package, name)
    led = _relations(package, name)
    pictures: dict[str, list[str]] = {}
    if tree is None:
        return {"blocks": "", "pictures": pictures}
    for block in list(tree):
        if _is_ours(block, ours):
            tree.remove(block)
    for one in list(tree.iter()):
        above = one.getparent()
        if local(one) in _EDITS and above is not None:
            above.remove(one)
        elif local(one) in _ROUND and above is not None:
            above[above.index(one) : above.index(one) + 1] = list(one)
        for attribute in [str(key) for key in one.attrib if str(key).startswith(R)]:
            target = led.get(str(one.get(attribute)), "")
            ending = target.rpartition(".")[2].lower()
            if ending in _PICTURES and target in package.namelist():
                name = f"office-{target.rpartition('/')[2].partition('.')[0]}"
                pictures[name] = [ending, b64encode(package.read(target)).decode()]
                one.set(attribute, name)
            else:
                del one.attrib[attribute]
    return {"blocks": "".join(_text(block) for block in tree), "pictures": pictures}


def _is_ours(block: Element, ours: frozenset[str]) -> bool:
    """Whether a block is what an earlier paper of ours said of itself: all its paragraphs are in styles of ours."""
    paragraphs = list(block.iter(f"{W}p"))
    return bool(paragraphs) and all(value(child(one, "pPr", "pStyle")) in ours for one in paragraphs)


def _relations(package: zipfile.ZipFile, name: str) -> dict[str, str]:
    """Where each relation of a part leads inside the file."""
    folder, leaf = posixpath.split(name)
    tree = _tree(package, f"{folder}/_rels/{leaf}.rels")
    return {
        str(one.get("Id", "")): posixpath.normpath(posixpath.join(folder, str(one.get("Target", "")))).lstrip("/")
        for one in (() if tree is None else tree)
        if str(one.get("TargetMode", "")).casefold() != "external"
    }
