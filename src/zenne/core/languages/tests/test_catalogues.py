"""The translation catalogues follow the source."""

from pathlib import Path

import pytest
from django.core.management import call_command

from zenne.core.languages.catalogues import is_complete, read_catalogue, sentences, update_catalogue


def source(folder: Path, *, python: str = "", template: str = "") -> Path:
    """A source folder with one module and one template."""
    (folder / "templates").mkdir(parents=True, exist_ok=True)
    (folder / "views.py").write_text(python, encoding="utf-8")
    (folder / "templates" / "page.html").write_text(template, encoding="utf-8")
    return folder


def test_sentences_are_found_with_file_and_line(tmp_path: Path) -> None:
    folder = source(
        tmp_path,
        python='x = 1\ny = gettext("Hello %(name)s")\nz = ngettext("%(n)d day", "%(n)d days", 2)\n',
        template=(
            '{% load i18n %}\n{% translate "It\'s open" %}\n<p title="{% translate \'Close\' %}">'
            "{% blocktranslate count n=days trimmed %}\n  {{ n }} hour\n{% plural %}\n  {{ n }} hours\n"
            "{% endblocktranslate %}"
        ),
    )

    assert list(sentences(folder)) == [
        ("views.py", 2, "Hello %(name)s"),
        ("views.py", 3, ("%(n)d day", "%(n)d days")),
        ("templates/page.html", 2, "It's open"),
        ("templates/page.html", 3, "Close"),
        ("templates/page.html", 3, ("%(n)s hour", "%(n)s hours")),
    ]


def test_tests_and_migrations_have_no_sentences(tmp_path: Path) -> None:
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_x.py").write_text('gettext("Hello")')

    assert list(sentences(tmp_path)) == []


def test_updating_keeps_translations_drops_what_is_gone_and_lists_what_is_missing(tmp_path: Path) -> None:
    file = tmp_path / "locale" / "nl" / "LC_MESSAGES" / "django.po"
    folder = source(tmp_path / "source", python='gettext("Open")\ngettext("Closed")\n')
    assert sorted(update_catalogue(file, language="nl", source_folder=folder)) == ["Closed", "Open"]
    file.write_text(file.read_text().replace('msgid "Open"\nmsgstr ""', 'msgid "Open"\nmsgstr "Open nu"'))
    source(folder, python='gettext("Open")\ngettext("Opens at %(time)s")\n')

    assert update_catalogue(file, language="nl", source_folder=folder) == ["Opens at %(time)s"]

    catalogue = read_catalogue(file, language="nl")
    assert catalogue["Open"].string == "Open nu"
    assert catalogue.get("Closed") is None
    assert not catalogue.obsolete


def test_updating_twice_writes_the_same_file(tmp_path: Path) -> None:
    file = tmp_path / "nl.po"
    folder = source(tmp_path / "source", python='gettext("Open")\n')
    update_catalogue(file, language="nl", source_folder=folder)
    first = file.read_bytes()
    update_catalogue(file, language="nl", source_folder=folder)

    assert file.read_bytes() == first


def test_a_translation_is_complete_with_all_its_plural_forms() -> None:
    assert is_complete("dag")
    assert is_complete(("dag", "dagen"))
    assert not is_complete("")
    assert not is_complete(None)
    assert not is_complete(("dag", ""))
    assert not is_complete(())


def test_the_command_begins_a_new_language(
    tmp_path: Path, settings: object, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = source(tmp_path, python='gettext("Open")\n')
    settings.LOCALE_PATHS = [folder / "locale"]  # type: ignore[attr-defined]

    call_command("messages", "es")

    assert capsys.readouterr().out == "es: 1 sentences without a translation\n  Open\n"
    assert (folder / "locale" / "es" / "LC_MESSAGES" / "django.po").exists()
