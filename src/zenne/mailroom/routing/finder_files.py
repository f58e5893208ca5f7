"""Finders of passages on disk: arrays and JSON, each version in a file of its own, read without pickle, like models."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any, Final

import numpy as np
import scipy  # its parts are loaded when first used: most processes never do

from zenne.mailroom.routing.bilingual import Projection, Space
from zenne.mailroom.routing.files import MOST_BYTES, BrokenModel, folder, write
from zenne.mailroom.routing.finding import Finder
from zenne.mailroom.routing.rules.features import VIEWS
from zenne.mailroom.routing.rules.vocabulary import Vocabulary

FORMAT: Final = 1
KEPT_VERSIONS: Final = 3
NUMBER: Final = "{:08d}.npz"


def versions() -> list[Path]:
    """The versions that are kept, the newest last; none before the first."""
    return sorted((folder() / "passages").glob("*.npz"))


def keep_finder(finder: Finder) -> None:
    """Write it as the newest version, which is the one in use; what is older than the last few is deleted."""
    (folder() / "passages").mkdir(parents=True, exist_ok=True)
    kept = versions()
    number = int(kept[-1].stem) + 1 if kept else 1
    write(folder() / "passages" / NUMBER.format(number), packed(finder))
    for old in versions()[:-KEPT_VERSIONS]:
        old.unlink(missing_ok=True)


def packed(finder: Finder) -> bytes:
    spaces, ways = finder.projection.spaces, list(finder.projection.ways)
    about = {
        "format": FORMAT,
        "keys": list(finder.keys),
        "languages": list(finder.languages),
        "features": finder.vocabulary.features,
        "words": {language: list(space.words) for language, space in spaces.items()},
        "ways": ways,
    }
    arrays: dict[str, Any] = {
        "about": np.frombuffer(json.dumps(about, ensure_ascii=False).encode(), dtype=np.uint8),
        "weights": finder.vocabulary.weights,
        "values": finder.matrix.data,
        "places": finder.matrix.indices,
        "ends": finder.matrix.indptr,
        "positions": finder.positions,
    }
    for language, space in spaces.items():
        arrays |= {f"weights_{language}": space.weights, f"axes_{language}": space.axes}
    arrays |= {f"way_{begin}_{end}": finder.projection.ways[begin, end] for begin, end in ways}
    file = io.BytesIO()
    np.savez_compressed(file, allow_pickle=False, **arrays)
    return file.getvalue()


def read_finder(path: Path) -> Finder:
    """A version.

    Raises:
        BrokenModel: it is not there, or not what was written.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(each.file_size for each in archive.infolist()) > MOST_BYTES:
                raise BrokenModel("the passages are larger than they can be")
        with np.load(path, allow_pickle=False) as arrays:
            return unpacked(json.loads(arrays["about"].tobytes()), arrays)
    except (OSError, ValueError, KeyError, TypeError, zipfile.BadZipFile, EOFError) as error:
        raise BrokenModel("the passages cannot be read") from error


def unpacked(about: dict[str, Any], arrays: Any) -> Finder:
    vocabulary = Vocabulary({view: list(map(str, about["features"][view])) for view in VIEWS}, arrays["weights"])
    keys, languages = list(map(str, about["keys"])), list(map(str, about["languages"]))
    shape = (len(keys), vocabulary.size)
    matrix = scipy.sparse.csr_array((arrays["values"], arrays["places"], arrays["ends"]), shape=shape)
    matrix.check_format(full_check=True)
    spaces = {
        language: Space(list(map(str, words)), arrays[f"weights_{language}"], arrays[f"axes_{language}"])
        for language, words in about["words"].items()
    }
    ways = {(begin, end): arrays[f"way_{begin}_{end}"] for begin, end in about["ways"]}
    finder = Finder(keys, languages, vocabulary, matrix, arrays["positions"], Projection(spaces, ways))
    if about["format"] != FORMAT or not fits(finder):
        raise BrokenModel("the parts of the passages do not fit together")
    return finder


def fits(finder: Finder) -> bool:
    """Whether everything has the shape that goes with the rest."""
    spaces = finder.projection.spaces
    widths = {language: space.axes.shape[1] for language, space in spaces.items()}
    return (
        len(finder.keys) == len(finder.languages) == len(finder.positions)
        and sum(map(len, finder.vocabulary.features.values())) == finder.vocabulary.size
        and max(widths.values(), default=1) == finder.positions.shape[1]
        and all(len(space.words) == len(space.weights) == len(space.axes) for space in spaces.values())
        and all(way.shape == (widths[a], widths[b]) for (a, b), way in finder.projection.ways.items())
    )
