"""The root of ``zt``. Verbs are loaded when they are called, so that those without a database start at once.

Exit codes: 0 done · 1 refused with a reason · 2 wrong usage.
"""
import importlib
import json
from collections.abc import Sequence
from importlib.util import find_spec
from typing import Any

import click

from zhengtong.kernel.refusals import Refusal
from zhengtong.site.cli import speech

VERBS = ("content", "clock", "find", "ledger", "licence", "synth", "jobs", "serve", "worker")


class Verbs(click.Group):
    """Each verb is ``zhengtong.site.cli.<verb>:<verb>``."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return [verb for verb in VERBS if find_spec(f"zhengtong.site.cli.{verb}")]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        command = getattr(importlib.import_module(f"zhengtong.site.cli.{cmd_name}"), cmd_name)
        assert isinstance(command, click.Command)
        return command


@click.command(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
def zt() -> None:
    """政通 Zhengtong: ask once, decide together, prove everything."""


def run(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit code."""
    try:
        answer: Any = zt.main(args=list(arguments), prog_name="zt", standalone_mode=False)
    except Refusal as refusal:
        if "--json" in arguments:
            click.echo(json.dumps(speech.refusal_as_json(refusal), ensure_ascii=False))
        else:
            speech.tell(refusal)
        return 1
    except click.ClickException as error:
        error.show()
        return 2
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except (click.Abort, KeyboardInterrupt):
        return 130
    return answer if isinstance(answer, int) else 0
