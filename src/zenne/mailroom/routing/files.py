"""Models on disk, each version once, and which of them is in use.

A model is arrays and JSON in one ``.npz`` file, and is read without pickle: whatever somebody puts there, nothing of
it is run. A file that does not hold what it should is refused.
"""

import io
import json
import os
import zipfile
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import numpy as np
from django.conf import settings

from zenne.mailroom.routing.meaning import Meaning
from zenne.mailroom.routing.model import Model
from zenne.mailroom.routing.rules.features import VIEWS
from zenne.mailroom.routing.rules.vocabulary import Vocabulary

FORMAT: Final = 1
KEPT_VERSIONS: Final = 5
MOST_BYTES: Final = 1_000_000_000
MEMBERS: Final = {"coefficients.npy", "weights.npy", "about.npy"}
OF_MEANING: Final = {"centre.npy", "meaning.npy"}
"""What a file also holds when an encoder was there."""


class BrokenModel(Exception):
    """A file that holds no model that can be used. ``code`` is stable."""

    code = "mailroom.broken_model"


def folder() -> Path:
    """Where models lie: beside what is backed up, because they can be learned anew."""
    return Path(settings.DATA_FOLDER) / "routing"


def pointer() -> Path:
    """The file that says which versions were in use, the last one being the one that is."""
    return folder() / "live.json"


def used_versions() -> list[str]:
    """The versions that were put to use, the one in use last; none before the first.

    Raises:
        BrokenModel: the file that says so was damaged.
    """
    try:
        said = json.loads(pointer().read_bytes())
    except FileNotFoundError:
        return []
    except ValueError as error:
        raise BrokenModel("live.json is not JSON") from error
    names = said.get("versions") if isinstance(said, dict) else None
    if not isinstance(names, list) or not all(isinstance(each, str) and each.isalnum() for each in names):
        raise BrokenModel("live.json names no versions")
    return names


def keep(model: Model, *, now: datetime) -> str:
    """Write a model; it is not in use by that. Returns its version."""
    content = packed(model)
    version = f"{now:%Y%m%dT%H%M%SZ}{sha256(content).hexdigest()[:8]}"
    folder().mkdir(parents=True, exist_ok=True)
    write(file_of(version), content)
    return version


def use(versions: list[str]) -> None:
    """Put the last of these versions to use; what is older than the last few is deleted."""
    kept = versions[-KEPT_VERSIONS:]
    write(pointer(), json.dumps({"versions": kept}).encode())
    for file in folder().glob("*.npz"):
        if file.stem not in kept:
            file.unlink(missing_ok=True)


def file_of(version: str) -> Path:
    return folder() / f"{version}.npz"


def write(path: Path, content: bytes) -> None:
    """All of it or nothing, whatever dies meanwhile."""
    draft = path.with_suffix(".draft")
    with draft.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def packed(model: Model) -> bytes:
    about: dict[str, Any] = {
        "format": FORMAT,
        "services": model.services,
        "features": model.vocabulary.features,
        "steepness": model.steepness,
        "sure_from": model.sure_from,
        "letters": model.letters,
        "learned_until": model.learned_until.isoformat() if model.learned_until else None,
    }
    arrays: dict[str, Any] = {}
    if model.meaning:
        arrays = {"centre": model.meaning.centre, "meaning": model.meaning.coefficients}
        about["encoder"] = {
            "name": model.meaning.encoder,
            "steepness": model.meaning.steepness,
            "sure_from": model.meaning.sure_from,
        }
    file = io.BytesIO()
    np.savez_compressed(
        file,
        coefficients=model.coefficients,
        weights=model.vocabulary.weights,
        about=np.frombuffer(json.dumps(about, ensure_ascii=False).encode(), dtype=np.uint8),
        **arrays,
    )
    return file.getvalue()


def read(version: str) -> Model:
    """A version.

    Raises:
        BrokenModel: it is not there, or not what was written.
    """
    try:
        with zipfile.ZipFile(file_of(version)) as archive:
            members = {each.filename: each.file_size for each in archive.infolist()}
        if members.keys() not in (MEMBERS, MEMBERS | OF_MEANING) or sum(members.values()) > MOST_BYTES:
            raise BrokenModel(f"{version} holds something else than a model")
        with np.load(file_of(version), allow_pickle=False) as arrays:
            about = json.loads(arrays["about"].tobytes())
            model = unpacked(about, arrays["coefficients"], arrays["weights"])
            return replace(model, meaning=unpacked_meaning(about, arrays)) if "encoder" in about else model
    except (OSError, ValueError, KeyError, TypeError, zipfile.BadZipFile, EOFError) as error:
        raise BrokenModel(f"{version} cannot be read") from error


def unpacked(about: dict[str, Any], coefficients: Any, weights: Any) -> Model:
    features = {view: [str(each) for each in about["features"][view]] for view in VIEWS}
    services = tuple(str(each) for each in about["services"])
    size = sum(map(len, features.values()))
    fits = weights.shape == (size,) and coefficients.shape == (size + 1, len(services)) and about["format"] == FORMAT
    if not (fits and services and np.isfinite(weights).all() and np.isfinite(coefficients).all()):
        raise BrokenModel("the parts of the model do not fit together")
    return Model(
        services=services,
        vocabulary=Vocabulary(features, weights.astype(np.float64)),
        coefficients=coefficients.astype(np.float32),
        steepness=float(about["steepness"]),
        sure_from=None if about["sure_from"] is None else float(about["sure_from"]),
        letters=int(about["letters"]),
        learned_until=datetime.fromisoformat(about["learned_until"]) if about["learned_until"] else None,
    )


def unpacked_meaning(about: dict[str, Any], arrays: Any) -> Meaning:
    said, centre, coefficients = about["encoder"], arrays["centre"], arrays["meaning"]
    fits = centre.ndim == 1 and coefficients.shape == (len(centre) + 1, len(about["services"]))
    if not (fits and np.isfinite(centre).all() and np.isfinite(coefficients).all()):
        raise BrokenModel("the parts of the model do not fit together")
    return Meaning(
        encoder=str(said["name"]),
        centre=centre.astype(np.float32),
        coefficients=coefficients.astype(np.float32),
        steepness=float(said["steepness"]),
        sure_from=None if said["sure_from"] is None else float(said["sure_from"]),
    )
