"""Schemathesis asks everything that the OpenAPI document allows, and much that it does not."""

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.config import SchemathesisConfig

from zenne.web.reference import document
from zenne.web.wsgi import application

CONFIG = {
    "seed": 2026,
    "generation": {"deterministic": True, "no-shrink": True},
    # A moment at the ends of the calendar is well formed, and refused: no schema can say so.
    "checks": {"positive_data_acceptance": {"expected-statuses": ["2xx", "404", "422"]}},
}

schema = schemathesis.openapi.from_dict(document(), config=SchemathesisConfig.from_dict(CONFIG))
schema.app = application


@pytest.mark.slow
@schema.parametrize()
@settings(max_examples=25, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
def test_every_answer_is_as_documented(case: schemathesis.Case) -> None:
    case.call_and_validate(headers={"Accept-Encoding": "identity"})
