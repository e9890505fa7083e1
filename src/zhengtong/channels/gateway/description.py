"""The description (OpenAPI 3.1), completed: how refusals look, which header is needed, what files come back as, an example of everything.

The examples (``examples.json``) are not written by hand: a journey of the suite through the generated client records them.
"""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from zhengtong.channels.gateway.doors import TAKES_KEY
from zhengtong.channels.gateway.interface import interface
from zhengtong.channels.gateway.problems import MEDIA_TYPE

EXAMPLES = Path(__file__).with_name("examples.json")
type_json = dict[str, Any]
_RETRY = {"Retry-After": {"description": "seconds to wait", "schema": {"type": "integer"}}}
_KEY = "idempotency-key"


@cache
def written() -> bytes:
    """As it is served."""
    return json.dumps(description(), ensure_ascii=False).encode()


def description() -> type_json:
    told = json.loads(json.dumps(interface.get_openapi_schema(path_prefix="/api/v1/")))
    recorded = json.loads(EXAMPLES.read_text()) if EXAMPLES.exists() else {}
    for _, _, operation in operations(told):
        _refusals(operation)
        _files(operation)
        _key(operation)
        _examples(operation, recorded.get(operation["operationId"], {}))
    told["components"]["schemas"]["Refused"].setdefault("examples", [_REFUSED])
    return dict(told)


def operations(told: type_json) -> Iterator[tuple[str, str, type_json]]:
    """Address, method and description of each."""
    for where, methods in told["paths"].items():
        for method, operation in methods.items():
            yield where, method, operation


def _refusals(operation: type_json) -> None:
    for status, response in operation["responses"].items():
        if int(status) >= 400:
            response["content"] = {MEDIA_TYPE: response["content"]["application/json"]}
        if status in ("429", "503"):
            response["headers"] = _RETRY


def _files(operation: type_json) -> None:
    media_types = operation.pop("x-content", ())
    if media_types:
        operation["responses"]["200"]["content"] = {one: {"schema": {"type": "string", "format": "binary"}} for one in media_types}


def _key(operation: type_json) -> None:
    for parameter in operation["parameters"]:
        if parameter["name"].lower() == _KEY:
            parameter.update(name="Idempotency-Key", required=True, schema={"type": "string", "pattern": TAKES_KEY})


def _examples(operation: type_json, recorded: type_json) -> None:
    for parameter in operation["parameters"]:
        ours = parameter.pop("examples", [None])[0]       # a list belongs in a schema, not here
        given = recorded.get("parameters", {}).get(parameter["name"], ours)
        if given is not None:
            parameter["example"] = int(given) if parameter["schema"].get("type") == "integer" else given
    for media_type, body in operation.get("requestBody", {}).get("content", {}).items():
        if "request" in recorded and media_type == "application/json":
            body["example"] = recorded["request"]
    for status, answer in recorded.get("responses", {}).items():
        content = operation["responses"][status].get("content", {}).get("application/json")
        if content is not None:
            content["example"] = answer


_REFUSED = {
    "type": "urn:zhengtong:refusal:not-ready",
    "title": "Something in this needs to be put right",
    "status": 400,
    "detail": "Something is still missing or wrong, so nothing has been submitted.",
    "code": "not-ready",
    "remedy": "Mend the points listed; everything you entered has been kept.",
    "errors": [{"field": "premises.address", "message": "This is needed."}],
}
