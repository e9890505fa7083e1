"""What the command line says, in the language of the terminal, without starting Django.

Chinese unless the terminal asks for English (``ZT_LANGUAGE``, ``LC_ALL``, ``LC_MESSAGES``, ``LANG``).
"""
import gettext
import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import click

from zhengtong.kernel.refusals import Problem, Refusal

_PACKAGE = Path(__file__).resolve().parents[2]


def language() -> str:
    """``zh-hans`` or ``en``."""
    for name in ("ZT_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if asked := os.environ.get(name, ""):
            return "en" if asked.lower().startswith("en") else "zh-hans"
    return "zh-hans"


@cache
def _translations() -> gettext.NullTranslations:
    """Every capability's own catalogue, one after the other."""
    found = gettext.NullTranslations()
    for file in sorted(_PACKAGE.glob("**/locale/zh_Hans/LC_MESSAGES/django.mo")):
        with file.open("rb") as stream:
            one = gettext.GNUTranslations(stream)
        one.add_fallback(found)
        found = one
    return found


def say(message: str, params: Mapping[str, object] | None = None) -> str:
    """A msgid in the terminal's language, its parameters filled in."""
    text = message if language() == "en" or not message else _translations().gettext(message)
    return text % params if params else text


def refusal_as_json(refusal: Refusal) -> dict[str, object]:
    """A refusal for machines: ``refused`` is its stable code."""
    return {
        "refused": refusal.code,
        "kind": str(refusal.kind),
        "message": say(refusal.message, refusal.params),
        "remedy": say(refusal.remedy, refusal.params),
        "problems": [problem_as_json(one) for one in refusal.problems],
    }


def problem_as_json(problem: Problem) -> dict[str, object]:
    return {"at": problem.at, "message": say(problem.message, problem.params)}


def tell(refusal: Refusal) -> None:
    """A refusal for people, on the error stream: what, where, what to do."""
    click.echo(say(refusal.message, refusal.params), err=True)
    for problem in refusal.problems:
        click.echo(f"  {problem.at}: {say(problem.message, problem.params)}", err=True)
    if refusal.remedy:
        click.echo(say(refusal.remedy, refusal.params), err=True)
