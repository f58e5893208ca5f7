"""The OpenAPI document as people read it: operations, parameters, an example, the fields of the answer."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import quote, urlencode

from zenne.web.api import api

Part = Mapping[str, Any]
DEEPEST = 4
LEFT_OUT = {"limit", "offset", "_limit", "_after", "_group", "_agg", "_or", "asOf", "_format", "_safe"}


@dataclass(frozen=True, slots=True)
class Value:
    """A parameter, or a field of an answer. ``name`` is a path: ``items[].slug``."""

    name: str
    type: str
    description: str
    example: str
    is_required: bool


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing that can be asked. ``example`` is a path with a query.

    ``is_a_link``: whether everybody who follows it as a link gets an answer.
    """

    key: str
    method: str
    path: str
    summary: str
    description: str
    parameters: tuple[Value, ...]
    example: str
    needs_key: bool
    is_a_link: bool
    fields: tuple[Value, ...]
    refusals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The operations about one thing."""

    name: str
    operations: tuple[Operation, ...]


@lru_cache(maxsize=1)
def document() -> dict[str, Any]:
    """The OpenAPI document as plain JSON."""
    plain: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema(), default=str))
    return plain


@lru_cache(maxsize=1)
def groups() -> tuple[Group, ...]:
    """All operations by what they are about, in the order in which they are declared."""
    found: dict[str, list[Operation]] = {}
    for path, methods in document()["paths"].items():
        for method, described in methods.items():
            found.setdefault(described["tags"][0], []).append(operation(path, method, described))
    return tuple(Group(name, tuple(operations)) for name, operations in found.items())


def operation(path: str, method: str, described: Part) -> Operation:
    """One operation of the document."""
    good = [answer["content"]["application/json"]["schema"] for status, answer in responses(described, below="300")]
    return Operation(
        key=described["operationId"],
        method=method.upper(),
        path=path,
        summary=described["summary"],
        description=described["description"],
        parameters=tuple(parameter(each) for each in described["parameters"]),
        example=example_request(path, described["parameters"]),
        needs_key=described["x-audience"] != "public",
        is_a_link=method == "get" and bool(good) and not any(map(is_of_one_thing, described["parameters"])),
        fields=tuple(fields(good[0])) if good else (),
        refusals=tuple(status for status in described["responses"] if status >= "400"),
    )


def responses(described: Part, *, below: str) -> Iterator[tuple[str, Part]]:
    """The answers with a body, whose status is below some other."""
    return (
        (status, answer) for status, answer in described["responses"].items() if status < below and "content" in answer
    )


def is_of_one_thing(described: Part) -> bool:
    """Whether a parameter is a secret or a number that only whoever made something has."""
    is_secret = described["in"] == "header" or described["name"] == "token"
    return bool(is_secret or described["schema"].get("format") == "uuid")


def parameter(described: Part) -> Value:
    return Value(
        name=described["name"],
        type=type_of(described["schema"]),
        description=described.get("description", ""),
        example=str(described.get("example", "")),
        is_required=described["required"],
    )


def example_request(path: str, parameters: list[Part]) -> str:
    """A request with every example but those of paging, and of parameters that exclude each other."""
    query = {}
    for each in parameters:
        if each["in"] == "path":
            path = path.replace(f"{{{each['name']}}}", quote(each["example"]))
        elif each["in"] == "query" and "example" in each and each["name"] not in LEFT_OUT:
            query[each["name"]] = each["example"]
    return f"{path}?{urlencode(query, safe=':')}" if query else path


def fields(schema: Part, prefix: str = "", depth: int = 0) -> Iterator[Value]:
    """The fields of an object and of the objects in it."""
    shape = resolved(schema)
    for name, part in shape.get("properties", {}).items():
        inner = resolved(part)
        is_list = inner.get("type") == "array"
        path = f"{prefix}{name}{'[]' if is_list else ''}"
        yield Value(
            name=path,
            type=type_of(part),
            description=part.get("description") or inner.get("description", ""),
            example=json.dumps(part["examples"][0], ensure_ascii=False) if "examples" in part else "",
            is_required=name in shape.get("required", ()),
        )
        if depth < DEEPEST:
            yield from fields(inner["items"] if is_list else inner, f"{path}.", depth + 1)


def resolved(schema: Part) -> Part:
    """A schema without references and without "or null"."""
    if "$ref" in schema:
        return resolved(document()["components"]["schemas"][schema["$ref"].rsplit("/", 1)[-1]])
    choices = [choice for choice in schema.get("anyOf", ()) if choice.get("type") != "null"]
    return resolved(choices[0]) if len(choices) == 1 else schema


def type_of(schema: Part) -> str:
    """The type of a value in a few words."""
    shape = resolved(schema)
    or_null = " or null" if {"type": "null"} in schema.get("anyOf", ()) else ""
    if "enum" in shape:
        return ", ".join(map(str, shape["enum"])) + or_null
    if shape.get("type") == "array":
        return f"list of {type_of(shape['items'])}"
    if "patternProperties" in shape or isinstance(shape.get("additionalProperties"), dict):
        return f"texts{or_null}"
    limits = [str(shape[limit]) for limit in ("minimum", "maximum") if limit in shape]
    words = [str(shape.get("const") or shape.get("format") or shape.get("type", "")), "–".join(limits)]
    return " ".join(filter(None, words)) + or_null
