"""延续: which licences may be renewed, by when to ask, and what was asked (行政许可法 art. 50)."""

from collections.abc import Sequence
from datetime import date

from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.cases.models import Case, Renewal
from zhengtong.delivery.cases.terms import RUNNING
from zhengtong.delivery.cases.terms.renewing import Renewable, RenewalView
from zhengtong.delivery.licences import api as licences
from zhengtong.delivery.licences.terms import LicenceStatus, LicenceView
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.catalogue.terms import Regime, Term
from zhengtong.kernel import clock
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.clock import CHINA


def renewable(licence: LicenceView, on: date | None = None) -> Renewable | None:
    """By when its holder must ask; None where it has no end, is not in force any more, or its law knows no renewal.

    The regime is that of the item on which it was granted, as it stands today.
    """
    day = on or clock.today()
    if licence.valid_until is None or not licence.item or licence.status is not LicenceStatus.VALID:
        return None
    code = _regime(licence.item)
    regime = catalogue.regime(code) if code else None
    asked = regime.at("renewal.ask_before_days", day) if regime else None
    if regime is None or asked is None:
        return None
    silence, calendar = regime.at("renewal.silence", day), catalogue.calendar(licence.division)
    ask_by = approvals.renew_by(calendar, Term(int(str(asked.value)), asked.unit), expires=licence.valid_until)
    drafts = list(Renewal.objects.filter(licence=licence.number, over=False).order_by("-id").values_list("draft", flat=True))
    handed_in = dict(Case.objects.filter(draft__in=drafts).order_by("-id").values_list("draft", "state")) if drafts else {}
    running = Case.objects.filter(draft__in=drafts, state__in=RUNNING).order_by("-id").first() if handed_in else None
    return Renewable(
        licence=licence.number,
        item=licence.item,
        expires=licence.valid_until,
        ask_by=ask_by,
        reference=asked.reference,
        silence=silence.reference if silence is not None and silence.value == "renewed" else "",
        provisional=not calendar.knows(ask_by, licence.valid_until),
        draft=next((one for one in drafts if one not in handed_in), ""),
        case=running.number if running else "",
    )


def renewal_of(case: str) -> RenewalView | None:
    """What a case asks to renew; for a reader who may see the case."""
    row = Case.objects.filter(number=case).only("draft", "submitted_at").first()
    held = Renewal.objects.filter(draft=row.draft).first() if row else None
    return view(held, row.submitted_at.astimezone(CHINA).date()) if row and held else None


def renewal_of_draft(draft: str) -> RenewalView | None:
    """The same before it is handed in."""
    held = Renewal.objects.filter(draft=draft).first()
    return view(held, None) if held else None


def continues(row: Case, licence_type: str) -> date | None:
    """From when a renewed licence goes on: the day after the one before ends, where it was asked for in time. None: from its issue.

    Asked of the database only for a licence that has a term.
    """
    if licences.licence_type(licence_type, clock.today()).valid_years is None:
        return None
    held = Renewal.objects.filter(draft=row.draft).first()
    if held is None or row.submitted_at.astimezone(CHINA).date() > held.ask_by:
        return None
    return date.fromordinal(held.expires.toordinal() + 1)


def handed_in() -> Sequence[tuple[int, str]]:
    """Renewals that were handed in and are not linked to their case yet."""
    drafts = dict(Renewal.objects.filter(over=False, case="").values_list("draft", "pk"))
    found = Case.objects.filter(draft__in=drafts).order_by("id").values_list("draft", "number")
    return [(drafts[draft], number) for draft, number in found]


def undecided(on: date) -> Sequence[int]:
    """Asked for in time, and the licence has ended without an answer that is known here."""
    rows = Renewal.objects.filter(over=False, expires__lt=on, in_time=True).exclude(case="")
    return list(rows.order_by("expires", "id").values_list("pk", flat=True))


def own_term(draft: str, item: str, regime: Regime, on: date) -> Term | None:
    """延续的审查期限, where the law has one of its own for a renewal (排污许可管理条例 art. 14); asked of the database only there."""
    own = regime.at("renewal.decision_days", on)
    if own is None or not Renewal.objects.filter(draft=draft, item=item).exists():
        return None
    return Term(int(str(own.value)), own.unit, own.reference)


def view(row: Renewal, submitted: date | None) -> RenewalView:
    in_time = None if submitted is None else submitted <= row.ask_by
    return RenewalView(row.licence, row.expires, row.ask_by, row.reference, row.silence, in_time)


def may_renew(by: Actor, licence: LicenceView) -> bool:
    """Whoever acts for its holder."""
    return by.subject == licence.holder


def _regime(item: str) -> str:
    try:
        return catalogue.guide(item).regime
    except (catalogue.UnknownMatter, catalogue.ItemWithdrawn):
        return ""
