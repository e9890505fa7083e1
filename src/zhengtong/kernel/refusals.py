"""Refusals: what stopped, why, and what to do about it. Shown to people as they stand, in their language.

A refusal is raised by a rule or a command and caught by a channel, which translates it and chooses the status code. Nothing has
been written when one is raised: commands decide before they save.
"""
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar


def gettext_noop(message: str) -> str:
    """Mark a source string for translation without importing Django."""
    return message


class Kind(StrEnum):
    """What sort of no it is; channels map it to a status code."""

    INVALID = "invalid"          # the request itself is wrong: mend it and send again
    FORBIDDEN = "forbidden"      # not yours
    NOT_FOUND = "not_found"      # nothing there that you may see
    CONFLICT = "conflict"        # somebody was quicker, or the state does not allow it
    TOO_LARGE = "too_large"
    UNAVAILABLE = "unavailable"  # try again later


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong at one place: ``at`` is an element key, a material code or a file position; ``message`` an English msgid."""

    at: str
    message: str
    params: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.at}: {self.message % self.params if self.params else self.message}"


class Refusal(Exception):
    """Base of all refusals. A subclass sets code, message and remedy (English msgids with ``%(name)s`` parameters)."""

    code: ClassVar[str] = "refused"
    kind: ClassVar[Kind] = Kind.CONFLICT
    message: ClassVar[str] = gettext_noop("This cannot be done.")
    remedy: ClassVar[str] = gettext_noop("Go back and check what you entered.")

    def __init__(self, *, problems: Sequence[Problem] = (), **params: object) -> None:
        self.params = params
        self.problems = tuple(problems)
        super().__init__(self.message % params if params else self.message)
