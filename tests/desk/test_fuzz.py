"""Schemathesis: whatever is sent to the API, no answer is a fault of ours, and each is as the description says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.schemas import BaseSchema
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.desk.conftest import TOKEN
from tests.desk.made import hostile, many
from truceline.desk import create_app
from truceline.ledger import open_ledger

EXAMPLES = 10  # for each route
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
HEADERS = {"Authorization": f"Bearer {TOKEN}", "Host": "127.0.0.1"}


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> BaseSchema:
    place: Path = tmp_path_factory.mktemp("fuzz") / "ledger.sqlite"
    with open_ledger(place) as ledger:
        ledger.add([*many(8), hostile()])
    app = create_app(place, token=TOKEN)
    # No address may be fetched and no text read by chance: what is added has tests of its own.
    app.state.desk.adding._work = lambda: None
    return schemathesis.openapi.from_asgi("/api/v1/openapi.json", app, headers=HEADERS)


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_no_answer_is_a_fault_and_each_is_as_described(api: BaseSchema, mode: GenerationMode) -> None:
    tried = 0
    for result in api.get_all_operations():
        operation = result.ok()
        if operation.path == "/api/v1/stream":
            continue  # it does not end

        if mode is GenerationMode.NEGATIVE and not (operation.query or operation.body or operation.path_parameters):
            continue  # nothing in it can be wrong

        @given(case=operation.as_strategy(generation_mode=mode))
        @settings(
            max_examples=EXAMPLES,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
            database=None,
        )
        def check(case: Case[Any]) -> None:
            case.call_and_validate(headers=HEADERS, checks=CHECKS)

        check()
        tried += 1
    assert tried > 25
