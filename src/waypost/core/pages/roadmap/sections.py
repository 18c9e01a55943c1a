"""Pages of a roadmap that are a section of the brief as it stands: objectives, balance, review."""

from __future__ import annotations

from itertools import pairwise

from waypost.core.analysis.analysis import Analysis
from waypost.core.brief.sections.balance import balance_blocks
from waypost.core.brief.sections.objectives import objectives_blocks
from waypost.core.brief.sections.review import review_blocks
from waypost.core.brief.tree import Block, Heading
from waypost.core.pages.page import Page, PageBlock, Part, Query
from waypost.core.pages.roadmap.heading import roadmap_page
from waypost.core.review.finding import Finding
from waypost.core.roadmap.view import View


def parted(blocks: tuple[Block, ...]) -> tuple[PageBlock, ...]:
    """A section of paper as parts of a page: each heading begins one, what stands before the first stands alone."""
    found: list[PageBlock] = []
    heads = [place for place, one in enumerate(blocks) if isinstance(one, Heading)]
    for start, end in pairwise((*heads, len(blocks))):
        head = blocks[start]
        if isinstance(head, Heading):
            name = f"part-{len(found) + 1}"
            found.append(Part(name=name, title=head.say, aside=head.aside, blocks=blocks[start + 1 : end]))
    return (*blocks[: heads[0] if heads else len(blocks)], *found)


def objectives_page(now: Analysis, *, shared: View | None = None, keep: Query = ()) -> Page:
    """Objectives and indicators: baseline, value, target with the old one beside the new, how far."""
    return roadmap_page(now, "objectives", objectives_blocks(now), shared=shared, keep=keep)


def balance_page(now: Analysis, *, shared: View | None = None, keep: Query = ()) -> Page:
    """Balance by domain and side, what each side asks for, what is given in return, wider relations."""
    return roadmap_page(now, "balance", parted(balance_blocks(now)), shared=shared, keep=keep)


def review_page(now: Analysis, findings: tuple[Finding, ...], *, shared: View | None = None, keep: Query = ()) -> Page:
    """What must and should be fixed, worst first; each rule leads to its page."""
    return roadmap_page(now, "review", parted(review_blocks(findings)), shared=shared, keep=keep)
