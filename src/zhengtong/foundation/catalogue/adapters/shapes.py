"""来源的形: what a YAML file from outside must look like before anybody reads on in it (``*.schema.json`` beside this file)."""

from functools import cache
from pathlib import Path

from zhengtong.kernel.content import api as content
from zhengtong.kernel.content.terms import Defect, Source


def misshapen(form: str, source: Source) -> tuple[Defect, ...]:
    """Everything in which the file departs from its format's shape, with lines."""
    whole = source.wholes[0]
    return content.misfits(_text(form), whole, path=source.name, kind=form)


@cache
def _text(form: str) -> str:
    return Path(__file__).with_name(f"{form}.schema.json").read_text("utf-8")
