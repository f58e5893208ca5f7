"""Signed marks of how far the chain reached, in the database and in a file beside it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.encoding import force_str

from zenne.core.audit.models import AuditCheckpoint
from zenne.core.audit.rules.chain import canonical_moment

SALT: Final = "zenne.core.audit.checkpoint"


@dataclass(frozen=True, slots=True)
class Mark:
    """A checkpoint as it was read: ``at`` is canonical text in UTC."""

    number: int
    hash: str
    at: str
    signature: str

    @property
    def is_genuine(self) -> bool:
        """Whether the secret key of this installation, or one that it had before, signed it."""
        keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
        signed = (signature(number=self.number, hash=self.hash, at=self.at, secret=key) for key in keys)
        return any(constant_time_compare(each, self.signature) for each in signed)


def signature(*, number: int, hash: str, at: str, secret: str | bytes | None = None) -> str:  # noqa: A002 - the chain's word
    """HMAC-SHA256 of a checkpoint with a key derived from the secret key, as 64 hexadecimal digits."""
    key = force_str(settings.SECRET_KEY if secret is None else secret)
    return salted_hmac(SALT, f"{number} {hash} {at}", secret=key, algorithm="sha256").hexdigest()


def checkpoint_file() -> Path:
    """The file in the data folder to which checkpoints are added; copy it to another machine."""
    return Path(settings.DATA_FOLDER) / "audit" / "checkpoints.jsonl"


def all_marks() -> list[Mark]:
    """The checkpoints of the database and of the file."""
    stored = [
        Mark(each.number, each.hash, canonical_moment(each.at), each.signature)
        for each in AuditCheckpoint.objects.all().iterator()
    ]
    return [*stored, *marks_in_file()]


def marks_in_file() -> Iterator[Mark]:
    """The checkpoints of the file; a last line that was cut off by a crash is left out."""
    file = checkpoint_file()
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True) if file.exists() else []
    for line in lines:
        if line.endswith("\n"):
            yield Mark(**_parts(line))


def _parts(line: str) -> dict[str, Any]:
    try:
        parts = json.loads(line)
        return {"number": int(parts["number"]), **{name: str(parts[name]) for name in ("hash", "at", "signature")}}
    except (ValueError, TypeError, KeyError):
        return {"number": 0, "hash": "", "at": "", "signature": ""}
