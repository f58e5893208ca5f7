"""Dates as people in Belgium read them."""

from datetime import datetime, time

import pytest
from django.template import Context, Template
from django.utils import translation
from django.utils.formats import date_format


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "24 November 2026, 19:37"),
        ("nl", "24 november 2026 19:37"),
        ("fr", "24 novembre 2026 19:37"),
        ("de", "24. November 2026 19:37"),
    ],
)
def test_a_moment_has_the_day_before_the_month_and_24_hours(language: str, written: str) -> None:
    with translation.override(language):
        assert date_format(datetime(2026, 11, 24, 19, 37), "DATETIME_FORMAT") == written  # noqa: DTZ001


@pytest.mark.parametrize(
    ("language", "form", "written"),
    [
        ("fr", "j F Y", "1er décembre 2026"),
        ("fr", "l j F", "mardi 1er décembre"),
        ("nl", "H:i", "8.30"),
        ("fr", "H:i", "8h30"),
        ("de", "H:i", "8:30"),
        ("en", "H:i", "8:30"),
        ("nl", "l j F, H:i", "dinsdag 1 december om 8.30"),
        ("fr", "j F Y, H:i", "1er décembre 2026 à 8h30"),
        ("de", "j F Y, H:i", "1. Dezember 2026 um 8:30"),
        ("en", "j F Y, H:i", "1 December 2026 at 8:30"),
        ("fr", "Y-m-d H:i", "2026-12-01 08:30"),
        ("fr", "DATE_FORMAT", "1er décembre 2026"),
        ("fr", "d/m/Y", "01/12/2026"),
        ("fr", "j/n", "1/12"),
        ("de", "j F Y", "1. Dezember 2026"),
        ("de", "l j F", "Dienstag, 1. Dezember"),
        ("de", "l j F, H:i", "Dienstag, 1. Dezember um 8:30"),
        ("nl", "j F Y", "1 december 2026"),
        ("en", "j F Y", "1 December 2026"),
    ],
)
def test_templates_write_dates_and_clocks_as_the_language_does(language: str, form: str, written: str) -> None:
    template = Template(f'{{{{ moment|date:"{form}" }}}}')
    with translation.override(language):
        assert template.render(Context({"moment": datetime(2026, 12, 1, 8, 30)})) == written  # noqa: DTZ001


def test_a_time_without_a_day_is_written_as_one_with_it() -> None:
    with translation.override("fr"):
        assert Template('{{ moment|date:"H:i" }}').render(Context({"moment": time(17)})) == "17h00"


@pytest.mark.parametrize("nothing", [None, "", "text", 5])
def test_what_is_no_date_is_shown_as_nothing(nothing: object) -> None:
    assert Template('{{ moment|date:"j F Y" }}').render(Context({"moment": nothing})) == ""


def test_the_second_of_a_month_is_a_plain_number_in_french() -> None:
    with translation.override("fr"):
        assert Template('{{ moment|date:"j F" }}').render(Context({"moment": datetime(2026, 12, 2)})) == "2 décembre"  # noqa: DTZ001
