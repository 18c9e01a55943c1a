"""Pictures in the line of text: PNG with an alternative text, each kept once in the file however often it is shown."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace

from waypost.outputs.charts.pictures import Picture
from waypost.outputs.word.markup import NAMESPACES, Markup, el, emu, tag

MEDIA = "media"


@dataclass(slots=True)
class Album:
    """The pictures of one part of the file, by the identifier under which that part knows them.

    `first` is the lowest number of a drawing; numbers are unique in the whole file.
    """

    first: int = 1
    kept: dict[str, tuple[str, str, bytes]] = field(default_factory=dict)
    """By the hash of a picture its identifier, the ending of its name, its bytes."""
    shown: int = 0

    def show(self, picture: Picture, *, title: str = "", alt: str = "", room: float | None = None) -> Markup:
        """A picture in a run, no wider than `room` points; one without an alternative text says it is decoration."""
        if room is not None and picture.width > room:
            picture = replace(picture, width=room, height=picture.height * room / picture.width)
        digest = digest_of(picture.png)
        relation, _, _ = self.kept.setdefault(digest, (f"picture{len(self.kept) + 1}", "png", picture.png))
        number = self.first + self.shown
        self.shown += 1
        return el("r", el("drawing", _inline(picture, relation, number, title, alt)))

    def keep(self, identifier: str, ending: str, data: bytes) -> None:
        """A picture of somebody else's, which a block of theirs shows by this identifier."""
        self.kept[f"{digest_of(data)}-{identifier}"] = (identifier, ending, data)

    @property
    def relations(self) -> tuple[tuple[str, str], ...]:
        """Identifier and target of each picture, as seen from the folder of the part."""
        return tuple((one, f"{MEDIA}/{name[:16]}.{ending}") for name, (one, ending, _) in self.kept.items())

    @property
    def files(self) -> dict[str, bytes]:
        """The pictures by their place in the file."""
        return {f"word/{MEDIA}/{name[:16]}.{ending}": data for name, (_, ending, data) in self.kept.items()}


def digest_of(data: bytes) -> str:
    """The name of a picture in the file, from what it shows."""
    return hashlib.sha256(data).hexdigest()[:16]


DECORATIVE = "http://schemas.microsoft.com/office/drawing/2017/decorative"


def _inline(picture: Picture, relation: str, number: int, title: str, alt: str) -> Markup:
    wide, high = emu(picture.width), emu(picture.height)
    known: dict[str, str | int] = {"id": number, "name": f"Picture {number}"}
    if alt:
        known["descr"] = alt
    if title:
        known["title"] = title
    marks = () if alt or title else (_decoration(),)
    return tag(
        "wp:inline",
        {"distT": 0, "distB": 0, "distL": 0, "distR": 0},
        tag("wp:extent", {"cx": wide, "cy": high}),
        tag("wp:docPr", known, *marks),
        tag("wp:cNvGraphicFramePr", {}, tag("a:graphicFrameLocks", {"noChangeAspect": 1})),
        tag(
            "a:graphic",
            {},
            tag("a:graphicData", {"uri": NAMESPACES["pic"]}, _picture(relation, number, wide, high)),
        ),
    )


def _picture(relation: str, number: int, wide: int, high: int) -> Markup:
    return tag(
        "pic:pic",
        {},
        tag(
            "pic:nvPicPr",
            {},
            tag("pic:cNvPr", {"id": number, "name": f"Picture {number}"}),
            tag("pic:cNvPicPr", {}),
        ),
        tag(
            "pic:blipFill",
            {},
            tag("a:blip", {"r:embed": relation}),
            tag("a:stretch", {}, tag("a:fillRect", {})),
        ),
        tag(
            "pic:spPr",
            {},
            tag("a:xfrm", {}, tag("a:off", {"x": 0, "y": 0}), tag("a:ext", {"cx": wide, "cy": high})),
            tag("a:prstGeom", {"prst": "rect"}, tag("a:avLst", {})),
        ),
    )


def _decoration() -> Markup:
    mark = tag("adec:decorative", {"xmlns:adec": DECORATIVE, "val": 1})
    return tag("a:extLst", {}, tag("a:ext", {"uri": "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"}, mark))
