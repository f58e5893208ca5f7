"""The rules of texts: where they stand, when a translation is old, and how two versions are brought together."""

from dataclasses import dataclass
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from zenne.catalogue.rules.merging import Choice, Origin, Stored, Typed, digest_of, lasting_rival, merge
from zenne.catalogue.rules.parts import Requirement
from zenne.catalogue.rules.text_checks import Fault, TextRule, fault_of, loses_placeholder, tidy
from zenne.catalogue.rules.text_states import Ageing, ageing, source_of
from zenne.catalogue.rules.thing_texts import in_language, texts_in, with_texts
from zenne.core.languages.public import Translated

LANGUAGES = ("nl", "fr", "en")
TEXTS = st.sampled_from(["", "a", "b", "c"])
TRANSLATED = st.fixed_dictionaries(dict.fromkeys(LANGUAGES, TEXTS)).map(Translated)
COLUMNS = st.fixed_dictionaries(
    {
        "name": TRANSLATED,
        "requirements": st.lists(TRANSLATED, max_size=3).map(
            lambda texts: tuple(Requirement(f"key-{number}", text) for number, text in enumerate(texts))
        ),
        "popularity": st.integers(),
        "related": st.just(["passport"]),
    }
)


@given(COLUMNS, TRANSLATED)
def test_every_text_that_is_found_can_be_replaced_and_nothing_else_changes(
    columns: dict[str, Any], text: Translated
) -> None:
    found = texts_in(columns)
    for path in found:
        changed = columns | with_texts(columns, {path: text})
        assert texts_in(changed) == found | {path: text}
        assert (changed["popularity"], changed["related"]) == (columns["popularity"], columns["related"])
    assert with_texts(columns, found) == {}


def test_a_new_part_with_several_texts_needs_no_change() -> None:
    @dataclass(frozen=True)
    class Fact:
        number: int
        short: Translated
        long: Translated

    texts = texts_in({"facts": (Fact(7, Translated({"nl": "kort"}), Translated({"nl": "lang"})),)})
    assert list(texts) == ["facts.7.short", "facts.7.long"]


@given(TRANSLATED, st.sampled_from([*LANGUAGES, "de"]), TEXTS)
def test_one_language_is_set_and_the_order_stays(texts: Translated, language: str, text: str) -> None:
    changed = in_language(texts, language, text, languages=LANGUAGES)
    order = [code for code in (*LANGUAGES, "de") if code in changed]

    assert changed.get(language, "") == text
    assert list(changed) == order
    assert {code: changed[code] for code in changed if code != language} == {
        code: texts[code] for code in texts if code != language
    }


def aged(before: dict[str, str], after: dict[str, str]) -> list[Ageing]:
    found = ageing({"name": Translated(before)}, {"name": Translated(after)}, languages=LANGUAGES)
    return sorted(found, key=lambda change: change.language)


def test_a_translation_is_old_when_only_its_source_changed() -> None:
    before = {"nl": "a", "fr": "b", "en": "c"}

    assert aged(before, {**before, "nl": "d"}) == [
        Ageing("name", "en", "a", "d"),
        Ageing("name", "fr", "a", "d"),
        Ageing("name", "nl", None),
    ]
    assert aged(before, {**before, "nl": "d", "fr": "e"})[1] == Ageing("name", "fr", None)
    assert aged(before, before) == []
    assert aged({"fr": "b"}, {"nl": "a", "fr": "b"}) == [Ageing("name", "nl", None)]


def test_the_first_language_has_no_source() -> None:
    texts = Translated({"nl": "a", "fr": "b"})
    assert source_of(texts, "nl", languages=LANGUAGES).language == ""
    assert source_of(texts, "en", languages=LANGUAGES).language == "nl"
    assert source_of(Translated({"fr": "b"}), "nl", languages=LANGUAGES).text == "b"


STORED = st.builds(Stored, TEXTS, st.none() | TEXTS, TEXTS, st.none() | TEXTS)


@given(STORED, TEXTS, TEXTS, st.sampled_from(Choice))
def test_no_text_of_another_is_overwritten_unseen(stored: Stored, opened: str, text: str, choice: Choice) -> None:
    merged = merge(stored, Typed(text, digest_of(opened), choice))
    was_seen = opened == stored.current

    if not was_seen and text not in {opened, stored.current}:
        assert merged.rival is not None
        assert merged.rival.text == stored.current
    elif text == opened and not was_seen:
        assert merged.text == stored.current
    else:
        assert merged.text == text
    lasting = lasting_rival(stored)
    if lasting and merged.rival is None:
        assert merged.text == lasting.text


@given(STORED, TEXTS)
def test_what_was_taken_is_the_text_that_was_shown(stored: Stored, text: str) -> None:
    for other in {stored.current, stored.published}:
        typed = Typed(text, digest_of(stored.current), Choice.TAKE, digest_of(other))
        assert merge(stored, typed).text == other


def test_a_decision_about_an_older_text_does_not_count() -> None:
    stored = Stored("mine", folder="new")
    typed = Typed("mine", digest_of("mine"), Choice.KEEP, digest_of("old"))

    rival = merge(stored, typed).rival
    assert rival is not None
    assert rival.origin is Origin.FOLDER


def test_texts_are_as_the_files_hold_them() -> None:
    line = TextRule(longest=5, is_line=True)
    assert tidy(" a\r\nb\r ") == "a\nb"
    assert fault_of("a\nb", line) is Fault.SEVERAL_LINES
    assert fault_of("\x00", line) is Fault.CONTROL_CHARACTER
    assert fault_of("x" * 6, line) is Fault.TOO_LONG
    assert fault_of("x" * 5, line) is None
    assert not loses_placeholder("", "{name}")
    assert loses_placeholder("{nom}", "{name}")
