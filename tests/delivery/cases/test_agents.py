"""委托代理 in a case: an agent files for a firm, sees only that, and nothing more once the power has ended."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import pytest

from tests.delivery.conftest import RESTAURANT, SITUATION, Town, fill
from zhengtong.accountability.evaluation import api as evaluation
from zhengtong.channels.ui.context import readers
from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.errors import ApprovalNotFound
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.cases.errors import CaseNotFound
from zhengtong.delivery.cases.terms import CaseState, CaseView
from zhengtong.delivery.licences import api as licences
from zhengtong.delivery.licences.errors import LicenceNotFound
from zhengtong.foundation.forms import api as forms
from zhengtong.foundation.forms.errors import DraftNotFound
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity import errors
from zhengtong.foundation.identity.models import Firm
from zhengtong.foundation.identity.terms import Deed, DocumentType, MandateState
from zhengtong.kernel import clock as the_clock
from zhengtong.kernel.actors import Actor, system
from zhengtong.kernel.clock import CHINA
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.messages import api as messages
from zhengtong.kernel.refs import Ref

MONDAY = datetime(2026, 8, 3, 9, 30, tzinfo=CHINA)
CITIZEN = "990301194509308885"
OTHER = Ref("bundle", "CSZT0001")


@dataclass(frozen=True)
class Parties:
    """The firm's representative in their office, and the person who is to act for it, both by their accounts."""

    firm: Ref
    principal: int
    agent: int

    @property
    def head(self) -> Actor:
        return identity.actor_of(account=self.principal, acting_for=str(self.firm), strong=True)

    def by(self, number: str) -> Actor:
        return identity.actor_of(account=self.agent, acting_for=f"mandate:{number}", strong=True)

    def give(self, **more: object) -> str:
        today = MONDAY.date()
        said: dict = {"matters": [str(RESTAURANT)], "since": today, "until": today + timedelta(60), "one_time": False, **more}
        number = identity.offer_mandate(agent=identity.Named("李四", CITIZEN), by=self.head, at=MONDAY, **said).number
        identity.accept_mandate(mandate=number, by=identity.actor_of(account=self.agent), at=MONDAY)
        return number


@pytest.fixture(autouse=True)
def _monday() -> Iterator[None]:
    with the_clock.standing_at(MONDAY):
        yield


@pytest.fixture
def parties(town: Town) -> Parties:
    registrar = system("registrar")
    agent = identity.register_person(document_type=DocumentType.RESIDENT_ID, document=CITIZEN, name="李四", by=registrar, at=MONDAY)
    assert town.firm.subject is not None
    owner = identity.firm(town.firm.subject.number)
    assert owner is not None
    assert owner.representative is not None
    return Parties(
        town.firm.subject,
        identity.open_account(username="chen", password="long enough", person=owner.representative, by=registrar, at=MONDAY),
        identity.open_account(username="lisi", password="long enough", person=agent.number, by=registrar, at=MONDAY),
    )


@pytest.fixture
def earlier(parties: Parties) -> CaseView:
    """What the firm filed itself, which is nobody else's business."""
    return filed(parties.head)


def filed(by: Actor) -> CaseView:
    draft = cases.begin(matter=RESTAURANT, answers=SITUATION, by=by, at=MONDAY)
    fill(draft.number, by)
    return cases.submit(draft=draft.number, by=by, at=MONDAY)


def worked() -> None:
    while ledger.work_once(50):
        pass


def test_an_agent_files_and_everybody_reads_for_whom(parties: Parties) -> None:
    number = parties.give()
    case = filed(parties.by(number))
    assert case.subject == parties.firm
    deed = Deed("李四", "mandate", number, "湘江小馆")
    assert cases.story(case.number, parties.head)[0].deed == deed
    assert case.filed_by is not None
    assert identity.deed(case.filed_by, case.subject, case.basis) == deed
    row = ledger.facts_about(Ref("case", case.number))[0]
    assert (str(row.by.who), row.by.subject, row.by.basis) == (f"account:{parties.agent}", parties.firm, Ref("mandate", number))
    worked()
    told = [one.message for one in messages.messages_of(readers(parties.head)).lines]
    assert any("handed in for you" in one for one in told)
    assert any("handed in for you" in one.message for one in messages.messages_of(readers(parties.by(number))).lines)


def test_an_agent_sees_only_what_was_done_on_their_power(parties: Parties, earlier: CaseView) -> None:
    """Lists, single rows, files, drafts, licences, ratings, messages."""
    worked()
    assert messages.unread_count(readers(parties.head)) > 0
    begun = cases.begin(matter=RESTAURANT, answers=SITUATION, by=parties.head, at=MONDAY)
    number = parties.give()
    agent = parties.by(number)
    case = filed(agent)
    assert [line.number for line in cases.cases_of(agent).lines] == [case.number]
    assert cases.tally(agent).all == 1
    for look in (cases.case, cases.file, cases.story, cases.notices):
        assert look(case.number, agent) is not None
        with pytest.raises(CaseNotFound):
            look(earlier.number, agent)
    assert cases.told(earlier.number, SITUATION, agent) == {}
    assert approvals.approval(case.approvals[0].number, agent).case == case.number
    with pytest.raises(ApprovalNotFound):
        approvals.approval(earlier.approvals[0].number, agent)
    assert forms.drafts_of(agent) == ()
    with pytest.raises(DraftNotFound):
        forms.draft(begun.number, agent)
    assert licences.licences_of(parties.firm, agent) == ()
    for held in licences.licences_of(parties.firm, parties.head):
        with pytest.raises(LicenceNotFound):
            licences.licence(held.number, agent)
    assert messages.messages_of(readers(agent)).lines == ()
    for act in (cases.withdraw, lambda **more: cases.supplement(answers={}, files=[], **more)):
        with pytest.raises(CaseNotFound):
            act(case=earlier.number, by=agent, at=MONDAY)
    with pytest.raises(CaseNotFound):
        evaluation.rate(case=earlier.number, level=1, by=agent, at=MONDAY)
    assert {line.number for line in cases.cases_of(parties.head).lines} == {case.number, earlier.number}


def test_a_power_widens_nothing_when_one_acts_for_oneself(parties: Parties, earlier: CaseView) -> None:
    """Somebody's agent, acting for themselves, lists the principal's licences no more than anybody."""
    parties.give()
    me = identity.actor_of(account=parties.agent)
    with pytest.raises(identity.NotPermitted):
        licences.licences_of(parties.firm, me)
    for held in licences.licences_of(parties.firm, parties.head):
        with pytest.raises(LicenceNotFound):
            licences.licence(held.number, me)


def test_the_form_is_prefilled_with_what_it_asks_and_with_no_earlier_answer(parties: Parties, earlier: CaseView) -> None:
    agent = parties.by(parties.give())
    draft = cases.begin(matter=RESTAURANT, answers=SITUATION, by=agent, at=MONDAY)
    known = {field.element.key for field in cases.prepare(draft.number, agent).plan.form.fields if field.known}
    assert "firm.name" in known
    assert set(draft.answers) <= set(SITUATION), "what the firm once answered is not handed to its agent"


def test_outside_the_power(parties: Parties) -> None:
    number = parties.give()
    with pytest.raises(errors.OutsideMandate):
        cases.begin(matter=OTHER, answers={}, by=replace(parties.by(number), subject=Ref("person", "P1")), at=MONDAY)
    agent = parties.by(number)
    draft = cases.begin(matter=RESTAURANT, answers=SITUATION, by=agent, at=MONDAY)
    with pytest.raises(DraftNotFound):
        forms.draft(draft.number, replace(agent, matters=frozenset({str(OTHER)})))


def test_staff_of_the_firm_see_its_cases_within_their_matters(parties: Parties, earlier: CaseView) -> None:
    def appointed(matters: list[str] | None) -> Actor:
        identity.appoint_handler(
            person=identity.Named("李四", CITIZEN), matters=matters, period=identity.Period(MONDAY.date()), by=parties.head, at=MONDAY
        )
        return identity.actor_of(account=parties.agent, acting_for=str(parties.firm), strong=True)

    staff = appointed([str(RESTAURANT)])
    assert cases.case(earlier.number, staff).number == earlier.number
    assert licences.licences_of(parties.firm, staff) == ()
    limited = appointed([str(OTHER)])
    assert cases.cases_of(limited).lines == ()
    with pytest.raises(CaseNotFound):
        cases.case(earlier.number, limited)
    with pytest.raises(errors.OutsideMandate):
        cases.withdraw(case=earlier.number, by=limited, at=MONDAY)
    with pytest.raises(errors.OutsideMandate):
        cases.begin(matter=RESTAURANT, answers=SITUATION, by=limited, at=MONDAY)
    whole = appointed(None)
    assert licences.licences_of(parties.firm, whole) != ()
    draft = cases.begin(matter=RESTAURANT, answers=SITUATION, by=whole, at=MONDAY)
    office = next(one for one in identity.offices(parties.head) if one.person_name == "李四" and one.ended_on is None)
    identity.dismiss_handler(number=office.number, by=parties.head, at=MONDAY)
    assert identity.actor_of(account=parties.agent, acting_for=str(parties.firm)).basis is None, "leaves with the person"
    with pytest.raises(errors.GroundEnded):
        cases.withdraw(case=earlier.number, by=whole, at=MONDAY)
    assert forms.draft(draft.number, parties.head).number == draft.number, "what they began stays the firm's"


def test_revoked_in_mid_case_the_principal_goes_on(parties: Parties) -> None:
    number = parties.give()
    agent = parties.by(number)
    draft = cases.begin(matter=RESTAURANT, answers=SITUATION, by=agent, at=MONDAY)
    fill(draft.number, agent)
    identity.revoke_mandate(mandate=number, by=parties.head, at=MONDAY)
    with pytest.raises(errors.GroundEnded):
        cases.submit(draft=draft.number, by=agent, at=MONDAY)      # the very click that was under way
    with pytest.raises(DraftNotFound):
        forms.draft(draft.number, parties.by(number))
    assert [one.number for one in forms.drafts_of(parties.head)] == [draft.number]
    case = cases.submit(draft=draft.number, by=parties.head, at=MONDAY)
    assert case.basis == parties.head.basis


def test_revoked_after_filing_the_case_is_the_principals(parties: Parties, town: Town) -> None:
    number = parties.give()
    agent = parties.by(number)
    case = filed(agent)
    identity.revoke_mandate(mandate=number, by=parties.head, at=MONDAY)
    for act in (cases.withdraw, lambda **more: cases.supplement(answers={}, files=[], **more)):
        with pytest.raises(errors.GroundEnded):
            act(case=case.number, by=agent, at=MONDAY)
    assert cases.cases_of(parties.by(number)).lines == ()
    assert cases.withdraw(case=case.number, by=parties.head, at=MONDAY).state is CaseState.WITHDRAWN


def test_the_principal_is_told_when_it_is_withdrawn_for_them(parties: Parties) -> None:
    agent = parties.by(parties.give())
    case = filed(agent)
    cases.withdraw(case=case.number, by=agent, at=MONDAY)
    worked()
    assert any("withdrawn for you" in one.message for one in messages.messages_of(readers(parties.head)).lines)


def test_a_one_time_power_is_used_by_filing_and_over_with_the_case(parties: Parties) -> None:
    number = parties.give(one_time=True)
    agent = parties.by(number)
    second = cases.begin(matter=RESTAURANT, answers=SITUATION, by=agent, at=MONDAY)
    case = filed(agent)
    assert identity.mandate(number, parties.head).used_by == case.number
    with pytest.raises(errors.MandateUsed):
        cases.begin(matter=RESTAURANT, answers=SITUATION, by=agent, at=MONDAY)
    fill(second.number, agent)
    with pytest.raises(errors.MandateUsed):
        cases.submit(draft=second.number, by=agent, at=MONDAY)
    assert cases.case(case.number, parties.by(number)).number == case.number
    cases.withdraw(case=case.number, by=agent, at=MONDAY)
    worked()
    assert identity.mandate(number, parties.head).state is MandateState.USED
    assert parties.by(number).basis is None
    assert parties.give(one_time=True), "used up, it is no bar to the next"


def test_a_firm_that_is_gone_files_nothing_new_for_anybody(parties: Parties) -> None:
    number = parties.give()
    agent = parties.by(number)
    draft = cases.begin(matter=RESTAURANT, answers=SITUATION, by=agent, at=MONDAY)
    fill(draft.number, agent)
    case = filed(agent)
    Firm.objects.filter(code=parties.firm.number).update(status="deregistered")
    for by in (agent, parties.head):
        with pytest.raises(errors.FirmGone):
            cases.begin(matter=RESTAURANT, answers=SITUATION, by=by, at=MONDAY)
        with pytest.raises(errors.FirmGone):
            cases.submit(draft=draft.number, by=by, at=MONDAY)
        assert cases.case(case.number, by).number == case.number


def test_the_office_itself_costs_one_statement(parties: Parties, django_assert_num_queries) -> None:
    from django.db import transaction

    head = parties.head
    with transaction.atomic():
        identity.hold(head, RESTAURANT, filing=True)
        with django_assert_num_queries(1):
            identity.hold(head, RESTAURANT, filing=True)
