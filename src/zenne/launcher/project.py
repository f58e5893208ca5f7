"""Where things are: the folders of one clone of Zenne."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Project:
    """One clone. ``data`` holds the database and the compiled assets; everything else hangs under ``root``."""

    root: Path
    data: Path

    @classmethod
    def at(cls, root: str | Path, *, variables: Mapping[str, str]) -> "Project":
        """The clone in a folder; ZENNE_DATA_FOLDER among the variables moves its data elsewhere."""
        folder = Path(root).resolve()
        return cls(root=folder, data=Path(variables.get("ZENNE_DATA_FOLDER") or folder / "var").resolve())

    @property
    def source(self) -> Path:
        return self.root / "src" / "zenne"

    @property
    def var(self) -> Path:
        return self.root / "var"

    @property
    def assets(self) -> Path:
        return self.data / "assets"

    @property
    def environment(self) -> Path:
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        return self.environment / "bin" / "python"

    @property
    def node_modules(self) -> Path:
        return self.root / "node_modules"

    @property
    def log(self) -> Path:
        return self.var / "log"

    @property
    def setup_log(self) -> Path:
        return self.log / "setup.log"

    @property
    def server_log(self) -> Path:
        return self.log / "server.log"

    @property
    def workers_log(self) -> Path:
        return self.log / "workers.log"

    @property
    def live_log(self) -> Path:
        return self.log / "live.log"

    @property
    def morning_log(self) -> Path:
        return self.log / "morning.log"

    @property
    def post_log(self) -> Path:
        return self.log / "post.log"

    def shown(self, path: Path) -> str:
        """A path as a person in the project folder would type it."""
        return str(path.relative_to(self.root)) if path.is_relative_to(self.root) else str(path)
