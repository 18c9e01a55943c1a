"""The way to a host: encrypted, to an address on the open network that was looked up once, and nowhere else.

What is looked up is what is connected to, so that a name cannot change its meaning in between; addresses of this
machine and of private networks are refused, in whatever form they are written (security S19).
"""

from __future__ import annotations

import socket
import ssl
from http.client import HTTPConnection, HTTPSConnection
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Final

from waypost.core.errors import Problem, Refused
from waypost.core.say import say

PORT: Final = 443
PATIENCE: Final = 30.0
"""Seconds without a byte after which a connection is given up."""


def secure_connection(host: str) -> HTTPConnection:
    """A connection to a host, not yet opened. Raises Refused where the host is not on the open network."""
    return _Pinned(host, _looked_up(host))


class _Pinned(HTTPSConnection):
    """An encrypted connection to one address of a host, whose certificate must be the host's."""

    def __init__(self, host: str, address: str) -> None:
        self._context_used = ssl.create_default_context()
        super().__init__(host, PORT, timeout=PATIENCE, context=self._context_used)
        self._address = address

    def connect(self) -> None:
        raw = socket.create_connection((self._address, PORT), timeout=PATIENCE)
        self.sock = self._context_used.wrap_socket(raw, server_hostname=self.host)


def _looked_up(host: str) -> str:
    found = [str(row[4][0]) for row in socket.getaddrinfo(host, PORT, type=socket.SOCK_STREAM)]
    if not found or not all(is_open(one) for one in found):
        reason = say("fetch.not_open", host=host)
        raise Refused((Problem(code="fetch.not_open", reason=reason, remedy=say("fetch.not_open.remedy"), value=host),))
    return found[0]


def is_open(address: str) -> bool:
    """Whether an address is on the open network; one that wraps another is what it wraps."""
    found = ip_address(address.partition("%")[0])
    inner = _wrapped(found)
    return is_open(str(inner)) if inner is not None else found.is_global and not found.is_multicast


NAT64: Final = int(IPv6Address("64:ff9b::")) >> 32


def _wrapped(found: IPv4Address | IPv6Address) -> IPv4Address | None:
    if isinstance(found, IPv4Address):
        return None
    if int(found) >> 32 == NAT64:
        return IPv4Address(int(found) & 0xFFFFFFFF)
    return found.ipv4_mapped or found.sixtofour or (found.teredo[1] if found.teredo else None)
