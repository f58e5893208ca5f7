"""A file of colleagues is taken over, or everything that is wrong with it is said."""

from contextlib import suppress
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from zenne.accounts.public import Person
from zenne.core.access.public import NOBODY, NotAllowed
from zenne.core.content.public import current_version
from zenne.workforce.actions.import_colleagues import Imported, import_colleagues
from zenne.workforce.errors import BrokenFile
from zenne.workforce.models import StaffMember
from zenne.workforce.rules.staff_file import NoTable, columns_of, decoded, lines_of, several
from zenne.workforce.tests.askers import MANAGER, RESIDENT, a_team
from zenne.workforce.tests.builders import make_branch, make_service

HEAD = "number;name;account;branch;team;languages;services\n"


def take_over(text: str) -> Imported:
    return import_colleagues(asker=MANAGER, content=text.encode(), version=current_version())


def mistakes_of(text: str) -> list[tuple[int, str, str, str]]:
    with pytest.raises(BrokenFile) as broken:
        take_over(text)
    return [(each.line, each.column, each.code, each.value) for each in broken.value.mistakes]


@pytest.fixture
def city(db: None) -> None:
    make_branch("centre")
    for slug in ("passport", "identity-card"):
        make_service(slug)
    make_service("permit", owner="works")
    a_team("population")


@pytest.mark.usefixtures("city")
def test_each_line_is_a_colleague_and_the_number_knows_them_again() -> None:
    Person.objects.create(name="Ana", email="ana@example.org")
    first = take_over(
        HEAD
        + "1;Ana A.;ana@example.org;centre;population;nl fr ar;team:population\n2;Bart B.;;Centre;;Dutch, Turkish;*\n"
    )
    assert first == Imported(added=2, changed=0)
    ana, bart = StaffMember.objects.order_by("staff_number")
    assert (ana.languages, ana.competences.count(), ana.person is not None) == (["nl", "fr", "ar"], 2, True)
    assert (bart.languages, bart.competences.count(), bart.person) == (["nl", "tr"], 3, None)

    second = take_over(
        "number,name,branch,languages,services\n2,Bart B.,centre,nl,passport\n3,Chloé,centre,fr,permit\n"
    )
    assert second == Imported(added=1, changed=1)
    bart.refresh_from_db()
    assert (bart.languages, bart.competences.count()) == (["nl"], 1)
    assert StaffMember.objects.count() == 3


@pytest.mark.usefixtures("city")
def test_every_mistake_is_said_with_its_line_and_nothing_is_taken_over() -> None:
    found = mistakes_of(
        HEAD
        + "1;Ana;;centre;;nl;passport\n"
        + "1;;;nowhere;no-team;elvish;flying\n"
        + "2;Bea;nobody@example.org;centre;;nl;passport\n"
        + f";{'x' * 121};;;;;passport\n"
    )
    assert found == [
        (3, "name", "empty", ""),
        (3, "number", "twice", "1"),
        (3, "branch", "unknown", "nowhere"),
        (3, "team", "unknown", "no-team"),
        (3, "languages", "unknown", "elvish"),
        (3, "services", "unknown", "flying"),
        (4, "account", "unknown-account", ""),
        (5, "number", "empty", ""),
        (5, "name", "too-long", ""),
        (5, "branch", "empty", ""),
        (5, "languages", "empty", ""),
    ]
    assert not StaffMember.objects.exists()


@pytest.mark.usefixtures("city")
def test_columns_may_be_called_in_other_languages_and_missing_ones_are_named() -> None:
    assert take_over("Personeelsnummer;Naam;Kantoor;Talen;Diensten\n1;Ana;centre;nl;passport\n").added == 1
    assert take_over("matricule;nom;bureau;langues;services\n2;Bea;centre;fr;passport\n").added == 1
    assert mistakes_of("name;branch\nAna;centre\n") == [
        (1, "number", "no-column", ""),
        (1, "languages", "no-column", ""),
        (1, "services", "no-column", ""),
    ]


@pytest.mark.usefixtures("city")
def test_a_file_of_windows_is_read_and_one_that_is_no_table_is_not() -> None:
    text = "number;name;branch;languages;services\n1;Chloé;centre;fr;passport\n"
    import_colleagues(asker=MANAGER, content=text.encode("cp1252"), version=current_version())
    assert StaffMember.objects.get().name == "Chloé"

    assert mistakes_of('number;name;branch;languages;services\n1;"Ana;centre;nl;passport\n') == [(2, "", "no-csv", "")]
    assert [code for *_, code, _ in mistakes_of("\0\0\0")] == ["no-column"] * 5


@pytest.mark.usefixtures("city")
def test_only_those_who_manage_staff_take_files_over() -> None:
    for asker in (NOBODY, RESIDENT):
        with pytest.raises(NotAllowed):
            import_colleagues(asker=asker, content=HEAD.encode(), version=current_version())


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_no_file_is_too_strange_to_be_looked_at(content: bytes) -> None:
    text = decoded(content)
    places, _missing = columns_of(text)
    with suppress(NoTable):
        for line in lines_of(text, places):
            assert line.number > 1
            assert line.values.keys() == places.keys()


@given(st.lists(st.sampled_from(["nl", "fr", "ar"])), st.sampled_from([" ", ",", " | ", ";  ", "/"]))
def test_words_come_back_however_they_are_parted(words: list[str], between: str) -> None:
    assert several(between.join(words)) == words


@pytest.mark.usefixtures("city")
def test_the_command_takes_a_file_over_or_names_each_mistake_with_its_line(tmp_path: Path) -> None:
    file, printed = tmp_path / "staff.csv", StringIO()
    file.write_text(f"{HEAD}1;Ana;;centre;;nl;passport\n", encoding="utf-8")
    call_command("staff", str(file), stdout=printed)
    assert printed.getvalue() == "Added 1 colleagues, changed 0.\n"

    file.write_text(f"{HEAD}1;Ana;;nowhere;;nl;passport\n", encoding="utf-8")
    with pytest.raises(CommandError, match=r"staff\.csv:2: Branch: We do not know “nowhere”\."):
        call_command("staff", str(file))
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("staff", str(tmp_path / "none.csv"))
