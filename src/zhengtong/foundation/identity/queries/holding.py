"""代理存续: whether the ground on which somebody acts for another still holds, at the moment of the act."""

from typing import Any

from django.db.models import BigIntegerField, DateField, Q, QuerySet

from zhengtong.foundation.identity import rules
from zhengtong.foundation.identity.errors import GroundEnded, MandateUsed, OutsideMandate
from zhengtong.foundation.identity.models import Firm, Mandate, Representation
from zhengtong.foundation.identity.queries import grounds
from zhengtong.foundation.identity.terms import Basis, MandateState, RegisterStatus
from zhengtong.kernel import clock
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.ledger.api import Given
from zhengtong.kernel.refs import Ref

_TODAY = Given("today", DateField())


def _office() -> QuerySet[Representation, tuple[Any, ...]]:
    held = Representation.objects.select_for_update(no_key=True).filter(
        Q(expires_on=None) | Q(expires_on__gte=_TODAY), pk=Given("office", BigIntegerField()), until=None, since__lte=_TODAY
    )
    return held.filter(person__account=Given("account", BigIntegerField())).values_list("firm__status", "firm__name")


_OFFICE = ledger.Composed(_office)


def check_reach(by: Actor, matter: Ref) -> None:
    """代理权限: the ground on which they act reaches this matter. Raises OutsideMandate."""
    if not by.may_touch(matter):
        raise OutsideMandate


def check_may_file(by: Actor, matter: Ref) -> None:
    """Before something new is begun. Raises OutsideMandate, MandateUsed, FirmGone."""
    check_reach(by, matter)
    if by.basis is not None and by.basis.kind == Basis.MANDATE:
        used = Mandate.objects.filter(number=by.basis.number).exclude(used_by="").values_list("used_by", flat=True).first()
        if used:
            raise MandateUsed(case=used)
    if by.basis is not None and by.subject is not None and by.subject.kind == "firm":
        check_stands(by.subject.number)


def hold(by: Actor, matter: Ref, *, filing: bool = False) -> None:
    """Inside the transaction of the act: the ground holds still, and whoever would end it now waits until the act is done.

    ``filing``: something new, which needs a firm that still exists. Raises OutsideMandate, GroundEnded, FirmGone.
    """
    check_reach(by, matter)
    if by.basis is None:
        return
    if by.basis.kind == Basis.OFFICE:
        _hold_office(by, filing=filing)
    elif by.basis.kind == Basis.MANDATE:
        mandate_held(by)
        if filing and by.subject is not None and by.subject.kind == "firm":
            check_stands(by.subject.number)
    elif not grounds.still(by):
        raise GroundEnded


def mandate_held(by: Actor) -> Mandate:
    """The power on which they act, locked. Raises GroundEnded."""
    assert by.basis is not None
    today = clock.today()
    found = Mandate.objects.select_for_update().filter(
        number=by.basis.number, agent__account=int(by.who.number), state=MandateState.IN_FORCE, since__lte=today, until__gte=today
    ).first()  # fmt: skip
    if found is None:
        raise GroundEnded
    return found


def _hold_office(by: Actor, *, filing: bool) -> None:
    assert by.basis is not None
    found = _OFFICE.first(office=int(by.basis.number), account=int(by.who.number), today=clock.today())
    if found is None:
        raise GroundEnded
    if filing:
        rules.check_stands(RegisterStatus(found[0]), found[1])


def check_stands(code: str) -> None:
    """Raises FirmGone."""
    found = Firm.objects.filter(code=code).values_list("status", "name").first()
    if found:
        rules.check_stands(RegisterStatus(found[0]), found[1])
