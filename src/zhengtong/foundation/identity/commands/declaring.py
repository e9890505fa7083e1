"""本人确认: what only the person can declare is declared by them again before the helper hands in, by a second code or a signed page."""

import secrets
from datetime import datetime

from django.utils.crypto import constant_time_compare

from zhengtong.foundation.identity import rules
from zhengtong.foundation.identity.commands.assisting import hashed, send_text
from zhengtong.foundation.identity.commands.ending import refuse
from zhengtong.foundation.identity.errors import AskedTooOften, CodeOver, CodeWrong, NoTelephone, PaperMissing, SittingOver
from zhengtong.foundation.identity.facts import DeclarationAsked, DeclarationConfirmed
from zhengtong.foundation.identity.models import Assistance, Declaration
from zhengtong.foundation.identity.queries import assisting
from zhengtong.foundation.identity.terms import AssistanceState, AssistanceWay, Basis
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.messages import api as messages
from zhengtong.kernel.refs import Ref
from zhengtong.kernel.refusals import gettext_noop
from zhengtong.kernel.words import Words

CODE = gettext_noop(
    "%(code)s is your code to declare yourself what stands in “%(title)s” (%(count)s declarations). Have them read to you first; "
    "with this code they are your own word. Valid for %(minutes)s minutes."
)


def ask_to_declare(*, draft: str, digest: str, title: Words, count: int, by: Actor, at: datetime) -> None:
    """本人确认请求: a code for this draft as it stands. Raises SittingOver, NoTelephone, AskedTooOften, messages.NotSent."""
    code = f"{secrets.randbelow(10**6):06d}"
    often = False
    with ledger.writing(None, by):
        sitting = _sitting(by, at)
        phone = assisting.phone_of(sitting.person)
        if not phone:
            raise NoTelephone
        often = Declaration.objects.filter(assistance=sitting, paper="", asked_at__gt=at - rules.ASKS_WITHIN).count() >= 2 * rules.ASKS
        if not often:
            Declaration.objects.filter(assistance=sitting, draft=draft, confirmed_at=None).update(code="")
            row = Declaration.objects.create(assistance=sitting, draft=draft, digest=digest, asked_at=at)
            row.code = hashed(f"{sitting.number}:{row.pk}", code)
            row.save(update_fields=["code"])
            fact = DeclarationAsked(assistance=str(sitting.number), draft=draft)
            ledger.record(fact, by=by, at=at, about=Ref("draft", draft), division=sitting.division)
    if often:
        refuse(str(sitting.number), "often", by=by, at=at)
        raise AskedTooOften(times=2 * rules.ASKS)
    params = {"code": code, "title": title, "count": count, "minutes": int(rules.CODE_LASTS.total_seconds() // 60)}
    try:
        send_text(phone=phone, message=CODE, params=params, about=Ref("draft", draft), at=at)
    except messages.NotSent:
        with ledger.writing(None, by):
            Declaration.objects.filter(pk=row.pk).delete()
        raise


def declare(*, draft: str, digest: str, code: str, by: Actor, at: datetime) -> None:
    """本人确认 by the code. What was changed since it was sent needs a new one. Raises SittingOver, CodeWrong, CodeOver."""
    over = wrong = False
    with ledger.writing(None, by):
        sitting = _sitting(by, at)
        held = Declaration.objects.select_for_update().filter(assistance=sitting, draft=draft).exclude(code="").order_by("-pk").first()
        over = held is None or held.digest != digest or rules.code_is_over(held.asked_at, held.tries, at)
        if held is not None and not over:
            held.tries += 1
            wrong = not constant_time_compare(held.code, hashed(f"{sitting.number}:{held.pk}", rules.normalise(code)))
            if not wrong:
                held.code, held.confirmed_at = "", at
            held.save(update_fields=["tries", "code", "confirmed_at"])
            if not wrong:
                _record(sitting, held, AssistanceWay.CODE, by, at)
    if over or wrong:
        refuse(str(sitting.number), "over" if over else "code", by=by, at=at)
    if over or (held is not None and wrong and held.tries >= rules.TRIES):
        raise CodeOver
    if held is not None and wrong:
        raise CodeWrong(left=rules.TRIES - held.tries)


def declare_on_paper(*, draft: str, digest: str, paper: str, by: Actor, at: datetime) -> None:
    """本人确认 on the page that names each declaration, signed. Raises SittingOver, PaperMissing."""
    if not paper:
        raise PaperMissing
    with ledger.writing(None, by):
        sitting = _sitting(by, at)
        held = Declaration.objects.create(assistance=sitting, draft=draft, digest=digest, paper=paper, asked_at=at, confirmed_at=at)
        _record(sitting, held, AssistanceWay.PAPER, by, at)


def _sitting(by: Actor, at: datetime) -> Assistance:
    """The sitting this actor acts in, locked. Raises SittingOver."""
    number = by.basis.number if by.basis is not None and by.basis.kind == Basis.ASSISTANCE else ""
    held = Assistance.objects.select_for_update(of=("self",)).select_related("person__account")
    row = held.filter(number=number, helper=int(by.who.number), state=AssistanceState.OPEN, until__gt=at).first() if number else None
    if row is None:
        raise SittingOver
    return row


def _record(sitting: Assistance, held: Declaration, way: AssistanceWay, by: Actor, at: datetime) -> None:
    fact = DeclarationConfirmed(assistance=str(sitting.number), draft=held.draft, digest=held.digest, way=way)
    ledger.record(fact, by=by, at=at, about=Ref("draft", held.draft), division=sitting.division)
