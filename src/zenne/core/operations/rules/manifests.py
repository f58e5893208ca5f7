"""What a backup says about itself, and whether it can be restored here."""

import json
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from pathlib import PurePosixPath
from typing import Any, Final

FORMAT: Final = 1
DATABASE: Final = "database"
FILES: Final = "files"


@dataclass(frozen=True, slots=True)
class Content:
    """One file of an archive."""

    sha256: str
    size_bytes: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """The last file of an archive, ``manifest.json``.

    Attributes:
        version: of the software that made it.
        engine: ``sqlite`` or ``postgresql``.
        made_at: the moment, ISO 8601 in UTC.
        migrations: the steps that had been applied to the tables, ``search.0002_full_text``.
        contents: ``database``, and each uploaded file under ``files/``.
    """

    version: str
    engine: str
    made_at: str
    migrations: tuple[str, ...]
    contents: Mapping[str, Content]

    def as_json(self) -> str:
        return json.dumps({"format": FORMAT, **asdict(self)}, indent=1, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str | bytes) -> "Manifest":
        """Read what ``as_json`` wrote. Raises ValueError when it is something else."""
        try:
            read: dict[str, Any] = json.loads(text)
            if read.pop("format") != FORMAT:
                raise ValueError("another format of backups")
            read["contents"] = {name: Content(**content) for name, content in read["contents"].items()}
            read["migrations"] = tuple(read["migrations"])
            return cls(**read)
        except (TypeError, KeyError, AttributeError) as error:
            raise ValueError("no manifest of a backup") from error


def reason_against(manifest: Manifest, *, version: str, engine: str, migrations: Collection[str]) -> str:
    """Why an archive cannot be restored into an installation; empty when it can.

    ``migrations``: all steps that the installation knows, applied or not.
    """
    if manifest.engine != engine:
        return f"It holds a database of {manifest.engine}, and this installation has {engine}."
    unknown = set(manifest.migrations) - set(migrations)
    if unknown or numbers(manifest.version) > numbers(version):
        return f"It was made by a newer version, {manifest.version}, and this is {version}. Install that version first."
    if DATABASE not in manifest.contents:
        return "It holds no database."
    return ""


def numbers(version: str) -> tuple[int, ...]:
    """``0.10.2`` as numbers that can be compared."""
    return tuple(int(part) for part in version.split(".") if part.isdecimal())


def is_safe(name: str) -> bool:
    """Whether a name in an archive is the database or a file below ``files/`` that leads nowhere else."""
    path = PurePosixPath(name)
    below_files = len(path.parts) > 1 and path.parts[0] == FILES and ".." not in path.parts
    return name == DATABASE or (below_files and str(path) == name and "\\" not in name and "\0" not in name)
