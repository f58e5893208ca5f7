"""What is counted for Prometheus: requests, their durations, their queries; by all server processes together.

Each process counts in files of its own in ``METRICS_FOLDER``; whichever is asked for ``/metrics`` adds them up
(the multiprocess mode of prometheus-client, docs/decisions/0017-metrics.md).
"""

import contextlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from django.conf import settings
from django.utils import translation
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

import zenne
from zenne.core.operations.figures import Gauge, read_gauges

SECONDS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
LABELS: Final = ("route", "method", "status")
PROCESSES: Final = Path("/proc")
BYTES_OF_A_PAGE: Final = 4096

requests = Histogram(
    "zenne_request_seconds", "Requests by route, method and class of status.", LABELS, buckets=SECONDS, registry=None
)
queries = Counter("zenne_request_queries", "Queries of the database by route.", ("route",), registry=None)
query_seconds = Counter("zenne_request_query_seconds", "Time in the database by route.", ("route",), registry=None)


class RegisteredGauges(Collector):
    """The figures of other modules, read when somebody asks."""

    def collect(self) -> Iterator[Metric]:
        for gauge, values in read_gauges():
            yield family(gauge, values)


def family(gauge: Gauge, values: Mapping[str, float]) -> GaugeMetricFamily:
    """One gauge with its value or values."""
    with translation.override("en"):
        description = str(gauge.help)
    made = GaugeMetricFamily(gauge.name, description, labels=[] if "" in values else [gauge.label])
    for state, value in values.items():
        made.add_metric([state] if state else [], value)
    return made


def all_metrics() -> bytes:
    """Everything, in the text format of Prometheus."""
    registry = CollectorRegistry()
    settings.METRICS_FOLDER.mkdir(parents=True, exist_ok=True)
    MultiProcessCollector(registry, path=str(settings.METRICS_FOLDER))  # type: ignore[no-untyped-call]
    registry.register(RegisteredGauges())
    return generate_latest(registry)


def version_figure() -> dict[str, float]:
    """One for the version that runs."""
    return {zenne.__version__: 1}


def server_memory() -> dict[str, float]:
    """Resident bytes of this server's processes together, and how many there are."""
    pages = [resident_pages(process) for process in siblings()]
    return {"bytes": float(sum(pages) * BYTES_OF_A_PAGE), "processes": float(len(pages))}


def siblings() -> list[str]:
    """The processes that were started by the one that started this one: the workers of one server."""
    with contextlib.suppress(OSError, IndexError):
        parent = (PROCESSES / "self" / "stat").read_text().rpartition(")")[2].split()[1]
        return (PROCESSES / parent / "task" / parent / "children").read_text().split()
    return []


def resident_pages(process: str) -> int:
    with contextlib.suppress(OSError, IndexError, ValueError):
        return int((PROCESSES / process / "statm").read_text().split()[1])
    return 0
