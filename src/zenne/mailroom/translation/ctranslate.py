"""Models of CTranslate2 on disk, as the conversions of OPUS-MT lay them out: one folder for two languages.

The packages are an extra (``requirements/translator.txt``); they are loaded when somebody first asks for a translation.
"""

import json
import re
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from django.conf import settings

from zenne.mailroom.translation.errors import NotTranslated

PAIR: Final = re.compile(r"([a-z]{2,3})-([a-z]{2,3})")
FILES: Final = ("model.bin", "config.json", "source.spm", "target.spm")
PACKAGES: Final = ("ctranslate2", "sentencepiece")
MOST_MODEL_BYTES: Final = 1_000_000_000
MOST_LOADED: Final = 2
"""Models in the memory of a process; what was not asked for longest goes first."""
MOST_PIECES: Final = 200
"""Of a sentence: models learned from shorter ones, and their memory grows with it."""
FURTHER_PIECES: Final = 10
"""A translation is at most so many pieces longer than twice the sentence: some models never end by themselves."""
BEAM: Final = 2
BEFORE_A_WORD: Final = "\N{LOWER ONE EIGHTH BLOCK}"
TRIED: Final = "a"


class BrokenModel(Exception):
    """A folder that is no usable model; it says why."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A model in memory. ``ends_itself``: it adds the mark of the end of a sentence."""

    translator: Any
    source: Any
    target: Any
    ends_itself: bool


class CTranslate2:
    """The models below ``ZENNE_TRANSLATOR_FOLDER``."""

    def __init__(self) -> None:
        self.loaded: OrderedDict[Path, Loaded] = OrderedDict()

    def pairs(self) -> set[tuple[str, str]]:
        """The folders that are there; none where the packages are not installed."""
        if settings.TRANSLATOR_FOLDER is None or missing_packages():
            return set()
        return {pair for pair, folder in folders_in(settings.TRANSLATOR_FOLDER) if not missing_files(folder)}

    def translate(self, sentences: Sequence[str], *, source: str, target: str) -> list[str]:
        """See ``Engine``."""
        if settings.TRANSLATOR_FOLDER is None:
            raise NotTranslated("no-model")
        try:
            return translated_by(self.model_in(settings.TRANSLATOR_FOLDER / f"{source}-{target}"), sentences)
        except BrokenModel as error:
            raise NotTranslated("broken-model") from error

    def model_in(self, folder: Path) -> Loaded:
        if folder not in self.loaded:
            while len(self.loaded) >= MOST_LOADED:
                self.loaded.popitem(last=False)
            self.loaded[folder] = load(folder)
        self.loaded.move_to_end(folder)
        return self.loaded[folder]


def missing_packages() -> list[str]:
    """Those of the extra that are not installed."""
    return [each for each in PACKAGES if find_spec(each) is None]


def folders_in(folder: Path) -> Iterator[tuple[tuple[str, str], Path]]:
    """The folders that are named after two languages."""
    if not folder.is_dir():
        return
    for each in sorted(folder.iterdir()):
        if (named := PAIR.fullmatch(each.name)) and each.is_dir():
            yield (named[1], named[2]), each


def missing_files(folder: Path) -> list[str]:
    return [each for each in FILES if not (folder / each).is_file()]


def load(folder: Path) -> Loaded:
    """Read a model.

    Raises:
        BrokenModel: a file is missing, too large, or not what it should be.
    """
    if missing := missing_files(folder):
        raise BrokenModel(f"lacks {', '.join(missing)}")
    if (folder / "model.bin").stat().st_size > MOST_MODEL_BYTES:
        raise BrokenModel(f"has a model of more than {MOST_MODEL_BYTES // 1_000_000} MB")
    processor = import_module("sentencepiece").SentencePieceProcessor
    try:
        ends_itself = json.loads((folder / "config.json").read_text(encoding="utf-8")).get("add_source_eos", False)
        source, target = (processor(model_file=str(folder / name)) for name in FILES[2:])
        translator = import_module("ctranslate2").Translator(
            str(folder), device="cpu", compute_type="auto", inter_threads=1, intra_threads=1
        )
    except Exception as error:  # files of others: whatever the libraries make of them
        raise BrokenModel(f"cannot be loaded: {first_line(error)}") from error
    return Loaded(translator, source, target, bool(ends_itself))


def translated_by(model: Loaded, sentences: Sequence[str]) -> list[str]:
    """Each sentence in the other language; one of very many pieces is translated in parts, so that nothing is lost."""
    end = [] if model.ends_itself else ["</s>"]
    parts = [list(in_parts(pieces)) for pieces in model.source.encode(list(sentences), out_type=str)]
    longest = max(len(part) for each in parts for part in each)
    try:
        found = model.translator.translate_batch(
            [[*part, *end] for each in parts for part in each],
            beam_size=BEAM,
            max_decoding_length=2 * longest + FURTHER_PIECES,
            replace_unknowns=True,
        )
    except Exception as error:
        raise BrokenModel(f"cannot translate: {first_line(error)}") from error
    # A word that neither language knows comes back with the mark that sentencepiece sets before each word.
    said = iter(model.target.decode(each.hypotheses[0]).replace(BEFORE_A_WORD, " ").strip() for each in found)
    return [" ".join(next(said) for _ in each) for each in parts]


def in_parts(pieces: Sequence[str]) -> Iterator[Sequence[str]]:
    for begin in range(0, max(len(pieces), 1), MOST_PIECES):
        yield pieces[begin : begin + MOST_PIECES]


def first_line(error: BaseException) -> str:
    return next(iter(str(error).splitlines()), type(error).__name__)


def problem_of(folder: Path) -> str:
    """What is wrong with a folder, found out by translating one letter; empty: nothing."""
    try:
        translated_by(load(folder), [TRIED])
    except BrokenModel as error:
        return str(error)
    return ""
