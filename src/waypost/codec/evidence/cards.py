"""The card of a vintage as JSON: what lies beside its tables."""

from __future__ import annotations

import msgspec

from waypost.core.statistics.vintage import Vintage

_READER = msgspec.json.Decoder(Vintage)


def vintage_bytes(vintage: Vintage) -> bytes:
    """The card as a person can read it."""
    return msgspec.json.format(msgspec.json.encode(vintage), indent=1) + b"\n"


def vintage_of(raw: bytes) -> Vintage | None:
    """The vintage of a card; None for what is none."""
    try:
        return _READER.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
