"""How full a disk is."""

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Final

FULL_FROM: Final = 0.9


@dataclass(frozen=True, slots=True)
class Disk:
    """The disk on which something is."""

    size_bytes: int
    free_bytes: int

    @property
    def used_percent(self) -> int:
        return round((1 - self.free_bytes / self.size_bytes) * 100) if self.size_bytes else 100

    @property
    def is_nearly_full(self) -> bool:
        """Nine tenths are used: what people send could soon no longer be kept."""
        return self.used_percent >= FULL_FROM * 100


def disk_of(folder: Path) -> Disk:
    """The disk of a folder, or of the nearest folder above it that exists."""
    existing = folder
    while not existing.exists():
        existing = existing.parent
    usage = shutil.disk_usage(existing)
    return Disk(size_bytes=usage.total, free_bytes=usage.free)
