"""One zip archive that holds a whole world. Written and read in blocks, never held in memory as a whole.

Nothing in an archive is believed. It is read to its last byte and compared with its list before anything is written,
and what can't be in an archive of ours (paths that lead elsewhere, links, devices, the same name twice, more bytes than
were declared) is refused. No name or attribute is given to the zip library's own unpacking.
"""

from __future__ import annotations

import os
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import IO

from whoscounting.config.keeping import manifest as lists
from whoscounting.config.keeping.manifest import Kept, Manifest
from whoscounting.lib.actions import Refused

MANIFEST = "manifest.json"
BLOCK = 1024 * 1024
MOST_FILES = 500_000
LARGEST_LIST = 128 * 1024 * 1024  # bytes of our list, and of the archive's own, which are read as a whole
PART = re.compile(r"(?!\.{1,2}$)[^\x00-\x1f\x7f\\/\ud800-\udfff]{1,255}")
LONGEST = 1000
END, END64 = struct.Struct("<4s4H2LH"), struct.Struct("<4sQ2H2L4Q")
LOCATOR_SIZE = 20
METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError, struct.error)
TOO_MANY = "This lists more files than any backup of ours has."
TORN = "This is no whole backup: it was torn, cut short or changed"


class Packing:
    """An archive that is being written."""

    def __init__(self, file: IO[bytes]) -> None:
        # Letters and pictures are packed already and the database is easy to pack, so little effort is enough.
        self._zip = zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1)
        self.files: dict[str, Kept] = {}

    def add(self, name: str, source: IO[bytes]) -> Kept:
        """Copy all that `source` has. Raises Refused for a name that restoring would refuse."""
        if not is_safe(name):
            raise Refused(f"A file has a name that can’t be kept: {name!r}. Rename it.")
        digest, size = sha256(), 0
        with self._zip.open(name, "w", force_zip64=True) as packed:
            while block := source.read(BLOCK):
                digest.update(block)
                size += len(block)
                packed.write(block)
        self.files[name] = Kept(size, digest.hexdigest())
        return self.files[name]

    def finish(self, manifest: Manifest) -> None:
        """The list is the last that is written."""
        self._zip.writestr(MANIFEST, manifest.to_bytes())

    def close(self) -> None:
        self._zip.close()


def check(path: Path) -> Manifest:
    """Read all of it, write nothing, and return its list. Raises Refused if a single byte is not as the list says."""
    with _opened(path) as (archive, manifest):
        for name, kept in manifest.files.items():
            for _ in _blocks(archive, name, kept):
                pass
    return manifest


def unpack(path: Path, manifest: Manifest, create: Callable[[str], IO[bytes]]) -> None:
    """Write every file into what `create` opens for its name. What was checked before is checked again on the way."""
    with _opened(path) as (archive, found):
        if found != manifest:
            raise Refused("The backup was changed while it was being read.")
        for name, kept in manifest.files.items():
            with create(name) as file:
                for block in _blocks(archive, name, kept):
                    file.write(block)


def is_safe(name: str) -> bool:
    """Whether a name can only lead downwards, and means the same everywhere."""
    return len(name) <= LONGEST and all(PART.fullmatch(part) for part in name.split("/"))


@contextmanager
def _opened(path: Path) -> Iterator[tuple[zipfile.ZipFile, Manifest]]:
    try:
        with path.open("rb") as file:
            _check_end(file)
            with zipfile.ZipFile(file) as archive:
                yield archive, _listed(archive)
    except BROKEN as error:
        raise Refused(f"{TORN}.") from error
    except OSError as error:
        raise Refused(f"The backup could not be read, or not unpacked: {error.strerror or error}.") from error


def _check_end(file: IO[bytes]) -> None:
    """Refuse before the zip library makes an object of each of too many files."""
    length = file.seek(0, os.SEEK_END)
    file.seek(max(0, length - END.size - LOCATOR_SIZE - END64.size))
    tail = file.read()
    mark, *_, directory, _, comment = END.unpack(tail[-END.size :])
    if mark != b"PK\5\6" or comment:
        raise Refused(f"{TORN}.")
    behind = END.size
    if tail[-END.size - LOCATOR_SIZE :][:4] == b"PK\6\7":
        directory, behind = END64.unpack(tail[: END64.size])[-2], len(tail)
    if directory > LARGEST_LIST:
        raise Refused(TOO_MANY)
    file.seek(length - behind - directory)
    if file.read(directory).count(b"PK\1\2") > MOST_FILES:
        raise Refused(TOO_MANY)


def _listed(archive: zipfile.ZipFile) -> Manifest:
    """The list, if it names just what is there."""
    members = archive.infolist()
    for member in members:
        _check_member(member)
    names = [member.filename for member in members]
    if len(set(names)) < len(names):
        raise Refused("This backup holds the same name twice, so it is none of ours.")
    if MANIFEST not in names or archive.getinfo(MANIFEST).file_size > LARGEST_LIST:
        raise Refused(lists.UNREADABLE)
    manifest = lists.read(archive.read(MANIFEST))
    if {*manifest.files, MANIFEST} != set(names):
        raise Refused("This backup doesn’t hold just what its list says, so it is damaged or was changed.")
    return manifest


def _check_member(member: zipfile.ZipInfo) -> None:
    kind = stat.S_IFMT(member.external_attr >> 16)
    if not is_safe(member.filename) or member.filename != member.orig_filename:
        raise Refused(
            f"This backup holds a path that leads elsewhere: {member.filename[:200]!r}. Nothing was restored."
        )
    if kind not in {0, stat.S_IFREG} or member.is_dir():
        raise Refused(f"This backup holds something that is no plain file: {member.filename[:200]!r}.")
    if member.compress_type not in METHODS or member.flag_bits & 0x1:
        raise Refused("This backup is packed in a way that ours never are.")


def _blocks(archive: zipfile.ZipFile, name: str, kept: Kept) -> Iterator[bytes]:
    """The bytes of one file, never more than its list says."""
    digest, size = sha256(), 0
    if archive.getinfo(name).file_size != kept.size:
        raise Refused(f"{TORN} ({name} is not as long as its list says).")
    with archive.open(name) as packed:
        while block := packed.read(BLOCK):
            size += len(block)
            if size > kept.size:
                raise Refused(f"{TORN} ({name} is longer than its list says).")
            digest.update(block)
            yield block
    if (size, digest.hexdigest()) != (kept.size, kept.sha256):
        raise Refused(f"{TORN} ({name} is not what was kept).")
