"""Pictures in the line of text: PNG with an alternative text, each kept once in the file however often it is shown."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from waypost.outputs.charts.pictures import Picture
from waypost.outputs.word.markup import NAMESPACES, Markup, emu, tag, w

MEDIA = "media"


@dataclass(slots=True)
class Album:
    """The pictures of one part of the file, by the identifier under which that part knows them.

    `first` is the lowest number of a drawing; numbers are unique in the whole file.
    """

    first: int = 1
    kept: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    shown: int = 0

    def show(self, picture: Picture, *, title: str = "", alt: str = "") -> Markup:
        """A picture in a run; without an alternative text it is decoration, and says so."""
        digest = hashlib.sha256(picture.png).hexdigest()[:16]
        relation, _ = self.kept.setdefault(digest, (f"picture{len(self.kept) + 1}", picture.png))
        number = self.first + self.shown
        self.shown += 1
        return w("r", w("drawing", _inline(picture, relation, number, title, alt)))

    @property
    def relations(self) -> tuple[tuple[str, str], ...]:
        """Identifier and target of each picture, as seen from the folder of the part."""
        return tuple((relation, f"{MEDIA}/{digest}.png") for digest, (relation, _) in self.kept.items())

    @property
    def files(self) -> dict[str, bytes]:
        """The pictures by their place in the file."""
        return {f"word/{MEDIA}/{digest}.png": png for digest, (_, png) in self.kept.items()}


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
