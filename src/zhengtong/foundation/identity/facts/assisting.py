"""帮办事实: numbers of our own only, never a name, a document or a telephone."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AssistanceAsked:
    """帮办请求: a code is on its way to the person."""

    assistance: str
    person: str


@dataclass(frozen=True, slots=True)
class AssistanceOpened:
    """帮办开始: by the code the person told, or on the paper they signed."""

    assistance: str
    person: str
    way: str
    until: str


@dataclass(frozen=True, slots=True)
class AssistanceEnded:
    """帮办结束. ``why``: helper, time, moved (the helper serves there no more), unanswered (the code was not used), line (it could not be
    sent)."""

    assistance: str
    person: str
    why: str


@dataclass(frozen=True, slots=True)
class AssistanceStopped:
    """帮办叫停: by the person, or at a window at their word."""

    assistance: str
    person: str


@dataclass(frozen=True, slots=True)
class AssistanceRefused:
    """帮办被拒. ``why``: code (a wrong one), over, nobody, oneself, often. No number where no sitting was begun."""

    assistance: str
    why: str


@dataclass(frozen=True, slots=True)
class DeclarationAsked:
    """本人确认请求: the code for the person's own declaration is on its way."""

    assistance: str
    draft: str


@dataclass(frozen=True, slots=True)
class DeclarationConfirmed:
    """本人确认: the person themselves declared what only they can (``digest`` of what stood in the draft)."""

    assistance: str
    draft: str
    digest: str
    way: str
