"""登录: tries refused and counted, devices noted, factors and sessions told to the ledger."""

from datetime import datetime

from zhengtong.foundation.identity import rules
from zhengtong.foundation.identity.facts import (
    NewDeviceSeen,
    SecondFactorAdded,
    SecondFactorRemoved,
    SessionsEnded,
    SignInLocked,
    SignInRefused,
)
from zhengtong.foundation.identity.models import KnownDevice, SignInTrouble
from zhengtong.foundation.identity.terms import Trouble, Way
from zhengtong.kernel.actors import ANONYMOUS, Actor
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Ref

_MOST_DEVICES = 20
_NOBODY = Ref("account", "unknown")


def refuse_sign_in(*, account: int | None, way: Way, at: datetime, counted: bool = True) -> Trouble:
    """登录被拒: count it, and lock after too many in a row. Without an account only the fact is kept, without what was typed.

    ``counted`` False: a try that cannot be a guess.
    """
    with ledger.writing(None, ANONYMOUS):
        about = _of(account) if account is not None else _NOBODY
        ledger.record(SignInRefused(account=account, way=way), by=ANONYMOUS, at=at, about=about)
        if account is None or not counted:
            return Trouble(None)
        row, _ = SignInTrouble.objects.select_for_update().get_or_create(account_id=account)
        row.refused = rules.still_counted(row.refused, row.last_at, at) + 1
        row.last_at, until = at, at + rules.wait_after(row.refused)
        locked = rules.locks(row.refused)
        row.locked_until = until if row.refused >= rules.LOCKED_AFTER else None
        row.save()
        if locked:
            ledger.record(SignInLocked(account=account, until=until.isoformat()), by=ANONYMOUS, at=at, about=about)
        return Trouble(until if until > at else None, locked=locked)


def let_in(*, account: int) -> None:
    """登录成功: refused tries before it count no more."""
    if SignInTrouble.objects.filter(account=account, refused__gt=0).exists():
        with ledger.writing(None, ANONYMOUS):
            SignInTrouble.objects.filter(account=account).update(refused=0, last_at=None, locked_until=None)


def note_device(*, account: int, mark: str, described: str, by: Actor, at: datetime) -> bool:
    """登录设备: whether it is new to an account that had others before. The very first one is nobody's surprise."""
    with ledger.writing(None, by):
        if KnownDevice.objects.filter(account=account, mark=mark).update(last_at=at, described=described[:120]):
            return False
        others = list(KnownDevice.objects.filter(account=account).order_by("-last_at").values_list("pk", flat=True))
        KnownDevice.objects.create(account_id=account, mark=mark, described=described[:120], first_at=at, last_at=at)
        KnownDevice.objects.filter(pk__in=others[_MOST_DEVICES - 1 :]).delete()
        if others:
            ledger.record(NewDeviceSeen(account=account), by=by, at=at, about=_of(account))
        return bool(others)


def forget_device(*, account: int, device: int) -> bool:
    """移除设备: a sign-in from it is told again. Another account's device is not touched."""
    with ledger.writing(None, ANONYMOUS):
        gone, _ = KnownDevice.objects.filter(account=account, pk=device).delete()
    return bool(gone)


def add_factor(*, account: int, factor: str, by: Actor, at: datetime) -> None:
    """添加验证方式, for the record; allauth keeps it."""
    _record(SecondFactorAdded(account=account, factor=factor), account, by, at)


def remove_factor(*, account: int, factor: str, by: Actor, at: datetime) -> None:
    """移除验证方式, for the record."""
    _record(SecondFactorRemoved(account=account, factor=factor), account, by, at)


def end_sessions(*, account: int, count: int, why: str, by: Actor, at: datetime) -> None:
    """结束会话, for the record; the channel that opened them ends them."""
    if count:
        _record(SessionsEnded(account=account, count=count, why=why), account, by, at)


def _record(fact: object, account: int, by: Actor, at: datetime) -> None:
    with ledger.writing(None, by):
        ledger.record(fact, by=by, at=at, about=_of(account))


def _of(account: int) -> Ref:
    return Ref("account", str(account))
