import pytest

from zenne.core.calendar.public import WrongOpeningHours, validate_hours


@pytest.mark.parametrize(
    ("expression", "sentence"),
    [
        ("", "are empty"),
        (" ; ;", "are empty"),
        ("Mo-Fr 10.00-12.00", "“Mo-Fr 10.00-12.00” cannot be read from “10.00-12.00” on"),
        ("Mo-Fr 10:00-12:00; Th 25:00-26:00", "“Th 25:00-26:00” cannot be read from “25:00-26:00” on"),
        ("every day", "“every day” cannot be read; write it like"),
        ("Mo-Fr 10:00-12:00; ph off", "“ph off” cannot be read"),
        ("Mo-Fr 08:30–12:00", "cannot be read from “–12:00” on"),
        ('Mo 10:00-12:00 "by appointment', "A quotation mark is missing"),
        ("Mo-Fr 10:00-12:00; SH off", "“SH off” cannot be used: school holidays"),
        ("Mo-Fr sunrise-sunset", "hours that follow the sun"),
        ("PH -1 day 10:00-12:00", "days before or after a day off"),
        ("PH,PH 10:00-12:00", "PH stands in it twice"),
        ("Mo 10:00-12:00 || PH off", "PH cannot stand in a rule with ||"),
        ("Mo-Fr 10:00-12:00, PH off", "begin the rule with PH after a “;”"),
        ("PH off, Mo-Fr 10:00-12:00", "begin the rule with PH after a “;”"),
        ("PH 25:00-26:00", "“PH 25:00-26:00” cannot be read from “25:00-26:00” on"),
        ("Mo 10:00-12:00; " * 100, "at most 1000 characters"),
    ],
)
def test_wrong_hours_get_a_sentence_that_names_the_rule(expression: str, sentence: str) -> None:
    with pytest.raises(WrongOpeningHours) as refused:
        validate_hours(expression)
    assert sentence in str(refused.value)


@pytest.mark.parametrize(
    "expression",
    [
        "24/7",
        "off",
        "PH off",
        "Mo-Fr 08:30-16:00; Th 08:30-19:00; PH off",
        "Tu-Sa 09:00-12:00; PH off",
        'Mo-Fr 09:00-12:00 "sunrise, SH || PH PH; by appointment"; PH off "feast"',
        "Jan-Mar,Oct-Dec Mo-Fr 09:00-16:00; Apr-Sep Mo-Fr 08:00-15:00; Dec 24,Dec 31 09:00-12:00; PH off",
    ],
)
def test_usual_hours_are_accepted(expression: str) -> None:
    validate_hours(expression)
