"""What holds for all operations, also for those that come later."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from ninja.operation import Operation
from pytest_django.fixtures import Settings

from zenne.core.rest.interface import with_refusals
from zenne.core.rest.public import audiences
from zenne.web.api import api
from zenne.web.reference import Operation as Described
from zenne.web.reference import document, groups


def document_of(operation: Described) -> Any:
    """What the document says of it."""
    return document()["paths"][operation.path][operation.method.lower()]


def ask(operation: Described, **headers: str) -> Any:
    """The answer to its example."""
    return Client().generic(operation.method, operation.example, headers=headers)


DESCRIBED = [operation for group in groups() for operation in group.operations]
FOR_KEYS = [operation for operation in DESCRIBED if "security" in document_of(operation)]
CHANGING = [operation for operation in DESCRIBED if "x-changes" in document_of(operation)]
"""Open to everybody, and they change something: each counts by itself who does it how often."""
WITH_TOKEN = [
    operation
    for operation in DESCRIBED
    if any(
        each["in"] == "header" or each["schema"].get("format") == "uuid" or each["name"] == "token"
        for each in document_of(operation)["parameters"]
    )
]
"""For whoever has the token or the number of one thing."""
LEADING_ON = [operation for operation in DESCRIBED if "307" in document_of(operation)["responses"]]
"""They have no answer of their own."""
OPEN = [operation for operation in DESCRIBED if operation not in (*FOR_KEYS, *CHANGING, *WITH_TOKEN, *LEADING_ON)]


def operations() -> Iterator[tuple[str, Operation]]:
    for router in api._get_bound_routers():
        for path, view in router.path_operations.items():
            for operation in view.operations:
                yield path, operation


def described() -> Iterator[tuple[str, Any]]:
    for path, methods in document()["paths"].items():
        for method, operation in methods.items():
            yield f"{method.upper()} {path}", operation


@pytest.mark.parametrize(("path", "operation"), list(operations()))
def test_it_says_who_may_use_it_and_asks_nobody_else(path: str, operation: Operation) -> None:
    audience = (operation.openapi_extra or {}).get("x-audience")
    assert audience in audiences(), f"{path}: write **PUBLIC, or another audience, at the operation"
    assert (audience == "public") == (not operation.auth_callbacks)
    changes = (operation.openapi_extra or {}).get("x-changes", False)
    assert audience != "public" or (operation.methods != ["GET"]) == changes


@pytest.mark.parametrize(("name", "operation"), list(described()))
def test_it_is_described(name: str, operation: Any) -> None:
    assert operation["operationId"]
    assert operation["summary"]
    assert operation["description"]
    assert operation["tags"]
    for parameter in operation["parameters"]:
        assert parameter.get("description"), f"{name}: {parameter['name']} has no description"
        assert "example" in parameter, f"{name}: {parameter['name']} has no example"
    assert all(status in {"200", "307"} or answer["content"] for status, answer in operation["responses"].items())


def test_operation_ids_are_unique() -> None:
    ids = [operation["operationId"] for _, operation in described()]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("operation", FOR_KEYS, ids=lambda operation: operation.key)
def test_without_a_key_it_says_that_one_is_needed(operation: Described) -> None:
    answer = ask(operation)
    assert (answer.status_code, answer.json()["code"]) == (401, "key-needed")
    assert "401" in operation.refusals


@pytest.mark.parametrize("operation", OPEN, ids=lambda operation: operation.key)
def test_the_example_of_its_documentation_has_an_answer(operation: Described) -> None:
    answer = ask(operation)
    assert answer.status_code == 200, answer.content
    assert answer.json().get("items", True), f"{operation.example} finds nothing"


@pytest.mark.parametrize("operation", DESCRIBED, ids=lambda operation: operation.key)
def test_all_refusals_have_one_shape(operation: Described) -> None:
    for status in operation.refusals:
        schema = document_of(operation)["responses"][status]["content"]["application/json"]
        assert schema["schema"]["$ref"].endswith("/Problem")


@pytest.mark.parametrize("operation", DESCRIBED, ids=lambda operation: operation.key)
def test_what_can_refuse_it_before_it_is_reached_is_documented(operation: Described) -> None:
    described = document_of(operation)
    needs_permission = described["x-audience"] not in {"public", "signed-in"}
    assert {"401", "429"} <= set(operation.refusals)
    assert ("403" in operation.refusals) == needs_permission
    assert described["responses"]["429"]["headers"]["Retry-After"]["schema"]["type"] == "integer"
    wrong = ask(operation, authorization="Bearer zenne_wrong")
    assert (wrong.status_code, wrong.json()["code"]) == (401, "wrong-key")


def test_an_operation_for_some_documents_that_others_are_refused() -> None:
    assert "403" in with_refusals({200: {}}, audience="tasks.see")


@pytest.mark.parametrize("operation", DESCRIBED, ids=lambda operation: operation.key)
def test_too_many_requests_are_refused_as_documented(operation: Described, settings: Settings) -> None:
    settings.API_REQUESTS_PER_MINUTE = 1
    ask(operation)
    answer = ask(operation)
    assert (answer.status_code, answer.json()["code"]) == (429, "too-many-requests")
    assert int(answer.headers["Retry-After"]) >= 1


@pytest.mark.parametrize("operation", DESCRIBED, ids=lambda operation: operation.key)
def test_programs_on_other_sites_may_read_it(operation: Described) -> None:
    assert ask(operation).headers["Access-Control-Allow-Origin"] == "*"
    preflight = Client().options(operation.example, headers={"access-control-request-method": "GET"})
    assert preflight.status_code == 204
    assert "If-None-Match" in preflight.headers["Access-Control-Allow-Headers"]


@pytest.mark.parametrize("operation", OPEN, ids=lambda operation: operation.key)
def test_head_has_the_headers_without_the_body(operation: Described) -> None:
    head, get = Client().head(operation.example), Client().get(operation.example)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["Content-Length"] == str(len(get.content))


def test_the_document_is_openapi_3_1() -> None:
    answer = Client().get("/api/v1/openapi.json")
    assert answer.json()["openapi"] == "3.1.0"
    assert json.loads(answer.content) == document()


def lists() -> Iterator[tuple[str, Any, Any]]:
    """Operations whose answer has ``items``: their names, themselves and the schema of the answer."""
    schemas = document()["components"]["schemas"]
    for name, operation in described():
        content = operation["responses"].get("200", {}).get("content", {}).get("application/json", {})
        schema = schemas.get(content.get("schema", {}).get("$ref", "").rpartition("/")[2], {})
        if "items" in schema.get("properties", {}):
            yield name, operation, schema


def test_every_list_is_paged_with_limit_and_next() -> None:
    """Rows have ``_limit``: a name without the underscore is that of a column (docs/architecture.md)."""
    found = list(lists())
    assert len(found) > 8
    assert not [
        name
        for name, operation, schema in found
        if "next" not in schema["properties"]
        or not {"limit", "_limit"} & {each["name"] for each in operation["parameters"]}
    ]
    limited = [name for name, operation in described() if has_limit(operation)]
    assert not set(limited) - {name for name, _, _ in found}


def has_limit(operation: Any) -> bool:
    return "limit" in {each["name"] for each in operation.get("parameters", ())}
