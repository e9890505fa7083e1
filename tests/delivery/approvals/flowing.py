"""Items of the restaurant with steps of their own, published for one test; and who takes part."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from tests.delivery.conftest import MONDAY, RESTAURANT, SITUATION, Town, fill, officer
from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.models import Approval
from zhengtong.delivery.approvals.terms import ApprovalView, Opinion
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.cases.terms import CaseView
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import Duty
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.clock import CHINA
from zhengtong.kernel.content import api as content
from zhengtong.kernel.content import commands, registry
from zhengtong.kernel.content.rules import versions
from zhengtong.kernel.content.terms import Document, Published
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Pin, Ref

CHECK, FOOD, FIRE, SIGN = (f"43TCN0003-{place}" for place in ("01", "02", "04", "06"))
SINCE = date(2026, 7, 25)
TEN = {"days": 10, "unit": "working_day"}
FIVE = {"days": 5, "unit": "working_day"}


def on(day: int, month: int = 3, hour: int = 10) -> datetime:
    return datetime(2026, month, day, hour, 0, tzinfo=CHINA)


def body(word: str) -> str:
    found = identity.organisation_by_word(word, catalogue.city().division)
    assert found is not None, word
    return str(found.code)


def republish(kind: str, code: str, **changed: Any) -> None:
    """What publishing does for one document that was edited, without reading the whole city again."""
    held = content.current(kind, code, date(2026, 11, 1))
    assert held is not None
    text: Mapping[str, Any] = {key: value for key, value in {**held.body, **changed}.items() if value is not None}
    pin = Pin(kind, code, versions.fingerprint(Document(kind, code, SINCE, text, held.source, held.as_of, "x", 1)))
    new = Published(pin, SINCE, text, held.source, held.as_of, held.pack, False)
    commands._write([new], MONDAY)
    registry.kinds()[kind].publish([new])  # type: ignore[misc]
    catalogue.forget()


def handled(code: str, *, regime: str = "permit", **handling: Any) -> None:
    """The item with these steps and no others, under the permit regime, from now on."""
    republish("item", code, handling=handling, regime=regime, legal=None)


def submit(town: Town) -> CaseView:
    draft = cases.begin(matter=RESTAURANT, answers=SITUATION, by=town.firm, at=MONDAY)
    fill(draft.number, town.firm)
    return cases.submit(draft=draft.number, by=town.firm, at=MONDAY)


def accepted(town: Town, at: datetime = MONDAY) -> CaseView:
    return cases.accept(case=submit(town).number, by=town.clerk, at=at)


def part(case: CaseView, item: str) -> ApprovalView:
    return next(one for one in case.approvals if one.item == item)


def row_of(case: CaseView, item: str) -> Approval:
    return Approval.objects.get(case=case.number, item=item)


def reviewer(organisation: str, account: str = "") -> Actor:
    return officer(organisation, Duty.REVIEW, account=account or f"9{organisation[-3:]}")


def holder(case: CaseView, item: str, account: str = "") -> Actor:
    return reviewer(row_of(case, item).organisation, account)


def approve(case: CaseView, item: str, at: datetime, *, note: str = "") -> ApprovalView:
    number = row_of(case, item).number
    return approvals.decide(approval=number, opinion=Opinion.APPROVE, note=note, by=holder(case, item), at=at)


def facts(case: CaseView) -> list[str]:
    return [row.fact.partition(".")[2] for row in ledger.facts_about(Ref("case", case.number))]
