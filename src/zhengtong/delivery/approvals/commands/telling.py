"""告知经办人: messages to officers about an approval, once for each fact."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from zhengtong.delivery.approvals import queries
from zhengtong.delivery.approvals.models import Approval
from zhengtong.delivery.approvals.terms import Level
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import Duty
from zhengtong.kernel.messages import api as messages
from zhengtong.kernel.refs import Key, Ref
from zhengtong.kernel.refusals import gettext_noop
from zhengtong.kernel.words import Words

NEARLY = gettext_noop("%(name)s (%(number)s) is due on %(day)s and nobody works on it.")
PROMISE_BROKEN = gettext_noop("%(name)s (%(number)s) is past its promised term, which ended on %(day)s.")
LAW_BROKEN = gettext_noop("%(name)s (%(number)s) is past its term by law, which ended on %(day)s.")
_LATE: Mapping[Level, str] = {Level.NEAR: NEARLY, Level.PROMISE: PROMISE_BROKEN, Level.LAW: LAW_BROKEN}


@dataclass(frozen=True, slots=True)
class _Said:
    message: str
    once: Key
    at: datetime
    params: Mapping[str, object] = field(default_factory=dict)


def tell_watchers(*, approval: str, message: str, but: Ref, once: Key, at: datetime) -> int:
    """关注告知: whoever keeps an eye on it and did not do it themselves. ``message`` may say its ``name`` and ``number``. How many."""
    row = Approval.objects.filter(number=approval).first()
    return _tell(row, _watching(row, queries.watchers(approval)), _Said(message, once, at), but) if row is not None else 0


def tell_watchers_of_case(*, case: str, message: str, but: Ref, once: Key, at: datetime) -> int:
    """The same for every part of a case. Called by the conductor."""
    told = 0
    for number, accounts in queries.watchers_of_case(case).items():
        row = Approval.objects.get(number=number)
        told += _tell(row, _watching(row, accounts), _Said(message, Key(f"{once}:{number}"), at), but)
    return told


def tell_officer(*, approval: str, officer: str, message: str, by: str, but: Ref, once: Key, at: datetime) -> int:
    """One officer; ``message`` may also say who did it (``who``)."""
    row, account = Approval.objects.filter(number=approval).first(), officer.partition(":")[2]
    if row is None or not account.isdecimal():
        return 0
    return _tell(row, (int(account),), _Said(message, once, at, {"who": by}), but)


def tell_heads(*, approval: str, level: Level, due: str, once: Key, at: datetime) -> int:
    """督办告知: to whoever heads the body that holds it now."""
    row = Approval.objects.filter(number=approval).first()
    if row is None or level not in _LATE or not due:
        return 0
    heads = [one.account for one in identity.staff_of(row.organisation, Duty.LEAD)]
    return _tell(row, heads, _Said(_LATE[level], once, at, {"day": date.fromisoformat(due)}), Ref("system", "approvals"))


def _watching(row: Approval, accounts: Iterable[int]) -> list[int]:
    """Of those who once had it in sight, whoever still has."""
    return [one for one in accounts if queries.still_sees(one, row)]


def _tell(row: Approval, accounts: Iterable[int], said: _Said, but: Ref) -> int:
    told = 0
    for account in accounts:
        to = Ref("account", str(account))
        if to != but:
            params = {"name": Words.read(row.name), "number": row.number, **said.params}
            messages.send(to=to, message=said.message, params=params, about=Ref("approval", row.number), at=said.at, once=said.once)
            told += 1
    return told
