"""The addresses of the web workspace and the files that lie at some of them, for whoever answers there."""

from __future__ import annotations

from waypost.outputs.html.addresses import ADDRESSES, address_of
from waypost.outputs.html.assets import Asset, asset

__all__ = ["ADDRESSES", "Asset", "address_of", "asset"]
