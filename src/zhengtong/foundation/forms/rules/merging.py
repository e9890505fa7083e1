"""两窗同填: one draft, several windows. Each answer remembers when it changed, so that windows merge answer by answer."""
from collections.abc import Mapping
from dataclasses import dataclass, field

_REMEMBERED = 12                       # values of one answer, newest last


@dataclass(frozen=True, slots=True)
class Kept:
    """Answers, and for each the values it had: (revision since which, value, window)."""

    answers: Mapping[str, object] = field(default_factory=dict)
    past: Mapping[str, list[tuple[int, object, str]]] = field(default_factory=dict)

    def at(self, key: str, revision: int) -> tuple[bool, object]:
        """Whether we still know what this answer was at a revision, and what it was."""
        past = self.past.get(key, [])
        before = [value for since, value, _ in past if since <= revision]
        if before:
            return True, before[-1]
        return len(past) < _REMEMBERED, None

    def changed(self, key: str) -> tuple[int, str]:
        """When an answer last changed, and in which window."""
        past = self.past.get(key)
        return (past[-1][0], past[-1][2]) if past else (0, "")


@dataclass(frozen=True, slots=True)
class Merged:
    kept: Kept
    changed: bool
    conflicts: Mapping[str, tuple[object, object]]       # key → (mine, theirs)


def merge(kept: Kept, given: Mapping[str, object], *, seen: int | None, revision: int, window: str = "") -> Merged:
    """Put the answers ``given`` by a window that last saw revision ``seen`` into what is kept; the result becomes ``revision``.

    An answer which that window did not touch stays as the other left it. Changed in both, to different values: a conflict, and nothing
    of it is taken. ``seen`` None overrules everything. Clearing an answer (None) is a change like any other.
    """
    answers, past, conflicts = dict(kept.answers), {key: list(held) for key, held in kept.past.items()}, {}
    for key, mine in given.items():
        theirs = answers.get(key)
        if _same(mine, theirs) or _untouched(kept, key, mine, seen):
            continue
        since, by = kept.changed(key)
        if seen is not None and since > seen and not (window and by == window):
            conflicts[key] = (mine, theirs)
            continue
        if mine is None:
            answers.pop(key, None)
        else:
            answers[key] = mine
        past[key] = [*past.get(key, []), (revision, mine, window)][-_REMEMBERED:]
    changed = any(len(past[key]) and past[key][-1][0] == revision for key in given if key in past)
    return Merged(Kept(answers, past), changed, conflicts)


def _untouched(kept: Kept, key: str, mine: object, seen: int | None) -> bool:
    if seen is None:
        return False
    remembered, then = kept.at(key, seen)
    return remembered and _same(mine, then)


def _same(one: object, other: object) -> bool:
    """Equal and of the same kind: True is not 1."""
    return type(one) is type(other) and one == other
