"""The root of the command line: exit codes, refusals for people and for machines."""
import json
import subprocess
import sys

import click
import pytest

from zhengtong.kernel.refusals import Problem, Refusal
from zhengtong.site.cli import main


class Shut(Refusal):
    code = "shut"
    message = "The %(what)s is shut."
    remedy = "Come back tomorrow."


@click.command()
@click.option("--json", "as_json", is_flag=True)
def refuses(as_json: bool) -> None:
    raise Shut(what="door", problems=[Problem("hinge", "rusty")])


@click.command()
def done() -> None:
    click.echo("done")


@pytest.fixture(autouse=True)
def verbs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZT_LANGUAGE", "en")
    known = {"refuses": refuses, "done": done}
    monkeypatch.setattr(main.Verbs, "get_command", lambda self, ctx, name: known.get(name))


def test_a_done_command_leaves_with_0(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.run(["done"]) == 0
    assert capsys.readouterr().out == "done\n"


def test_a_refusal_leaves_with_1_and_says_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.run(["refuses"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.splitlines() == ["The door is shut.", "  hinge: rusty", "Come back tomorrow."]


def test_a_refusal_for_machines(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.run(["refuses", "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["refused"] == "shut"
    assert told["remedy"] == "Come back tomorrow."
    assert told["problems"] == [{"at": "hinge", "message": "rusty"}]


@pytest.mark.parametrize("arguments", [["nonsense"], ["done", "--nonsense"], ["done", "too", "much"]])
def test_wrong_usage_leaves_with_2(arguments: list[str]) -> None:
    assert main.run(arguments) == 2


def test_help_starts_without_django() -> None:
    code = "import sys; from zhengtong.site.cli.main import run; assert run(['--help']) == 0; assert 'django' not in sys.modules"
    assert subprocess.run([sys.executable, "-c", code], check=False, capture_output=True).returncode == 0
