"""In the child: the vocabulary of Word, and trees from bytes by a parser that follows nothing."""

from __future__ import annotations

from typing import Final, TypeAlias

from lxml import etree

from waypost.readers.tasks import Unfit

Element: TypeAlias = etree._Element

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def tree_of(raw: bytes, name: str) -> Element:
    """The tree of a part. Raises Unfit for XML that is not well-formed."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(raw, parser)
    except etree.XMLSyntaxError:
        raise Unfit("readers.broken_xml", value=name[:80]) from None


def local(element: Element) -> str:
    """The name of an element of Word's vocabulary; empty for any other."""
    tag = element.tag
    return tag[len(W) :] if isinstance(tag, str) and tag.startswith(W) else ""


def value(element: Element | None, default: str = "") -> str:
    """The `w:val` of an element."""
    return default if element is None else str(element.get(f"{W}val", default))


def child(element: Element | None, *path: str) -> Element | None:
    """The first element along a path of names."""
    for name in path:
        element = None if element is None else element.find(W + name)
    return element


def number(text: str, default: int) -> int:
    """A small whole number written in digits, else the default."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else default


def is_on(element: Element | None) -> bool:
    """Whether a property that is either on or off is on."""
    return element is not None and value(element, "true") not in ("0", "false", "off")
