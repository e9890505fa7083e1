"""YAML, as much of it as content needs: no anchors, no tags, no surprising scalars, bounded in size and depth, every line known.

Codes stay text: ``000131004000`` and dates are read as written, ``on`` and ``no`` are words.
"""
import re
from collections.abc import Iterator
from typing import Any

import yaml

from zhengtong.kernel.content.terms import Defect, Severity, Whole
from zhengtong.kernel.refusals import gettext_noop

DEEPEST = 40
MOST_NODES = 2_000_000
_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)$")
_REAL = re.compile(r"[-+]?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?$")
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}
_MEND = gettext_noop("Open the file at this line and mend it; the text before it is usually the cause.")


class _Broken(Exception):
    def __init__(self, line: int, code: str, message: str, remedy: str = _MEND, **params: object) -> None:
        self.defect = (line, code, message, remedy, params)
        super().__init__(code)


def read(text: str, path: str) -> tuple[list[Whole], list[Defect]]:
    """The documents of one YAML text (one mapping, or a list of mappings), or the one reason why it cannot be read."""
    try:
        _measure(text)
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
        return (list(_wholes(root)) if root is not None else []), []
    except _Broken as broken:
        line, code, message, remedy, params = broken.defect
        return [], [Defect(path, line, code, Severity.ERROR, message, params, remedy)]
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        what = str(getattr(error, "problem", "") or getattr(error, "reason", "") or error).strip()
        line = mark.line + 1 if mark else 1
        message = gettext_noop("This is not valid YAML: %(what)s.")
        return [], [Defect(path, line, "yaml_broken", Severity.ERROR, message, {"what": what}, _MEND)]


def _measure(text: str) -> None:
    """Refuse what would grow: anchors and aliases, endless nesting, endless length. Reads the text once without building it."""
    depth = 0
    for nodes, event in enumerate(yaml.parse(text, Loader=yaml.CSafeLoader)):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _Broken(
                line, "yaml_alias", gettext_noop("Anchors (&) and aliases (*) are not allowed in content."),
                gettext_noop("Write the value out in both places."),
            )
        if isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            depth += 1
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            depth -= 1
        if depth > DEEPEST:
            raise _Broken(line, "yaml_too_deep", gettext_noop("This is nested more than %(deepest)s levels deep."), deepest=DEEPEST)
        if nodes > MOST_NODES:
            raise _Broken(
                line, "yaml_too_long", gettext_noop("This file holds too many values for YAML."),
                gettext_noop("Split it, or write it as JSONL, one document a line."),
            )


def _wholes(root: yaml.Node) -> Iterator[Whole]:
    for node in root.value if isinstance(root, yaml.SequenceNode) else [root]:
        lines: dict[str, int] = {}
        yield Whole(_value(node, "", lines), node.start_mark.line + 1, lines)


def _value(node: yaml.Node, at: str, lines: dict[str, int]) -> Any:
    line = node.start_mark.line + 1
    if at:
        lines[at] = line
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node)
    if node.tag not in ("tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"):
        raise _Broken(line, "yaml_tag", gettext_noop("The tag %(tag)s is not allowed in content."), tag=node.tag)
    if isinstance(node, yaml.SequenceNode):
        return [_value(one, f"{at}/{index}" if at else str(index), lines) for index, one in enumerate(node.value)]
    found: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = key_node.value if isinstance(key_node, yaml.ScalarNode) else None
        key_line = key_node.start_mark.line + 1
        if key is None:
            raise _Broken(key_line, "yaml_key", gettext_noop("A field's name must be a plain word."))
        if key in found:
            raise _Broken(
                key_line, "yaml_twice", gettext_noop("The field %(field)s is written twice here."),
                gettext_noop("Keep one of the two."), field=key,
            )
        place = f"{at}/{key}" if at else key
        found[key] = _value(value_node, place, lines)
        lines[place] = key_line
    return found


def _scalar(node: yaml.ScalarNode) -> Any:
    text: str = node.value
    if node.style in ("'", '"', "|", ">"):
        return text
    if not node.tag.startswith("tag:yaml.org,2002:"):
        raise _Broken(node.start_mark.line + 1, "yaml_tag", gettext_noop("The tag %(tag)s is not allowed in content."), tag=node.tag)
    if text.lower() in _WORDS:
        return _WORDS[text.lower()]
    if _INTEGER.match(text):
        return int(text)
    return float(text) if _REAL.match(text) else text
