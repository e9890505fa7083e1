"""办件: begin a draft for a matter, or go on with the one already begun."""

from collections.abc import Mapping
from datetime import datetime

from zhengtong.delivery.cases import rules
from zhengtong.delivery.cases.errors import HandledElsewhere, NothingChosen, NotOnline, SituationUndecided, SubjectNotEligible
from zhengtong.delivery.cases.queries import planning
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.catalogue.terms import Bundle, Filing
from zhengtong.foundation.elements.terms import Element
from zhengtong.foundation.forms import api as forms
from zhengtong.foundation.forms.terms import DraftView
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import Level
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.refs import Key, Ref


def begin(
    *, matter: Ref, answers: Mapping[str, object], by: Actor, at: datetime, again: str = "", once: Key | None = None
) -> DraftView:
    """起草: pin what is published today and keep the situation answers, so that the form asks only what is left.

    ``again``: a case of one's own whose answers are carried over; without it those of the last one, but for what is asked each time.
    Filling in needs no more than somebody to file for; how sure we must be of them is asked when it is handed in.
    Raises NotOnline, HandledElsewhere, SubjectNotEligible, SituationUndecided, NothingChosen, identity.LevelNeeded for an account that
    nobody has proved, and on whose ground they act: identity.OutsideMandate, MandateUsed, FirmGone.
    """
    computed = planning.plan(matter=matter, answers=answers, by=by)
    bundle = computed.bundle
    _check_open(bundle)
    if by.subject is None:
        identity.check_level(by.level, Level.VERIFIED)
        raise SubjectNotEligible(title=bundle.name)
    rules.check_subject(bundle, by.subject)
    identity.check_may_file(by, matter)
    if computed.undecided:
        raise SituationUndecided
    if not computed.chosen:
        raise NothingChosen
    asked = {one.element.key for one in computed.form.fields if one.known is None and _carried(one.element, again)}
    kept = {**planning.earlier_answers(by, asked, again), **answers}
    return forms.open_draft(
        matter=matter, title=bundle.name, pins=planning.pins(computed), subject=by.subject, answers=kept, by=by, at=at, once=once
    )


def _carried(element: Element, again: str) -> bool:
    """Whether an earlier answer may be offered again: never a promise, and what is asked each time only in the same matter once more."""
    return not element.is_promise and (bool(again) or not element.each_time)


def _check_open(bundle: Bundle) -> None:
    place = catalogue.neighbour(bundle.pack)
    if place is not None:
        raise HandledElsewhere(title=bundle.name, place=place.name, hotline=place.hotline)
    if bundle.filing is not Filing.ONLINE:
        raise NotOnline(title=bundle.name)
