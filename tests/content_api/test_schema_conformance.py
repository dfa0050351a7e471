"""What the description promises is what a real server does, for generated requests, right ones and wrong ones."""

import json
import shutil
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from content_api.server import serving
from content_api.settings import Settings

with warnings.catch_warnings():  # third-party modules announce their own changes while they are imported
    warnings.simplefilter("ignore")
    import schemathesis
    from schemathesis import GenerationMode
    from schemathesis.checks import not_a_server_error
    from schemathesis.specs.openapi.checks import (
        content_type_conformance,
        response_headers_conformance,
        response_schema_conformance,
        status_code_conformance,
    )

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
DOCUMENT = json.loads(Path(__file__).with_name("openapi.json").read_text(encoding="utf-8"))
OPERATIONS = sorted(operation["operationId"] for path in DOCUMENT["paths"].values() for operation in path.values())
KNOWN = {"slug": "neutinamu", "store_id": "bread", "name": "scene.json"}


@pytest.fixture(scope="module")
def api(street_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The description as a real server gives it."""
    settings = Settings(data=Path(shutil.copytree(street_template, tmp_path_factory.mktemp("described") / "data")))
    scene = settings.folder.scenes / "neutinamu"
    scene.mkdir()
    (scene / "scene.json").write_text("{}")
    with serving(settings) as url, requests.Session() as session:
        yield schemathesis.openapi.from_url(f"{url}/v1/openapi.json"), session


@pytest.mark.parametrize("name", OPERATIONS)
@hypothesis_settings(
    max_examples=20, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)
@given(data=st.data())
def test_no_request_breaks_a_promise(api: Any, name: str, data: st.DataObject) -> None:
    schema, session = api
    mode = data.draw(st.sampled_from(GenerationMode))
    case = data.draw(schema.find_operation_by_id(name).as_strategy(generation_mode=mode))
    for parameter, value in KNOWN.items():  # half of the requests go to things that exist
        if parameter in (case.path_parameters or {}) and data.draw(st.booleans()):
            case.path_parameters[parameter] = value
    case.call_and_validate(session=session, checks=CHECKS)


@pytest.mark.parametrize("name", OPERATIONS)
def test_what_exists_is_answered_as_promised(api: Any, name: str) -> None:
    schema, session = api
    operation = schema.find_operation_by_id(name)
    wanted = [parameter.name for parameter in operation.path_parameters]
    known = dict(KNOWN)
    if name == "get_picture":
        listing = schema.find_operation_by_id("list_photos").Case(path_parameters={"store_id": "bread"})
        known["name"] = listing.call(session=session).json()["photos"][0]["url"].removeprefix("/media/")
    case = operation.Case(path_parameters={parameter: known[parameter] for parameter in wanted})
    answer = case.call_and_validate(session=session, checks=CHECKS)
    assert answer.status_code == 200
