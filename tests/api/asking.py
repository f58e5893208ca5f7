"""Asking the API in tests."""

from typing import Any

from django.test import Client


def ask(path: str, language: str = "en", **query: Any) -> Any:
    """The JSON of an answer that must be 200."""
    answer = Client().get(f"/api/v1/{path}", query or None, headers={"accept-language": language})
    assert answer.status_code == 200, answer.content
    return answer.json()


def refuse(path: str, language: str = "en", **query: Any) -> tuple[int, Any]:
    """Status and JSON of a refusal."""
    answer = Client().get(f"/api/v1/{path}", query, headers={"accept-language": language})
    assert answer.status_code >= 400
    return answer.status_code, answer.json()
