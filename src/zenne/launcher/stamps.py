"""Stamps: how a step knows at the next start that it was finished, and with what."""

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path


def fingerprint(paths: Iterable[Path], *, also: str = "") -> str:
    """The SHA-256 of the names and contents of files; ``also`` is anything else the result depends on."""
    digest = hashlib.sha256(also.encode())
    for path in sorted(paths):
        digest.update(f"\0{path}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def files_below(folder: Path, pattern: str = "*") -> list[Path]:
    """All files below a folder that match, without Python's own caches; empty when there is no such folder."""
    return [path for path in folder.rglob(pattern) if path.is_file() and "__pycache__" not in path.parts]


def is_stamped(stamp: Path, *, with_print: str) -> bool:
    """True when the step behind this stamp was finished with the same fingerprint."""
    try:
        return stamp.read_text() == with_print
    except OSError:
        return False


def write_stamp(stamp: Path, *, with_print: str) -> None:
    """Say that a step is finished; the stamp appears whole or not at all."""
    stamp.parent.mkdir(parents=True, exist_ok=True)
    draft = stamp.with_name(f"{stamp.name}.{os.getpid()}")
    draft.write_text(with_print)
    draft.replace(stamp)
