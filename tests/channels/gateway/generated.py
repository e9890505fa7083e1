"""The Python client, generated from the description by a tool that is not ours, talking to the application in this process."""

import importlib
import io
import json
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx

from tests.channels.gateway.inside import application
from zhengtong.channels.gateway import description

HERE = Path(description.__file__).parent
NAME = "zhengtong_client"


def generate(folder: Path) -> ModuleType:
    """A warning of the generator is a fault of the description."""
    (folder / "openapi.json").write_bytes(description.written())
    tool = Path(sys.executable).with_name("openapi-python-client")
    where = ["--path", str(folder / "openapi.json"), "--config", str(HERE / "client.yaml"), "--output-path", str(folder / NAME)]
    done = subprocess.run([tool, "generate", "--meta", "none", "--fail-on-warning", *where], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    sys.path.insert(0, str(folder))
    try:
        return importlib.import_module(NAME)
    finally:
        sys.path.remove(str(folder))


class Caller:
    """Somebody who uses the client. ``caller.call("submit", number)``: the operation by its id, its answer parsed; refusals fail."""

    def __init__(self, recorder: "Recorder", token: str = "") -> None:
        hooks = {"response": [recorder.seen]}
        extra = {"transport": httpx.WSGITransport(app=application), "event_hooks": hooks}
        package = importlib.import_module(NAME)
        known = {"base_url": "http://testserver", "raise_on_unexpected_status": True, "httpx_args": extra}
        known["headers"] = {"Accept-Language": "zh-hans"}
        self.client = package.AuthenticatedClient(token=token, **known) if token else package.Client(**known)
        self.answer: Any = None

    def call(self, operation: str, *where: object, body: object = None, **more: object) -> Any:
        told = self.ask(operation, *where, body=body, **more)
        assert self.answer.status_code < 300, (operation, self.answer.status_code, self.answer.content.decode(errors="replace")[:2000])
        return told

    def ask(self, operation: str, *where: object, body: object = None, **more: object) -> Any:
        """The same, also where it is refused."""
        module = _module(operation)
        if body is not None:
            more["body"] = body
        self.answer = module.sync_detailed(*where, client=self.client, **more)
        return self.answer.parsed

    def make(self, shape: str, /, **fields: object) -> Any:
        """An object of the client's: ``make("Begin", matter=…, answers={…})``."""
        return getattr(importlib.import_module(f"{NAME}.models"), shape).from_dict(fields)

    def file(self, operation: str, content: bytes, name: str = "图纸.pdf") -> Any:
        types, models = importlib.import_module(f"{NAME}.types"), importlib.import_module(f"{NAME}.models")
        shape = getattr(models, f"{_module(operation).__name__.rpartition('.')[2].title().replace('_', '')}FileParams")
        return shape(file=types.File(payload=io.BytesIO(content), file_name=name, mime_type="application/pdf"))

    def upload(self, operation: str, *where: object, content: bytes, name: str = "图纸.pdf") -> Any:
        return self.call(operation, *where, body=self.file(operation, content, name))


def _module(operation: str) -> ModuleType:
    (found,) = Path(importlib.import_module(NAME).__file__ or "").parent.glob(f"api/*/{operation}.py")
    return importlib.import_module(f"{NAME}.api.{found.parent.name}.{operation}")


class Recorder:
    """What was sent and answered, operation by operation: the first good answer of each is an example of it."""

    def __init__(self) -> None:
        told = description.description()
        self.places = [
            (re.compile("^" + re.sub(r"{(\w+)}", r"(?P<\1>[^/]+)", where) + "$"), method, operation["operationId"])
            for where, method, operation in description.operations(told)
        ]
        self.examples: dict[str, dict[str, Any]] = {}

    def seen(self, response: httpx.Response) -> None:
        response.read()
        operation, values = self.find(response.request)
        if not response.is_success or operation in self.examples:
            return
        request = response.request
        values |= {name: value for name, value in request.url.params.items() if value}
        if "Idempotency-Key" in request.headers:
            values["Idempotency-Key"] = request.headers["Idempotency-Key"]
        example: dict[str, Any] = {"parameters": values}
        if request.headers.get("Content-Type") == "application/json":
            example["request"] = json.loads(request.content)
        if response.headers.get("Content-Type", "").startswith("application/json"):
            example["responses"] = {str(response.status_code): short(response.json())}
        self.examples[operation] = example

    def find(self, request: httpx.Request) -> tuple[str, dict[str, Any]]:
        for pattern, method, operation in self.places:
            if request.method.lower() == method and (found := pattern.match(request.url.path)):
                return operation, dict(found.groupdict())
        raise AssertionError(f"{request.method} {request.url.path} is not described")

    def write(self) -> None:
        text = json.dumps(dict(sorted(self.examples.items())), ensure_ascii=False, indent=1)
        description.EXAMPLES.write_text(text + "\n")


def short(value: Any) -> Any:
    """Lists cut to their first two, tokens left out: an example, not a transcript."""
    if isinstance(value, list):
        return [short(one) for one in value[:2]]
    if isinstance(value, Mapping):
        return {key: "…" if key in {"token", "upload"} else short(one) for key, one in value.items()}
    return value
