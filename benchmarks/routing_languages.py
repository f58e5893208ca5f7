"""Is the service of a text guessed in a language of which nothing was learned? On the catalogue of Brussels.

What the catalogue says about its services in the other languages is learned from; names with a summary, and synonyms
of one to five words, are guessed. It is how somebody writes who speaks a language that no letter had before.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import yaml

from zenne.mailroom.routing.encoding import Encoder
from zenne.mailroom.routing.evaluation import evaluated
from zenne.mailroom.routing.public import Example
from zenne.mailroom.routing.training import learned_model

SERVICES: Final = Path(__file__).resolve().parents[1] / "cities" / "brussels" / "services"
LANGUAGES: Final = ("nl", "fr", "en", "de")


def texts() -> Iterator[tuple[str, Example]]:
    """What each service says about itself in each language, with what kind of text it is."""
    for folder in sorted(SERVICES.iterdir()):
        for language in LANGUAGES:
            if (file := folder / f"{language}.yaml").exists():
                said = yaml.safe_load(file.read_text(encoding="utf-8"))
                yield from texts_of(said, language=language, service=folder.name)


def texts_of(said: Mapping[str, Any], *, language: str, service: str) -> Iterator[tuple[str, Example]]:
    """As ``examples_of`` in the product makes them from the database."""
    name, summary = said["name"], said.get("summary", "")
    rest = [
        summary,
        said.get("description", ""),
        *said.get("requirements", {}).values(),
        *said.get("outputs", {}).values(),
    ]
    yield "whole", Example(name, "\n".join(rest), language, service, None)
    yield "summary", Example(name, summary, language, service, None)
    for synonym in said.get("synonyms", ()):
        yield "synonym", Example(synonym, "", language, service, None)


def other_languages(encoder: Encoder | None) -> None:
    """Print it, language by language, by words alone and with the encoder."""
    known = list(texts())
    print("\n| of which nothing was learned | text | texts | by words: first, among three | by meaning too |")
    print("|---|---|---|---|---|")
    for language in LANGUAGES:
        model = learned_model([each for _, each in known if each.language != language], encoder=encoder)
        for kind in ("summary", "synonym"):
            asked = [each for one, each in known if one == kind and each.language == language]
            found = [evaluated(model, asked, encoder=by) for by in (None, encoder)]
            shares = " | ".join(f"{each.accuracy:.1%}, {each.top_3:.1%}" for each in found)
            print(f"| {language} | {kind} | {len(asked)} | {shares} |")
