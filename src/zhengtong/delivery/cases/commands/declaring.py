"""本人声明: before a helper hands in, the person themselves declares what only they can, of this very draft."""

from datetime import datetime

from zhengtong.delivery.cases.errors import NothingToDeclare, NotReady
from zhengtong.delivery.cases.queries import declaring, planning
from zhengtong.delivery.cases.terms import Preparation
from zhengtong.foundation.identity import api as identity
from zhengtong.kernel.actors import Actor


def ask_to_declare(*, draft: str, by: Actor, at: datetime) -> None:
    """A code goes to the person's telephone, for what stands in the draft now.

    Raises NotReady (nobody declares what is still missing), NothingToDeclare, identity's SittingOver, NoTelephone, AskedTooOften, and
    messages.NotSent.
    """
    ready = _ready(draft, by)
    count = len(declaring.promises(ready))
    identity.ask_to_declare(draft=draft, digest=declaring.digest(ready), title=ready.draft.title, count=count, by=by, at=at)


def declare(*, draft: str, code: str, by: Actor, at: datetime) -> None:
    """By the code. Raises the same, CodeWrong, CodeOver (also where an answer or a file was changed since it was sent)."""
    identity.declare(draft=draft, digest=declaring.digest(_ready(draft, by)), code=code, by=by, at=at)


def declare_on_paper(*, draft: str, paper: str, by: Actor, at: datetime) -> None:
    """By the signed page that names each declaration. Raises the same, PaperMissing."""
    identity.declare_on_paper(draft=draft, digest=declaring.digest(_ready(draft, by)), paper=paper, by=by, at=at)


def declare_by_card(*, draft: str, typed: str, by: Actor, at: datetime) -> None:
    """At the counter, by the person's own document read once more, of what stands in the draft now. Raises the same, and what a reading
    raises."""
    identity.declare_by_card(draft=draft, digest=declaring.digest(_ready(draft, by)), typed=typed, by=by, at=at)


def _ready(draft: str, by: Actor) -> Preparation:
    ready = planning.prepare(draft, by)
    if ready.problems:
        raise NotReady(problems=ready.problems)
    if not declaring.promises(ready):
        raise NothingToDeclare
    return ready
