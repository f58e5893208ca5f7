"""Every table says whether it holds personal data, and what for."""

from zenne.core.personal_data.public import undeclared_models, wrong_declarations


def test_every_model_is_declared_as_personal_data_or_as_holding_none() -> None:
    assert undeclared_models() == []


def test_what_is_declared_fits_the_models() -> None:
    assert wrong_declarations() == []
