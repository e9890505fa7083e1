"""Documents to text, always the same text for the same documents: codes in quotes, fields in the order given, no line folded."""
import json
import re
from collections.abc import Mapping, Sequence

import yaml

_LIKE_A_CODE = re.compile(r"(?![a-z]+://)[\x21-\x7e]*[0-9][\x21-\x7e]*$")
_WIDE = 100_000


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - content knows no aliases
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002 - PyYAML's signature
        super().increase_indent(flow, False)


def _text(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"' if _LIKE_A_CODE.match(text) else None)


_Dumper.add_representer(str, _text)


def as_yaml(documents: Sequence[Mapping[str, object]], heading: str = "") -> str:
    """A list of documents as YAML, ``heading`` as a comment above."""
    comment = "".join(f"# {line}\n" for line in heading.splitlines())
    lists = [[dict(one)] for one in documents]
    return comment + "\n".join(yaml.dump(one, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDE) for one in lists)


def as_jsonl(documents: Sequence[Mapping[str, object]]) -> str:
    """One document a line."""
    return "".join(json.dumps(one, ensure_ascii=False, separators=(",", ":")) + "\n" for one in documents)


def as_csv(documents: Sequence[Mapping[str, object]]) -> str:
    """Rows under the first document's fields."""
    import csv
    import io

    stream = io.StringIO()
    writer = csv.DictWriter(stream, fieldnames=list(documents[0]) if documents else [], lineterminator="\n")
    writer.writeheader()
    writer.writerows(documents)
    return stream.getvalue()
