"""What was learned is put to use only when it is no worse, and can be taken back."""

import io
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from zenne.core.access.public import SYSTEM
from zenne.core.audit.public import AuditRecord
from zenne.mailroom.routing import examples
from zenne.mailroom.routing.actions import learn_routing as learning
from zenne.mailroom.routing.actions.learn_routing import Learned, learn_routing
from zenne.mailroom.routing.examples import Example
from zenne.mailroom.routing.files import keep, pointer, use, used_versions
from zenne.mailroom.routing.public import live_model, register_letters, route
from zenne.mailroom.routing.tests.builders import WORDS, make_letters
from zenne.mailroom.routing.training import learned_model

NOW = datetime(2026, 11, 28, 2, tzinfo=UTC)
LETTERS: list[Example] = []


@pytest.fixture(autouse=True)
def city_with_letters(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A data folder of its own, and a catalogue that has the services of the letters only."""
    settings.DATA_FOLDER = tmp_path
    monkeypatch.setattr(examples, "SOURCES", [])
    register_letters(lambda: LETTERS)
    texts = [Example(words, "", "nl", service, None) for service, words in WORDS.items()]
    monkeypatch.setattr(learning, "catalogue_examples", lambda: texts)
    monkeypatch.setattr(learning, "known_letters", lambda: sorted(LETTERS, key=lambda each: each.at or NOW))
    yield
    LETTERS.clear()


def learn(day: int = 0) -> Learned:
    learned = learn_routing(asker=SYSTEM, now=NOW + timedelta(days=day))
    assert learned
    return learned


@pytest.mark.django_db
def test_before_the_first_letter_the_words_of_the_catalogue_are_known() -> None:
    assert route(subject="", text="Mijn paspoort").best == ()

    learned = learn()

    routing = route(subject="", text="Mijn paspoort")
    assert learned.letters == 0
    assert (routing.service, routing.best[0].service) == (None, "passport")
    assert routing.best[0].words == ("paspoort",)


@pytest.mark.django_db
def test_letters_that_were_answered_teach_more_and_the_newest_are_held_out() -> None:
    learn()
    LETTERS.extend(make_letters(200))

    learned = learn(1)

    model = live_model()
    assert (learned.letters, learned.compared, learned.right) == (180, 20, 1.0)
    assert model
    assert model.letters == 180
    assert model.sure_from is not None
    assert used_versions()[-1] == learned.version


@pytest.mark.django_db
def test_what_is_worse_on_letters_that_were_held_out_is_never_used() -> None:
    LETTERS.extend(make_letters(120))
    before = learn().version
    names = list(WORDS)
    turned = {name: names[(place + 1) % len(names)] for place, name in enumerate(names)}
    newest = len(LETTERS) - 20
    LETTERS[:newest] = [replace(each, service=turned[each.service]) for each in LETTERS[:newest]]

    learned = learn(1)

    assert learned.version is None
    assert learned.right < learned.right_before
    assert used_versions() == [before]


@pytest.mark.django_db
def test_a_model_that_knows_letters_is_not_replaced_by_one_that_knows_none() -> None:
    LETTERS.extend(make_letters(120))
    before = learn().version
    LETTERS.clear()

    assert learn(1).version is None
    assert used_versions() == [before]


@pytest.mark.django_db
def test_each_learning_is_recorded_with_what_it_was_measured_by() -> None:
    LETTERS.extend(make_letters(120))

    learned = learn()

    written = AuditRecord.objects.get(action="letters.learn-routing")
    assert (written.thing, written.asker_key) == ("routing", "system")
    assert learned.version
    assert learned.version in str(written.details)


def said(*arguments: str) -> dict[str, Any]:
    out = io.StringIO()
    call_command("mail", *arguments, stdout=out)
    read: dict[str, Any] = json.loads(out.getvalue())
    return read


@pytest.mark.django_db
def test_the_command_line_learns_shows_and_takes_back() -> None:
    assert said("routing") == {"versions": []}
    with pytest.raises(CommandError, match="no version before"):
        said("routing", "--take-back")
    first = said("routing", "--learn")["versions"]
    older = keep(learned_model(make_letters(12)), now=NOW - timedelta(days=9))
    use([older, *first])

    after = said("routing", "--take-back")

    assert (after["versions"], after["letters"]) == ([older], 12)
    assert AuditRecord.objects.filter(action="letters.take-back-routing").count() == 1


@pytest.mark.django_db
def test_a_damaged_list_of_versions_is_said_and_mended_by_learning() -> None:
    pointer().parent.mkdir(parents=True)
    pointer().write_text("[]")
    with pytest.raises(CommandError, match="damaged"):
        said("routing")

    assert len(said("routing", "--learn")["versions"]) == 1
