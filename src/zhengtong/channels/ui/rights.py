"""权限的说法: duties, sources of rights and purposes of look-ups, in words."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext, gettext_noop

from zhengtong.foundation.identity.terms import Duty, GrantSource, ProtectedQueryState
from zhengtong.foundation.identity.terms.looking import Purpose
from zhengtong.foundation.identity.terms.staffing import Effect

DUTIES: Mapping[Duty, str] = {
    Duty.INTAKE: gettext_noop("Take in and accept"),
    Duty.REVIEW: gettext_noop("Review and decide"),
    Duty.ASSIST: gettext_noop("Help people file"),
    Duty.LOOK_UP: gettext_noop("Look people up"),
    Duty.LEAD: gettext_noop("Lead the authority: extend terms, receive what is escalated"),
    Duty.GOVERN: gettext_noop("Lead the government: extend joint terms"),
    Duty.COUNTERSIGN: gettext_noop("Release protected records"),
    Duty.ADMINISTER: gettext_noop("Administer the body"),
    Duty.OPERATE: gettext_noop("Operate the platform"),
}
SOURCES: Mapping[GrantSource, str] = {
    GrantSource.APPOINTMENT: gettext_noop("post"),
    GrantSource.IMPORT: gettext_noop("staff file"),
    GrantSource.GRANT: gettext_noop("given singly"),
    GrantSource.SUBSTITUTION: gettext_noop("stands in"),
    GrantSource.BREAK_GLASS: gettext_noop("emergency"),
}
PURPOSES: Mapping[Purpose, str] = {
    Purpose.HANDLE: gettext_noop("To handle the person's own matter"),
    Purpose.IDENTIFY: gettext_noop("To check who is at the window"),
    Purpose.RELATION: gettext_noop("To verify a relation in another's matter"),
    Purpose.CORRECT: gettext_noop("To correct the register"),
    Purpose.COMPLAINT: gettext_noop("To handle a complaint"),
}
QUERIES: Mapping[ProtectedQueryState, str] = {
    ProtectedQueryState.ASKED: gettext_noop("Waits for a second officer"),
    ProtectedQueryState.RELEASED: gettext_noop("Released"),
    ProtectedQueryState.REFUSED: gettext_noop("Not released"),
    ProtectedQueryState.OVER: gettext_noop("Its time is over"),
}
EFFECTS: Mapping[Effect, str] = {
    Effect.JOIN: gettext_noop("joins"),
    Effect.MOVE: gettext_noop("moves"),
    Effect.LEAVE: gettext_noop("leaves"),
    Effect.NONE: gettext_noop("stands so already"),
}
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def duty(value: str) -> str:
    return gettext(DUTIES[Duty(value)])


def source(value: str) -> str:
    return gettext(SOURCES[GrantSource(value)])


def purpose(value: str) -> str:
    return gettext(PURPOSES[Purpose(value)])


def query_state(value: str) -> str:
    return gettext(QUERIES[ProtectedQueryState(value)])


def effect(value: str) -> str:
    return gettext(EFFECTS[Effect(value)])


def sheet(rows: Iterable[Sequence[object]]) -> bytes:
    """A CSV that office programs open as text: with the mark of UTF-8, and no cell that begins like a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    for row in rows:
        writer.writerow([_harmless(str(cell)) for cell in row])
    return ("\ufeff" + out.getvalue()).encode()


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
