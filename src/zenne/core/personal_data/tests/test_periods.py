"""When a period began that ends now."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zenne.core.personal_data.public import Period


@pytest.mark.parametrize(
    ("period", "moment", "began"),
    [
        (Period(years=10), (2026, 11, 24), (2016, 11, 24)),
        (Period(years=1), (2028, 2, 29), (2027, 2, 28)),
        (Period(months=1), (2026, 3, 31), (2026, 2, 28)),
        (Period(months=14), (2026, 1, 15), (2024, 11, 15)),
        (Period(days=90), (2026, 1, 1), (2025, 10, 3)),
        (Period(years=1, months=1, days=1), (2026, 1, 1), (2024, 11, 30)),
    ],
)
def test_a_period_is_counted_in_the_calendar(
    period: Period, moment: tuple[int, int, int], began: tuple[int, int, int]
) -> None:
    assert period.before(datetime(*moment, 12, tzinfo=UTC)) == datetime(*began, 12, tzinfo=UTC)


@given(
    moment=st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2100, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    years=st.integers(0, 60),
    months=st.integers(0, 60),
    days=st.integers(0, 2000),
)
def test_a_longer_period_began_no_later(moment: datetime, years: int, months: int, days: int) -> None:
    began = Period(years, months, days).before(moment)
    assert began <= moment
    assert Period(years + 1, months, days).before(moment) < began
    assert Period(years, months, days + 1).before(moment) < began
