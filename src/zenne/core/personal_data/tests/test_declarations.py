"""What may be declared, and what is missed."""

from dataclasses import replace
from uuid import UUID

import pytest
from django.db.models import Q

from zenne.core.personal_data.public import (
    DeclarationError,
    KeptFor,
    KeptWhile,
    Period,
    declarations,
    declare_personal_data,
    holds_no_personal_data,
    key_in,
    nobody_known,
    undeclared_columns,
    undeclared_models,
    uuid_in,
)
from zenne.core.personal_data.registry import _declared, _none, problems


def test_a_row_leads_to_a_person_by_key_or_by_identifier() -> None:
    key = f"person:{UUID(int=5)}"
    assert key_in("about").rows_of(key) == Q(about=key)
    assert key_in("by", also=lambda person: [f"key:{person[-1]}"]).rows_of(key) == Q(by=key) | Q(by="key:5")
    assert uuid_in("owner__uuid").rows_of(key) == Q(owner__uuid=UUID(int=5))
    assert uuid_in("owner__uuid").rows_of("person:nobody") is None
    assert nobody_known("it is a table of words").rows_of(key) is None


def test_a_model_is_declared_once_and_in_one_way() -> None:
    declared = declarations()[0]
    declare_personal_data(declared)
    with pytest.raises(DeclarationError):
        declare_personal_data(replace(declared, retention=KeptWhile("as long as it rains")))
    with pytest.raises(DeclarationError):
        holds_no_personal_data(declared.label, because="it says so")
    with pytest.raises(DeclarationError):
        declare_personal_data(replace(declared, model="content.ContentVersion"))


def test_a_model_that_nobody_declared_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(_none, "content.ContentVersion")
    assert "content.ContentVersion" in undeclared_models()


def test_a_column_that_names_somebody_and_is_in_no_declaration_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(_declared, "accounts.RoleGrant")
    monkeypatch.delitem(_declared, "appointments.Wish")
    assert undeclared_columns() == ["accounts.RoleGrant.granted_by", "appointments.Wish.contact"]


def test_a_table_between_two_models_belongs_to_its_owner(monkeypatch: pytest.MonkeyPatch) -> None:
    between = "catalogue.PublicService_life_events"
    assert between not in undeclared_models()
    monkeypatch.delitem(_none, "catalogue.PublicService")
    assert {between, "catalogue.PublicService"} <= set(undeclared_models())


def test_a_declaration_that_does_not_fit_its_model_is_named() -> None:
    declared = declarations()[0]
    wrong = replace(declared, subject=key_in("owner"), retention=KeptFor(Period(days=1), after="sent", words=""))
    assert list(problems(wrong)) == ["there is no column sent", "there is no column owner"]
    assert list(problems(replace(declared, model="nowhere.Thing"))) == ["there is no such model"]
    assert list(problems(replace(declared, fields=()))) == ["no columns are named"]
