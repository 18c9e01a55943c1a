"""The zip of a workbook is looked at before any reader sees it: how large it becomes, and which parts it has.

Source: security 5.6 (pre-flight before any reader); the limits are those numbers.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Final

from waypost.readers.tasks import Unfit

MEGABYTE: Final = 1024 * 1024
MOST_PACKED: Final = 10 * MEGABYTE
MOST_UNPACKED: Final = 200 * MEGABYTE
MOST_RATIO: Final = 200
MOST_PARTS: Final = 2_000
SMALL: Final = MEGABYTE
"""Parts below it may be packed as tightly as they like: a short part of blanks is no bomb."""

_HARMLESS: Final = re.compile(
    r"""\[Content_Types\]\.xml | _rels/\.rels | docProps/[A-Za-z]+\.(xml|jpeg|png|emf|wmf) | docMetadata/\w+\.xml
    | customXml/(_rels/)?\w+\.xml(\.rels)?
    | xl/(_rels/)?(workbook|styles|sharedStrings|calcChain|metadata|comments\d*)\.xml(\.rels)?
    | xl/(worksheets|chartsheets)/(_rels/)?\w+\.xml(\.rels)?
    | xl/theme/(_rels/)?\w+\.xml(\.rels)?
    | xl/(drawings|charts|chartDrawings|tables|pivotTables|pivotCache|slicers|slicerCaches|timelines|timelineCaches
         |comments|threadedComments|persons|richData|featurePropertyBag|namedSheetViews)/(_rels/)?[\w.]+\.(xml|vml)(\.rels)?
    | xl/media/[\w-]+\.(png|jpe?g|gif|bmp|emf|wmf|svg|tiff?)
    | xl/printerSettings/\w+\.bin
    """,
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)
"""Parts that a workbook may have: sheets, looks, charts, pictures, comments; nothing that runs or reaches out."""

_REACHING_OUT: Final = re.compile(
    r"xl/((externalLinks|queryTables)/(_rels/)?\w+\.xml(\.rels)?|connections\.xml)", re.IGNORECASE | re.ASCII
)
"""Parts that say where a workbook once took cells from. No reader opens them; the cells hold what was taken."""

_DANGEROUS: Final = (
    ("vbaproject", "readers.macros"),
    ("vbadata", "readers.macros"),
    ("macrosheets/", "readers.macros"),
    ("dialogsheets/", "readers.macros"),
    ("externallinks/", "readers.external_links"),
    ("connections", "readers.external_links"),
    ("querytables/", "readers.external_links"),
    ("model/", "readers.external_links"),
    ("embeddings/", "readers.embedded"),
    ("activex/", "readers.embedded"),
    ("ctrlprops/", "readers.embedded"),
)


def checked(raw: bytes, harmless: re.Pattern[str] = _HARMLESS, *, is_published: bool = False) -> zipfile.ZipFile:
    """The package, once its parts are known to be few, named once, of a kind that is taken, and not too large.

    `harmless` are the names of parts that a package of its form may have. A workbook that `is_published` is only
    read and never taken over: it may have parts that reach out, which nobody follows. Raises Unfit otherwise.
    """
    if len(raw) > MOST_PACKED:
        raise Unfit("readers.too_large", n=len(raw) // MEGABYTE, limit=MOST_PACKED // MEGABYTE)
    try:
        package = zipfile.ZipFile(BytesIO(raw))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError):
        raise Unfit("readers.not_a_workbook") from None
    parts = package.infolist()
    if len(parts) > MOST_PARTS:
        raise Unfit("readers.too_many_parts", n=len(parts), limit=MOST_PARTS)
    _named_once(parts)
    _apart(parts)
    for part in parts:
        if not (is_published and _REACHING_OUT.fullmatch(part.filename)):
            _taken(part, harmless)
    _unpacked(package, parts)
    return package


def _named_once(parts: list[zipfile.ZipInfo]) -> None:
    seen: set[str] = set()
    for part in parts:
        name = part.filename.casefold()
        if name in seen:
            raise Unfit("readers.part_twice", value=part.filename[:80])
        seen.add(name)


def _apart(parts: list[zipfile.ZipInfo]) -> None:
    """Each part lies by itself: parts that share bytes make a small file unpack to a large one."""
    end = 0
    for part in sorted(parts, key=lambda one: one.header_offset):
        if part.header_offset < end:
            raise Unfit("readers.not_a_workbook")
        end = part.header_offset + part.compress_size


def _taken(part: zipfile.ZipInfo, harmless: re.Pattern[str]) -> None:
    name = part.filename
    if part.flag_bits & 0x1:
        raise Unfit("readers.password")
    if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Unfit("readers.not_a_workbook")
    if name.endswith("/") and part.file_size == 0:
        return
    folded = name.casefold()
    for piece, code in _DANGEROUS:
        if piece in folded.removeprefix("xl/"):
            raise Unfit(code, value=name[:80])
    if not harmless.fullmatch(name):
        raise Unfit("readers.unknown_part", value=name[:80])


def _unpacked(package: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> None:
    """Count what each part really becomes; what its head says about its size is not believed."""
    total = 0
    for part in parts:
        size = 0
        for piece in pieces(package, part.filename):
            size += len(piece)
            total += len(piece)
            if total > MOST_UNPACKED:
                raise Unfit("readers.too_large_unpacked", limit=MOST_UNPACKED // MEGABYTE)
            if size > SMALL and size > MOST_RATIO * max(part.compress_size, 1):
                raise Unfit("readers.packed_too_tightly", value=part.filename[:80], limit=MOST_RATIO)


def pieces(package: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """The bytes of a part, a megabyte at a time. Raises Unfit for a part that is damaged."""
    try:
        with package.open(name) as part:
            while piece := part.read(MEGABYTE):
                yield piece
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        raise Unfit("readers.damaged_part", value=name[:80]) from error
    except Exception as error:
        # The unpackers of the standard library raise their own classes (zlib.error, lzma.LZMAError).
        if type(error).__module__ in ("zlib", "_lzma", "lzma", "_bz2"):
            raise Unfit("readers.damaged_part", value=name[:80]) from error
        raise
