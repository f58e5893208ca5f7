"""What is wrong in a city folder, and where."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, order=True, slots=True)
class Mistake:
    """One mistake: the file relative to the folder, the line (1 is the first), and a sentence."""

    file: str
    line: int
    sentence: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.sentence}"


class BrokenFolder(Exception):
    """A city folder that cannot be loaded. ``mistakes`` has all that is wrong with it, sorted by file and line."""

    code = "broken-city-folder"

    def __init__(self, mistakes: list[Mistake]) -> None:
        self.mistakes = sorted(set(mistakes))
        super().__init__("\n".join(map(str, self.mistakes)))


class Mistakes:
    """Collects mistakes while a folder is read."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.found: list[Mistake] = []

    def add(self, file: Path, line: int, sentence: str) -> None:
        self.found.append(Mistake(file.relative_to(self.folder).as_posix(), line, sentence))
