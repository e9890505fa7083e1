"""变化: what differs between two states of the content, place by place."""
from collections.abc import Mapping
from datetime import date

from zhengtong.kernel.content.terms import Difference, Document, Edit, How

MOST_EDITS = 200                     # shown of one document
_Key = tuple[str, str, date]
_MISSING = object()


def compare(before: Mapping[_Key, Mapping[str, object]], after: Mapping[_Key, Mapping[str, object]]) -> tuple[Difference, ...]:
    """Every document that is new, changed or gone, in a stable order."""
    found = []
    for key in sorted(before.keys() | after.keys()):
        kind, code, day = key
        if key not in before:
            found.append(Difference(kind, code, How.NEW, day))
        elif key not in after:
            found.append(Difference(kind, code, How.WITHDRAWN, day))
        elif edits := edits_of(before[key], after[key]):
            found.append(Difference(kind, code, How.CHANGED, day, edits))
    return tuple(found)


def edits_of(before: object, after: object) -> tuple[Edit, ...]:
    """The places where two bodies differ."""
    edits: list[Edit] = []
    _walk("", before, after, edits)
    return tuple(edits[:MOST_EDITS])


def by_key(documents: tuple[Document, ...]) -> dict[_Key, Mapping[str, object]]:
    return {(one.kind, one.code, one.valid_from): one.body for one in documents}


def _walk(at: str, before: object, after: object, edits: list[Edit]) -> None:
    if before == after and type(before) is type(after):
        return
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for name in [*before, *(name for name in after if name not in before)]:
            _walk(f"{at}/{name}" if at else str(name), before.get(name, _MISSING), after.get(name, _MISSING), edits)
    elif isinstance(before, list) and isinstance(after, list):
        for index in range(max(len(before), len(after))):
            _walk(
                f"{at}/{index}", before[index] if index < len(before) else _MISSING, after[index] if index < len(after) else _MISSING, edits
            )
    else:
        edits.append(Edit(at, None if before is _MISSING else before, None if after is _MISSING else after))
