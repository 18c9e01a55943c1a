"""Templates as Python compiled them, kept where drawings are: compiling them takes as long as filling them.

They are the same for every reader and hold nothing of any brief. A file is named by the hash of its template, of
Jinja and of Python, so that what either would compile otherwise is compiled anew; its folder is the reader's own, as
the folder in which Python keeps its modules is.
"""

from __future__ import annotations

import hashlib
import marshal
import sys
from types import CodeType

import jinja2
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from waypost.outputs.charts.drawing import Drawings


class Compiled(BytecodeCache):
    """Takes compiled templates from where drawings are kept, and puts them there."""

    def __init__(self, kept: Drawings) -> None:
        self._kept = kept

    def load_bytecode(self, bucket: Bucket) -> None:
        """See `BytecodeCache`; what cannot be read is compiled again."""
        found = self._kept.get(_name(bucket))
        if found is None:
            return
        try:
            code = marshal.loads(found)
        except (EOFError, TypeError, ValueError):
            return
        bucket.code = code if isinstance(code, CodeType) else None

    def dump_bytecode(self, bucket: Bucket) -> None:
        """See `BytecodeCache`."""
        self._kept.put(_name(bucket), marshal.dumps(bucket.code))


def _name(bucket: Bucket) -> str:
    makers = f"{jinja2.__version__} {sys.version} {bucket.key} {bucket.checksum}"
    return f"{hashlib.sha256(makers.encode()).hexdigest()}.page"
