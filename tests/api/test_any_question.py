"""Schemathesis asks everything that the OpenAPI document allows, and much that it does not."""

from urllib.parse import quote, urlencode

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from django.test import Client
from schemathesis.config import SchemathesisConfig

from tests.databases import TEST_DATABASE
from tests.examples import the_same_examples
from zenne.web.reference import Operation, document, groups

HOSTILE = [
    "x" * 10_000,
    "\0",
    "\x1b[31m\r\n",
    "\u202eabc\u2066",
    "\ud7ff\U0010ffff",
    "'; DROP TABLE catalogue_branch; --",
    "<script>alert(1)</script>",
    "../../etc/passwd",
    "%00%ff{{7*7}}",
    "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59-12:00",
    "-1",
    "9" * 400,
    "NaN",
    "",
]
OF_DATABASES = {"x" * 10_000, "\0", "\ud7ff\U0010ffff", "'; DROP TABLE catalogue_branch; --", "-1", "9" * 400}
"""What a database may take otherwise than another one; the rest never gets there."""
TRIED = [text for text in HOSTILE if text in OF_DATABASES or not TEST_DATABASE]
DESCRIBED = [operation for group in groups() for operation in group.operations]

CONFIG = {
    "seed": 2026,
    "generation": {"deterministic": True, "no-shrink": True},
    # A moment at the ends of the calendar and a key that nobody made are well formed, and refused: no schema says so.
    # A branch may be closed (409), letters are taken only so often (429), and a stream leads on, or says that there is
    # none (503).
    "checks": {
        "positive_data_acceptance": {"expected-statuses": ["2xx", "307", "401", "404", "409", "422", "429", "503"]},
        "not_a_server_error": {"expected-statuses": ["2xx", "3xx", "4xx", "503"]},
    },
}


@schemathesis.serializer(
    "application/geopackage+sqlite3",
    "application/vnd.apache.parquet",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/x-ndjson",
    "application/zip",
)
def as_they_are(_context: object, value: object) -> bytes:
    """Files are sent as they are."""
    return value if isinstance(value, bytes) else str(value).encode()


@pytest.fixture
def described(request: pytest.FixtureRequest) -> schemathesis.schemas.BaseSchema:
    request.node._nodeid = request.node.nodeid  # Schemathesis looks for it there, as older versions of pytest had it
    read = schemathesis.openapi.from_dict(document(), config=SchemathesisConfig.from_dict(CONFIG))
    read.app = get_wsgi_application()
    return read


# Only when it runs: what there is to ask is thought up for five seconds, and every process collects this file.
schema = schemathesis.pytest.from_fixture("described")


@pytest.mark.slow
@schema.parametrize()
@the_same_examples(20)
def test_every_answer_is_as_documented(case: schemathesis.Case) -> None:
    # Made-up keys are counted and soon refused (429): what a wrong key gets is tested with the accounts.
    case.headers.pop("Authorization", None)
    case.call_and_validate(headers={"Accept-Encoding": "identity"})


@pytest.mark.parametrize("text", TRIED, ids=lambda text: ascii(text[:20]))
@pytest.mark.parametrize("operation", DESCRIBED, ids=lambda operation: operation.key)
def test_nothing_that_anybody_sends_breaks_an_operation(operation: Operation, text: str) -> None:
    for path in hostile_requests(operation, text):
        answer = Client().generic(operation.method, path)
        assert answer.status_code in ({401, 404} if operation.needs_key else {200, 404, 422}), path
        assert answer.headers["Content-Type"].startswith("application/json")
        assert answer.status_code == 200 or answer.json()["message"]


def hostile_requests(operation: Operation, text: str) -> list[str]:
    """The example of an operation with each of its parameters replaced by ``text`` in turn."""
    path, _, query = operation.example.partition("?")
    examples = dict(pair.split("=", 1) for pair in query.split("&") if pair)
    in_path = [value for value in operation.parameters if f"{{{value.name}}}" in operation.path]
    others = [value for value in operation.parameters if value not in in_path]
    return [
        *(operation.path.replace(f"{{{value.name}}}", quote(text, safe="")) for value in in_path),
        *(f"{path}?{urlencode({**examples, value.name: text})}" for value in others),
    ]
