"""One organisation element of IATI as a value."""

from __future__ import annotations

from collections.abc import Iterator

from waypost.core.aid.activity import Place
from waypost.core.aid.organisation import AidOrganisation, Purpose, Purse, Yearly
from waypost.readers.iati.reading import Node, Reading, attribute, language_of


def organisation_of(node: Node, reading: Reading) -> AidOrganisation:
    """The organisation; what cannot be read of it is reported and left out, sum by sum."""
    return AidOrganisation(
        identifier=reading.identifier,
        line=node.sourceline or 0,
        name=reading.texts(node.find("name")),
        language=language_of(node),
        currency=reading.currency,
        reporter=reading.organisation(node.find("reporting-org")),
        sums=tuple(_sums(node, reading)),
        links=reading.links(node),
    )


def _sums(node: Node, reading: Reading) -> Iterator[Yearly]:
    for purse in Purse:
        for one in node.iterfind(purse.value):
            amount = reading.amount(one)
            if amount:
                yield Yearly(
                    purse=purse,
                    amount=amount,
                    line=one.sourceline or 0,
                    status=attribute(one, "status"),
                    first=reading.day(one.find("period-start")),
                    last=reading.day(one.find("period-end")),
                    place=_place(one, reading),
                    receiver=reading.organisation(one.find("recipient-org")),
                    lines=tuple(_lines(one, reading)),
                )


def _place(node: Node, reading: Reading) -> Place | None:
    places = (*reading.places(node, "recipient-country"), *reading.places(node, "recipient-region"))
    return places[0] if places else None


def _lines(node: Node, reading: Reading) -> Iterator[Purpose]:
    for tag in ("budget-line", "expense-line"):
        for one in node.iterfind(tag):
            amount = reading.amount(one)
            if amount:
                yield Purpose(amount=amount, ref=attribute(one, "ref"), name=reading.texts(one))
