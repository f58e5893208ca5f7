"""Single values of the files change, and nothing else does."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from zenne.catalogue.city_folder.writing import with_values

FILE = """\
# What people call it
name: Reispas   # short
summary: "Een document: om te reizen."
description: |
  Voor wie reist.

  Ook voor kinderen.
requirements: {photo: Een foto, old-passport: 'Uw oude pas'}
costs:
  # in euro
  adult: Volwassene
synonyms: [paspoort]
"""
TEXTS = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufeff"), min_size=1, max_size=60
).map(str.strip)
LONG_TEXTS = st.lists(TEXTS, min_size=1, max_size=4).map("\n".join).map(str.strip)
PLACES = st.sampled_from(
    [
        ("name",),
        ("summary",),
        ("description",),
        ("requirements", "photo"),
        ("requirements", "new"),
        ("costs", "adult"),
        ("costs", "child"),
        ("channels", "counter"),
        ("processing_time",),
    ]
)


@pytest.mark.parametrize(
    ("keys", "value", "line"),
    [
        (("name",), "Paspoort", "name: Paspoort   # short"),
        (("summary",), "Kort.", 'summary: "Kort."'),
        (("requirements", "photo"), "Twee foto's", "{photo: Twee foto's, old-passport"),
        (("requirements", "photo"), "Een foto, in kleur", '{photo: "Een foto, in kleur", old-passport'),
        (("requirements", "old-passport"), "d'oude", "old-passport: 'd''oude'}"),
        (("requirements", "form"), "Een formulier", "'Uw oude pas', form: Een formulier}"),
        (("costs", "child"), "Kind: gratis", '  adult: Volwassene\n  child: "Kind: gratis"\nsynonyms'),
        (("channels", "post"), "Per brief", "synonyms: [paspoort]\nchannels:\n  post: Per brief\n"),
        (("description",), "Eén.\n\nTwee.", "description: |\n  Eén.\n\n  Twee.\nrequirements"),
        (("costs", "adult"), "", "'Uw oude pas'}\n"),
        (("requirements", "photo"), "", "requirements: {old-passport"),
    ],
)
def test_a_value_is_written_as_its_neighbours_are(keys: tuple[str, ...], value: str, line: str) -> None:
    assert line in with_values(FILE, {keys: value})


def test_comments_and_order_stay() -> None:
    changed = with_values(FILE, {("name",): "Pas", ("costs", "adult"): "Groot", ("description",): "Kort."})

    assert "# What people call it\n" in changed
    assert "  # in euro\n" in changed
    assert [line.split(":")[0] for line in changed.splitlines() if line[:1].isalpha()] == list(yaml.safe_load(FILE))


def test_what_says_the_same_already_is_not_touched() -> None:
    assert with_values(FILE, {("summary",): "Een document: om te reizen."}) == FILE


def test_an_empty_file_gets_its_first_words() -> None:
    assert with_values("", {("name",): "Pass", ("costs", "adult"): "Groß"}) == "name: Pass\ncosts:\n  adult: Groß\n"


def test_line_ends_of_another_system_stay() -> None:
    changed = with_values(FILE.replace("\n", "\r\n"), {("name",): "Pas", ("description",): "a\n\nb"})

    assert changed.count("\n") == changed.count("\r\n")


@given(keys=PLACES, value=st.one_of(TEXTS, LONG_TEXTS).filter(bool))
def test_any_text_is_read_back_as_it_was_written(keys: tuple[str, ...], value: str) -> None:
    old, new = yaml.safe_load(FILE), yaml.safe_load(with_values(FILE, {keys: value}))
    inner = new
    for key in keys:
        inner = inner[key]

    assert inner.strip() == value
    assert {name for name in old if old[name] != new[name]} <= {keys[0]}


@given(keys=PLACES, value=TEXTS.filter(bool))
def test_what_was_added_can_be_taken_out(keys: tuple[str, ...], value: str) -> None:
    without = with_values(FILE, {keys: ""})

    assert yaml.safe_load(with_values(with_values(without, {keys: value}), {keys: ""})) == yaml.safe_load(without)
