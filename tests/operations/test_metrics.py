"""The figures for Prometheus, from a server with several processes."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from prometheus_client.parser import text_string_to_metric_families

from tests.operations.serving import Served, serving

pytestmark = pytest.mark.any_database
TOKEN = {"Authorization": "Bearer token-of-the-tests"}


@pytest.fixture(scope="module")
def two_processes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("two"), workers=2) as server:
        yield server


def samples(server: Served) -> dict[tuple[str, str], float]:
    """The value of each figure by its name and labels."""
    answer = server.ask("/metrics", **TOKEN)
    assert answer.status == 200
    assert answer.headers["Content-Type"].startswith("text/plain; version=0.0.4")
    return {
        (sample.name, ",".join(value for _, value in sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(answer.body.decode())
        for sample in family.samples
    }


def test_requests_of_all_processes_are_counted_together(two_processes: Served) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: two_processes.ask("/en/search/?q=Annelien"), range(30)))
        list(pool.map(lambda number: two_processes.ask(f"/en/nowhere-{number}/"), range(10)))

    found = samples(two_processes)

    assert found["zenne_request_seconds_count", "GET,search,2xx"] == 30
    assert found["zenne_request_seconds_count", "GET,none,4xx"] == 10
    assert found["zenne_request_seconds_bucket", "+Inf,GET,search,2xx"] == 30
    assert found["zenne_request_queries_total", "search"] >= 30
    assert found["zenne_server", "processes"] == 2
    assert found["zenne_server", "bytes"] > 10_000_000
    assert found["zenne_database_bytes", ""] > 10_000
    assert {"zenne_version", "zenne_backup_age_seconds"} <= {name for name, _ in found}
    again = [samples(two_processes)["zenne_request_seconds_count", "GET,search,2xx"] for _ in range(6)]
    assert again == [30] * 6  # whichever process answers


def test_no_label_comes_from_what_somebody_typed(two_processes: Served) -> None:
    for path in ("/en/services/annelien/", "/en/annelien/", "/en/search/?q=annelien", "/static/annelien.css"):
        two_processes.ask(path, User_Agent="annelien", X_Test_Asker="annelien")
    two_processes.ask("/en/", method="ANNELIEN")

    text = two_processes.ask("/metrics", **TOKEN).body.decode()

    assert "annelien" not in text.lower()
    assert 'method="other"' in text
    assert len(set(re.findall(r'route="([^"]*)"', text))) < 10


@pytest.mark.parametrize("authorization", ["", "Bearer", "Bearer wrong", "token-of-the-tests-and-more", "Bearer é"])
def test_nobody_reads_them_without_the_token(two_processes: Served, authorization: str) -> None:
    answer = two_processes.ask("/metrics", Authorization=authorization.encode().decode("latin-1"))

    assert answer.status == 403
    assert b"ZENNE_METRICS_TOKEN" in answer.body
