"""A file, or a folder, that appears whole or not at all, and never in the place of another.

The bytes go to a hidden file in the same folder, are forced to the disk, and get their name in one step that fails when
the name is taken. Whatever stops the program in between (Ctrl-C, a kill, a power cut) leaves the folder as it was, but
for a hidden file that the next writing removes.
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

try:
    import fcntl
except ImportError:  # pragma: no cover - a system without file locks: hidden files of a stopped writing stay
    fcntl = None  # type: ignore[assignment]

PART: Final = ".part"


class Taken(Exception):
    """The name is taken; nothing was written."""


def place(path: Path, raw: bytes) -> None:
    """Write a new file, making its folder where there is none. Raises Taken when the name exists."""
    folder = path.parent
    _make(folder)
    with alone(folder) as sole:
        if sole:
            _sweep(folder)
        part = folder / f".{path.name}.{secrets.token_hex(8)}{PART}"
        try:
            _write(part, raw)
            _name(part, path)
        finally:
            with suppress(FileNotFoundError):
                part.unlink()
        settle(folder)


@contextmanager
def growing(folder: Path) -> Iterator[Path]:
    """A hidden folder to write into, which gets the name of `folder` when the block ends well, and else is gone, with
    the folders that had to be made around it.

    What a killed program has left beside it is removed by the next one. Raises Taken when the name is taken at the
    end by anything but an empty folder.
    """
    made = [one for one in folder.parents if not one.exists()]
    _make(folder.parent)
    for part in folder.parent.glob(f".{folder.name}.*{PART}"):
        clear(part)
    part = folder.parent / f".{folder.name}.{secrets.token_hex(8)}{PART}"
    whole = part / folder.name
    try:
        whole.mkdir(parents=True)
        # The lock is on the folder around it: whoever places a file in it takes that one's own.
        with alone(part):
            yield whole
            try:
                whole.rename(folder)
            except OSError:
                raise Taken from None
        settle(folder.parent)
    finally:
        shutil.rmtree(part, ignore_errors=True)
        with suppress(OSError):
            # Nearest first; one in which something stands stays, and so do those around it.
            for one in made:
                one.rmdir()


def clear_stopped(folder: Path) -> None:
    """Remove the hidden folders of writings into `folder` that were stopped; those that are going on stay."""
    for part in folder.glob(f".*{PART}"):
        clear(part)


def clear(part: Path) -> None:
    """Remove a hidden folder in which nobody is writing: whoever writes holds its lock."""
    if not part.is_dir():
        return
    handle = os.open(part, os.O_RDONLY)
    try:
        if fcntl is not None:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(part, ignore_errors=True)
    except BlockingIOError:
        pass
    finally:
        os.close(handle)


def _make(folder: Path) -> None:
    if folder.is_dir():
        return
    _make(folder.parent)
    with suppress(FileExistsError):
        folder.mkdir()
    settle(folder.parent)


def _write(part: Path, raw: bytes) -> None:
    with part.open("xb") as file:
        file.write(raw)
        file.flush()
        os.fsync(file.fileno())


def _name(part: Path, path: Path) -> None:
    """Give the file its name; a second name is one step, and fails where the name is taken."""
    try:
        os.link(part, path)
    except FileExistsError:
        raise Taken from None
    except OSError:
        # A disk that knows no second names; the lock keeps other writers of ours away meanwhile.
        if path.exists():
            raise Taken from None
        part.rename(path)


def settle(folder: Path) -> None:
    """Force the names in a folder to the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def alone(folder: Path) -> Iterator[bool]:
    """Hold the folder's lock; the system lets go of it when the program ends, however it ends."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        if fcntl is not None:
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield fcntl is not None
    finally:
        os.close(handle)


def _sweep(folder: Path) -> None:
    """Remove what writings that were stopped have left; with the lock held nobody is writing."""
    for part in folder.glob(f".*{PART}"):
        with suppress(FileNotFoundError):
            part.unlink()
