"""Archives of backups: one compressed tar file whose last member says what must be in it."""

import errno
import gzip
import hashlib
import io
import shutil
import tarfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Final

from zenne.core.operations.errors import NotRestorable
from zenne.core.operations.rules.manifests import FILES, Content, Manifest, is_safe

MANIFEST: Final = "manifest.json"
COMPRESSION: Final = 3
NO_ROOM: Final = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
BROKEN = (tarfile.TarError, gzip.BadGzipFile, EOFError, zlib.error, ValueError, KeyError)


class Counted(io.RawIOBase):
    """Reads a file, and knows the checksum and size of what was read."""

    def __init__(self, source: BinaryIO) -> None:
        self.source = source
        self.digest = hashlib.sha256()
        self.size_bytes = 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        block = self.source.read(size)
        self.digest.update(block)
        self.size_bytes += len(block)
        return block

    @property
    def content(self) -> Content:
        return Content(sha256=self.digest.hexdigest(), size_bytes=self.size_bytes)


def files_below(folder: Path) -> Iterator[tuple[str, Path]]:
    """Every uploaded file with its name in the archive."""
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if path.is_file() and not path.is_symlink():
            yield f"{FILES}/{path.relative_to(folder).as_posix()}", path


def write_members(archive: tarfile.TarFile, sources: Iterator[tuple[str, Path]]) -> dict[str, Content]:
    """Add files to an archive and return what was added.

    A file that was taken away since it was listed is left out: whoever does that needs it no more.
    """
    contents = {}
    for name, path in sources:
        with suppress(FileNotFoundError), path.open("rb") as file:
            member = archive.gettarinfo(arcname=name, fileobj=file)
            member.mode, member.uname, member.gname, member.uid, member.gid = 0o600, "", "", 0, 0
            counted = Counted(file)
            archive.addfile(member, counted)
        contents[name] = counted.content
    return contents


def write_manifest(archive: tarfile.TarFile, manifest: Manifest) -> None:
    text = manifest.as_json().encode()
    member = tarfile.TarInfo(MANIFEST)
    member.size, member.mode = len(text), 0o600
    archive.addfile(member, io.BytesIO(text))


def open_for_writing(path: Path) -> tarfile.TarFile:
    return tarfile.open(path, "w:gz", compresslevel=COMPRESSION, format=tarfile.PAX_FORMAT)


def read_archive(path: Path, *, into: Path | None = None) -> Manifest:
    """Read an archive from beginning to end and check every checksum; unpack it into the folder ``into``, if any.

    Raises:
        NotRestorable: it is damaged, incomplete or no backup.
        OSError: it cannot be read, or there is no room to unpack it.
    """
    found: dict[str, Content] = {}
    manifest = None
    try:
        with tarfile.open(path, "r:gz") as archive:
            for member in archive:
                if manifest or not member.isreg() or (member.name != MANIFEST and not is_safe(member.name)):
                    raise NotRestorable(f"{path} is no backup of Zenne: it holds {member.name!r}.")
                source = archive.extractfile(member)
                if member.name == MANIFEST:
                    manifest = Manifest.from_json(source.read() if source else b"")
                elif source:
                    found[member.name] = unpacked(Counted(source), into / member.name if into else None)  # type: ignore[arg-type]
    except BROKEN as error:
        raise NotRestorable(f"{path} is damaged, incomplete or no backup of Zenne.") from error
    if manifest is None:
        raise NotRestorable(f"{path} is incomplete: it does not say what must be in it.")
    compare(path, found=found, expected=manifest.contents)
    return manifest


def unpacked(source: Counted, target: Path | None) -> Content:
    """Read a member to its end, into a file where there is one."""
    if target is None:
        while source.read(1 << 20):
            pass
        return source.content
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("xb") as file:
        shutil.copyfileobj(source, file, 1 << 20)
    return source.content


def compare(path: Path, *, found: Mapping[str, Content], expected: Mapping[str, Content]) -> None:
    """Raises NotRestorable when something is missing, too much or different."""
    wrong = sorted(name for name in {*found, *expected} if found.get(name) != expected.get(name))
    if wrong:
        more = f" and {len(wrong) - 1} more" if len(wrong) > 1 else ""
        raise NotRestorable(f"{path} is damaged: {wrong[0]}{more} is not what was saved.")
