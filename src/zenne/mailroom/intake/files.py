"""Files that come with what somebody fills in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import PurePath
from typing import Any, Final
from uuid import UUID

from django import forms
from django.core.files.uploadedfile import UploadedFile

from zenne.mailroom.intake.errors import LetterRefused

MOST_FILES: Final = 5
LARGEST_FILE_BYTES: Final = 10 * 1024 * 1024
LARGEST_TOGETHER_BYTES: Final = 15 * 1024 * 1024
"""Less than the proxy takes, so that whoever sends more reads a sentence of ours."""
LONGEST_FILE_NAME: Final = 150
NO_NAME: Final = "file"


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file with the name that its sender gave it."""

    name: str
    content: bytes = field(repr=False)


class SeveralFiles(forms.ClearableFileInput):
    """A field in which several files are chosen at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files, or none; how many and how large they may be says ``check_files``."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> "tuple[UploadedFile[Any], ...]":
        """The files that were chosen."""
        return tuple(each for each in data or () if isinstance(each, UploadedFile))


def sent_files(uploaded: "Iterable[UploadedFile[Any]]") -> tuple[SentFile, ...]:
    """What was uploaded. It is in memory only once its size is known. Raises what ``check_sizes`` raises."""
    chosen = list(uploaded)
    check_sizes([each.size or 0 for each in chosen])
    return tuple(SentFile(each.name or NO_NAME, each.read()) for each in chosen)


def check_sizes(sizes: Sequence[int]) -> None:
    """Raises LetterRefused: ``too-many-files``, ``file-too-large``, ``files-too-large`` or ``empty-file``."""
    if len(sizes) > MOST_FILES:
        raise LetterRefused("too-many-files")
    if any(size > LARGEST_FILE_BYTES for size in sizes):
        raise LetterRefused("file-too-large")
    if sum(sizes) > LARGEST_TOGETHER_BYTES:
        raise LetterRefused("files-too-large")
    if not all(sizes):
        raise LetterRefused("empty-file")


def attach(message: EmailMessage, files: Sequence[SentFile], *, key: UUID) -> None:
    """Put files into a message. What they are is said by their bytes, so nothing is believed of what is claimed."""
    for each in files:
        message.add_attachment(
            each.content, maintype="application", subtype="octet-stream", filename=plain_name(each.name)
        )
    if files:  # drawn by lot otherwise, and a letter that is sent twice would be two
        message.set_boundary(f"form-{key.hex}")


def plain_name(name: str) -> str:
    """The name of a file without folders, on one line, and not longer than people read."""
    written = PurePath(name.replace("\\", "/")).name
    shown = " ".join("".join(each if each.isprintable() else " " for each in written).split())
    stem, dot, ending = shown.rpartition(".")
    kept = f"{stem[: LONGEST_FILE_NAME - len(ending) - 1]}{dot}{ending}" if dot and len(ending) < 20 else shown
    return kept[:LONGEST_FILE_NAME] or NO_NAME
