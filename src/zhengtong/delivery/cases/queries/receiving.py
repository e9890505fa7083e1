"""办件: what the window may still do with a case: mend, let a paper follow, remind; and what the applicant may promise."""

from datetime import datetime

from zhengtong.delivery.cases import rules
from zhengtong.delivery.cases.models import Case
from zhengtong.delivery.cases.queries import reading
from zhengtong.delivery.cases.terms import CaseState, Channel, Promisable, Reception
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.catalogue.terms import Deferrable, Guide, Handling, MaterialState
from zhengtong.foundation.elements import api as elements
from zhengtong.foundation.identity import api as identity
from zhengtong.kernel import clock
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.clock import CHINA
from zhengtong.kernel.refs import Ref
from zhengtong.kernel.words import Words


def reception(number: str, by: Actor) -> Reception:
    """For the clerk who has it in hand. Raises CaseNotFound, OwnMatter."""
    row, now = reading.find(number, by), clock.now()
    on = now.astimezone(CHINA).date()
    regimes, calendar = reading.regimes(row), catalogue.calendar(row.division)
    received, asked = row.state == CaseState.RECEIVED, row.state == CaseState.SUPPLEMENTING
    instead, least = rules.resubmits(regimes.values(), on), rules.answer_term(regimes.values(), on)
    notice = row.notices.filter(answered_at=None).order_by("asked_at").last() if asked else None
    papers = {one.material.code: one.material for one in reading.planned(row)}
    reminded = notice.reminded_at.astimezone(CHINA).date() if notice and notice.reminded_at else None
    return Reception(
        places=mendable(row, now) if received else (),
        deferrable=tuple(
            Promisable(papers[code], rule, rules.promised_by(calendar, rule, on))
            for code, rule in (deferrable(row) if received else {}).items()
        ),
        resubmit=instead.reference if instead else "",
        answer_days=least.days if least else None,
        answer_article=least.reference if least else "",
        unanswered=(on - notice.asked_at.astimezone(CHINA).date()).days if notice else None,
        arrives=row.channel == Channel.ELSEWHERE and row.arrived_at is None,
        may_remind=notice is not None and reminded != on,
        accepts_on=row.silence_on if received else None,
    )


def mendable(row: Case, at: datetime) -> tuple[str, ...]:
    """当场更正: questions and papers that the law of an item asking for them lets be put right at once; not what a register says,
    and no promise, which is the applicant's own."""
    on, guides = at.astimezone(CHINA).date(), guides_of(row)
    regimes = reading.regimes(row)
    by_item = {str(one.code): regimes[one.regime] for one in guides if one.regime in regimes}
    asking: dict[str, set[str]] = {}
    for one in guides:
        for ask in catalogue.asks_of(one, row.answers):
            asking.setdefault(ask.element, set()).add(one.code)
    fixed = set(identity.known(Ref(row.subject_kind, row.subject_number), asking))
    fixed |= {key for key, one in elements.elements(asking).items() if one.is_promise}
    asking = {key: items for key, items in asking.items() if key not in fixed}
    asking |= {one.material.code: set(map(str, one.needed_by)) for one in reading.planned(row) if one.state is MaterialState.BRING}
    return tuple(place for place, items in asking.items() if rules.mendable(by_item, items, on))


def deferrable(row: Case) -> dict[str, Deferrable]:
    """可容缺: papers of this case that may follow, are not there, and are not promised yet."""
    there = set(row.materials.filter(replaced=False).values_list("material", flat=True))
    there |= set(row.deferrals.values_list("material", flat=True))
    return {code: rule for code, rule in terms_of(row).items() if code not in there}


def terms_of(row: Case) -> dict[str, Deferrable]:
    return rules.deferrable(reading.planned(row), handling(row))


def lacks(row: Case) -> dict[str, tuple[str, ...]]:
    """Item → papers that are promised and not there."""
    later = set(row.deferrals.filter(supplied_at=None).values_list("material", flat=True))
    return rules.lacking(reading.planned(row), handling(row), later)


def handling(row: Case) -> dict[str, Handling]:
    return {str(one.code): one.handling for one in guides_of(row)}


def paper_name(case: str, material: str) -> Words:
    """For the reaction that tells of it, which answers to nobody."""
    held = reading.planned(Case.objects.get(number=case))
    return next((one.material.name for one in held if one.material.code == material), Words(material))


def guides_of(row: Case) -> list[Guide]:
    return [reading.guide(pin) for pin in reading.item_pins(row)]
