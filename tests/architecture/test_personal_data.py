"""Every table says whether it holds personal data, and what for."""

from zenne.core.personal_data.public import undeclared_columns, undeclared_models, wrong_declarations


def test_every_model_is_declared_as_personal_data_or_as_holding_none() -> None:
    assert undeclared_models() == []


def test_every_column_that_says_by_its_name_that_somebody_stands_in_it_is_in_a_declaration() -> None:
    assert undeclared_columns() == []


def test_what_is_declared_fits_the_models() -> None:
    assert wrong_declarations() == []
