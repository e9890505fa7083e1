"""docs/api.md says what is so: every command in it is an operation as described, every number a setting."""

import json
import re
import shlex
from pathlib import Path

import jsonschema_rs
import pytest

from tests.channels.gateway.conftest import Caller
from zhengtong.channels.gateway import bodies, description
from zhengtong.site import settings

PAGE = (Path(__file__).parents[3] / "docs" / "api.md").read_text()
TOLD = description.description()
BLOCKS = [block.replace("\\\n", " ") for block in re.findall(r"```sh\n(.*?)```", PAGE, re.S)]
COMMANDS = [f"curl{one}".strip() for block in BLOCKS for one in re.split(r"^curl", re.sub("(?m)^#.*", "", block), flags=re.M)[1:]]


def parts(command: str) -> tuple[str, str, dict[str, str], str, bool]:
    """Method, address, headers, body, and whether a file goes with it."""
    words = iter(shlex.split(command)[1:])
    method, address, headers, body, file = "get", "", {}, "", False
    for word in words:
        if word == "-X":
            method = next(words).lower()
        elif word == "-H":
            name, _, value = next(words).partition(": ")
            headers[name] = value
        elif word == "-d":
            body = next(words)
        elif word == "-F":
            file = next(words).startswith("file=@")
        else:
            address = word
    return method, address, headers, body, file


def operation_at(method: str, path: str) -> dict[str, object]:
    for where, how, operation in description.operations(TOLD):
        if how == method and re.fullmatch(re.sub(r"{\w+}", r"\\$[A-Z]+", where), path):
            return operation
    raise AssertionError(f"{method} {path} is not described")


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[5:60])
def test_a_command_is_as_described(command: str) -> None:
    method, address, headers, body, file = parts(command)
    path, _, query = address.replace("$API", "/api/v1").partition("?")
    operation = operation_at(method, path)
    known = {one["name"]: one for one in operation["parameters"]}
    assert {one.partition("=")[0] for one in query.split("&") if one} <= set(known)
    assert {name for name, one in known.items() if one["in"] == "header" and one["required"]} <= set(headers)
    assert ("security" not in operation) or headers["Authorization"] == "Bearer $TOKEN"
    wanted = operation.get("requestBody", {}).get("content", {})
    assert bool(body) == ("application/json" in wanted)
    assert file == ("multipart/form-data" in wanted)
    if body:
        assert headers["Content-Type"] == "application/json"
        schema = {**wanted["application/json"]["schema"], "components": TOLD["components"]}
        jsonschema_rs.validate(schema, json.loads(body))


def test_there_are_commands() -> None:
    assert len(COMMANDS) > 10


def test_its_numbers_are_the_settings() -> None:
    found = re.findall(r"(find|read|write|sign in) (\d+) / (\d+)", PAGE)
    said = {name.replace(" ", "_"): (int(one), int(two)) for name, one, two in found}
    assert said == settings.ZT_API_RATES
    assert f"{bodies.DEEPEST} levels" in PAGE
    assert f"{settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 2**20} MB of JSON" in PAGE


def test_it_names_every_status() -> None:
    statuses = {status for _, _, operation in description.operations(TOLD) for status in operation["responses"] if status >= "4"}
    assert statuses - {"503"} <= set(re.findall(r"\b4\d\d\b", PAGE))


@pytest.mark.django_db
def test_the_commands_of_a_beginning_lead_on(town):
    """From the question to the draft, one after the other, as they stand."""
    caller, known = Caller(), {"API": "", "FIRM": "", "DRAFT": "", "TOKEN": ""}
    for written in COMMANDS[:6]:
        command = re.sub(r"'?\$([A-Z]+)'?", lambda found, known=known: known[found[1]], written)
        method, address, headers, body, _ = parts(command)
        told = caller.call(method.upper(), address.lstrip("/"), body.encode(), key=headers.get("Idempotency-Key", ""), headers=headers)
        assert caller.status in (200, 201), (command, told)
        if "token" in told:
            known.update({"TOKEN": told["token"], "FIRM": told["subjects"][-1]["ref"]})
        if "revision" in told:
            known["DRAFT"] = told["number"]
    assert known["DRAFT"]
    assert any(one["element"] == "signboard.text" and one["value"] == "湘江小馆" for one in told["fields"])
