"""窗口收件的事实: numbers of our own only, never a name or a document."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CounterOpened:
    """Somebody stands at the counter: their document was read, or typed (``way``). ``registered``: entered in the register with it."""

    assistance: str
    person: str
    way: str
    until: str
    registered: bool = False


@dataclass(frozen=True, slots=True)
class CounterTurned:
    """From now on the person at the counter acts for this subject: a firm whose office they hold, a ward, or themselves again."""

    assistance: str
    person: str
    subject: str


@dataclass(frozen=True, slots=True)
class CounterClosed:
    """``why``: next (the next person), time (nothing was done for half an hour), sign_out, moved (the clerk serves there no more)."""

    assistance: str
    person: str
    why: str


@dataclass(frozen=True, slots=True)
class CounterRefused:
    """Nobody was seated. ``why``: the code of the refusal."""

    way: str
    why: str


@dataclass(frozen=True, slots=True)
class CounterReached:
    """Something of the person's that was there before is taken up in this sitting: a case that waits for them, a draft."""

    assistance: str
    person: str
    what: str
