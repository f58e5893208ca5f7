"""The security headers of every kind of answer, from a real server."""

import pytest

from tests.operations.serving import Served

pytestmark = pytest.mark.any_database
EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": None,
    "Cross-Origin-Resource-Policy": None,
}
KINDS = {
    "page": ("/en/", 200),
    "redirect": ("/", 302),
    "missing slash": ("/en/services", 301),
    "not found": ("/en/nowhere/", 404),
    "error": ("/tests/fail/x", 500),
    "API": ("/api/v1/topics", 200),
    "refusal of the API": ("/api/v1/services?limit=x", 422),
    "error of the API": ("/api/v1/tests/fail/x", 500),
    "export": ("/services.ttl", 200),
    "health": ("/healthz", 200),
    "static file": ("/static/mark.svg", 200),
    "no static file": ("/static/nowhere.css", 404),
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_answer_has_the_headers(served: Served, kind: str) -> None:
    path, status = KINDS[kind]
    answer = served.ask(path)

    assert answer.status == status
    for name, value in EVERYWHERE.items():
        assert answer.headers[name] == value or (value is None and answer.headers[name]), name
    if answer.headers.get_content_type() == "text/html":
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert "'unsafe-inline'" not in answer.headers["Content-Security-Policy"]


def test_an_answer_to_a_wrong_host_or_a_forged_form_has_them_too(served: Served) -> None:
    for answer, status in (
        (served.ask("/en/", Host="evil.example"), 400),
        (served.ask("/en/search/", method="POST", body="q=x"), 403),
        (served.ask("/en/", method="TRACE"), 200),
    ):
        assert answer.status == status
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]


def test_only_open_data_may_be_read_by_other_sites(served: Served) -> None:
    def readers(path: str) -> str:
        return served.ask(path).headers["Cross-Origin-Resource-Policy"]

    assert readers("/api/v1/topics") == readers("/services.ttl") == "cross-origin"
    assert readers("/en/") == readers("/static/mark.svg") == readers("/tests/fail/x") == "same-origin"


def test_what_is_personal_is_kept_nowhere(served: Served) -> None:
    never = "private, no-store"

    assert served.ask("/en/search/", X_Test_Asker="Anna").headers["Cache-Control"] == never
    assert served.ask("/en/nowhere/", X_Test_Asker="Anna").headers["Cache-Control"] == never
    assert served.ask("/tests/secret").headers["Cache-Control"] == never
    assert served.ask("/tests/cookie").headers["Cache-Control"] == never
    assert served.ask("/en/search/").headers["Cache-Control"] is None


def test_powerful_features_of_the_browser_are_off(served: Served) -> None:
    policy = served.ask("/en/").headers["Permissions-Policy"]

    assert {"camera=()", "geolocation=()", "microphone=()", "payment=()"} <= set(policy.split(", "))
