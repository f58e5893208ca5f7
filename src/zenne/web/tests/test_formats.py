"""Dates as people in Belgium read them."""

from datetime import datetime

import pytest
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
