"""委托代理 through the front door, with the facts that stay."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest

from tests.foundation.identity.people import BY
from tests.foundation.identity.town import AT, CHEN, LAST, LI, RESTAURANT, TODAY, ZHOU, acting, firm_of, person
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity import errors
from zhengtong.foundation.identity.models import Account, Mandate
from zhengtong.foundation.identity.terms import Basis, MandateState, MandateView
from zhengtong.kernel import clock as the_clock
from zhengtong.kernel.actors import Actor, ActorKind
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.messages import api as messages
from zhengtong.kernel.refs import Key, Ref


@dataclass(frozen=True)
class Town:
    chen: int
    zhou: int
    li: int
    firm: Ref


@pytest.fixture(autouse=True)
def _today(clock) -> None:
    clock(AT)


@pytest.fixture
def town(db: None) -> Town:
    zhou, account = person(ZHOU, "zhou")
    return Town(person(CHEN, "chen")[1], account, person(LI, "li")[1], firm_of(zhou))


def offer(by: Actor, who: tuple[str, str] = LI, **more: object) -> MandateView:
    said: dict = {"matters": [RESTAURANT], "since": TODAY, "until": LAST, "one_time": False, **more}
    return identity.offer_mandate(agent=identity.Named(*who), by=by, at=AT, **said)


def agreed(by: Actor, agent: int, **more: object) -> str:
    number = offer(by, **more).number
    identity.accept_mandate(mandate=number, by=acting(agent), at=AT)
    return number


def facts(number: str) -> list[str]:
    return [row.fact.removeprefix("identity.") for row in ledger.facts_about(Ref("mandate", number))]


def test_offered_then_accepted_then_acted_on(town: Town) -> None:
    given = offer(acting(town.chen))
    assert (given.state, given.principal_name, given.agent_name) == (MandateState.OFFERED, CHEN[0], LI[0])
    token = f"mandate:{given.number}"
    assert acting(town.li, token).basis is None
    assert [one.message for one in messages.messages_of(Ref("person", given.agent)).lines]
    identity.accept_mandate(mandate=given.number, by=acting(town.li), at=AT)
    agent = acting(town.li, token)
    assert (agent.subject, agent.basis, agent.narrow) == (given.principal, Ref(Basis.MANDATE, given.number), True)
    assert agent.may_touch(Ref.parse(RESTAURANT))
    assert not agent.may_touch(Ref("bundle", "other"))
    assert [one.token for one in identity.subjects_of(acting(town.li))][1:] == [token]
    assert facts(given.number) == ["MandateOffered", "MandateAccepted"]


def test_revoked_at_once(town: Town) -> None:
    number = agreed(acting(town.chen), town.li)
    identity.revoke_mandate(mandate=number, by=acting(town.chen), at=AT)
    assert acting(town.li, f"mandate:{number}").basis is None
    assert facts(number)[-1] == "MandateRevoked"
    with pytest.raises(errors.MandateNotOpen):
        identity.revoke_mandate(mandate=number, by=acting(town.chen), at=AT)


def test_declined_and_given_back(town: Town) -> None:
    number = offer(acting(town.chen)).number
    assert identity.decline_mandate(mandate=number, by=acting(town.li), at=AT).state is MandateState.DECLINED
    with pytest.raises(errors.MandateNotOpen):
        identity.accept_mandate(mandate=number, by=acting(town.li), at=AT)
    again = agreed(acting(town.chen), town.li)
    assert identity.resign_mandate(mandate=again, by=acting(town.li), at=AT).state is MandateState.RESIGNED
    assert acting(town.li, f"mandate:{again}").basis is None
    assert facts(number) == ["MandateOffered", "MandateDeclined"]
    assert facts(again)[-1] == "MandateResigned"


def test_expired_by_its_last_day_and_written_so_by_schedule(town: Town, clock) -> None:
    number = agreed(acting(town.chen), town.li)
    clock(AT + timedelta(days=(LAST - TODAY).days + 1))
    assert acting(town.li, f"mandate:{number}").basis is None
    assert identity.mandate(number, acting(town.chen)).state is MandateState.EXPIRED
    assert facts(number)[-1] == "MandateAccepted"
    assert identity.expire_mandates(by=BY, at=the_clock.now()) == 1
    assert facts(number)[-1] == "MandateExpired"


def test_only_between_the_two_of_them(town: Town) -> None:
    number = offer(acting(town.chen)).number
    with pytest.raises(errors.MandateNotFound):
        identity.mandate(number, acting(town.zhou))
    for act in (identity.accept_mandate, identity.decline_mandate, identity.resign_mandate, identity.revoke_mandate):
        with pytest.raises(errors.MandateNotFound):
            act(mandate=number, by=acting(town.zhou), at=AT)
    with pytest.raises(errors.MandateNotFound):
        identity.accept_mandate(mandate=number, by=acting(town.chen), at=AT)
    with pytest.raises(errors.MandateNotFound):
        identity.revoke_mandate(mandate=number, by=acting(town.li), at=AT)


def test_for_a_firm_by_its_legal_representative(town: Town) -> None:
    number = agreed(acting(town.zhou, str(town.firm)), town.li)
    agent = acting(town.li, f"mandate:{number}")
    assert agent.subject == town.firm
    assert identity.mandate(number, acting(town.li)).given_by == ZHOU[0]


def test_escalation_through_a_delegation(town: Town) -> None:
    """转委托: whoever acts for another cannot give, widen or end powers in their name."""
    number = agreed(acting(town.zhou, str(town.firm)), town.li)
    agent = acting(town.li, f"mandate:{number}")
    for forged in (agent, replace(agent, matters=None), replace(agent, narrow=False), replace(agent, matters=None, narrow=False)):
        with pytest.raises(errors.NotPassedOn):
            offer(forged, CHEN)
        with pytest.raises(errors.NotPassedOn):
            identity.revoke_mandate(mandate=number, by=forged, at=AT)
        with pytest.raises(errors.NotPassedOn):
            identity.appoint_handler(
                person=identity.Named(*CHEN), matters=None, period=identity.Period(TODAY), by=forged, at=AT
            )
    assert identity.mandates_given(agent) == ()
    assert identity.offices(agent) == ()
    assert Mandate.objects.count() == 1


def test_a_member_of_staff_gives_nothing_on(town: Town) -> None:
    identity.appoint_handler(
        person=identity.Named(*CHEN), matters=None, period=identity.Period(TODAY), by=acting(town.zhou, str(town.firm)), at=AT
    )
    staff = acting(town.chen, str(town.firm))
    assert staff.subject == town.firm
    with pytest.raises(errors.NotPassedOn):
        offer(staff)


def test_a_password_alone_gives_no_power(town: Town) -> None:
    with pytest.raises(identity.LevelNeeded):
        offer(acting(town.chen, strong=False))


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"matters": []}, errors.ScopeMissing),
        ({"matters": ["bundle:nothing"]}, errors.MatterNotOffered),
        ({"matters": [RESTAURANT, "person:P1"]}, errors.MatterNotOffered),
        ({"since": TODAY - timedelta(days=1)}, errors.TermWrong),
        ({"until": TODAY - timedelta(days=1)}, errors.TermWrong),
        ({"until": date(2027, 11, 21)}, errors.TermWrong),
        ({"who": CHEN}, errors.SelfMandate),
        ({"who": ("李四", CHEN[1])}, errors.AgentNotFound),
        ({"who": ("张三", LI[1])}, errors.AgentNotFound),
        ({"who": ("李四", "990205199203070061")}, errors.AgentNotFound),
        ({"who": ("李四", "no number")}, errors.AgentNotFound),
    ],
)
def test_what_cannot_be_given(town: Town, said: dict, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        offer(acting(town.chen), **said)
    assert not Mandate.objects.exists()


def test_nobody_acts_on_a_power_given_to_another(town: Town) -> None:
    token = f"mandate:{agreed(acting(town.chen), town.li)}"
    assert acting(town.li, token).basis is not None
    for other in (town.zhou, town.chen):
        assert acting(other, token) == acting(other), "its number alone opens nothing"


def test_nobody_tries_out_numbers_against_a_name(town: Town) -> None:
    """By the tenth wrong one of a day it is over, also for the right one; tomorrow they may again. A number well written costs nothing."""
    agreed(acting(town.chen), town.li, one_time=True)
    for n in range(10):
        with pytest.raises(errors.AgentNotFound):
            offer(acting(town.chen), (LI[0], f"99030119450930{n}111"))
    for by, who in ((acting(town.chen), ZHOU), (acting(town.chen), LI)):
        with pytest.raises(errors.NamedTooOften):
            offer(by, who)
    told = [row.fact for row in ledger.facts_about(Ref("account", str(town.chen)))]
    assert told.count("identity.AgentNotNamed") == 10
    assert offer(acting(town.zhou)).agent_name == LI[0], "another account is not kept from it"
    later, said = AT + timedelta(days=1, minutes=1), {"matters": [RESTAURANT], "until": LAST, "one_time": False}
    again = identity.offer_mandate(agent=identity.Named(*ZHOU), since=later.date(), by=acting(town.chen), at=later, **said)
    assert again.agent_name == ZHOU[0]


def test_a_year_is_the_longest(town: Town) -> None:
    assert offer(acting(town.chen), until=date(2027, 11, 20)).until == date(2027, 11, 20)


def test_an_agent_whose_account_is_closed(town: Town) -> None:
    number = agreed(acting(town.chen), town.li)
    Account.objects.filter(pk=town.li).update(is_active=False)
    assert acting(town.li, f"mandate:{number}").kind is ActorKind.ANONYMOUS
    with pytest.raises(errors.AgentNotFound):
        offer(acting(town.zhou))
    assert identity.revoke_mandate(mandate=number, by=acting(town.chen), at=AT).state is MandateState.REVOKED


def test_no_second_power_for_the_same_in_the_same_time(town: Town) -> None:
    first = offer(acting(town.chen))
    with pytest.raises(errors.MandateOverlaps) as refused:
        offer(acting(town.chen), since=TODAY + timedelta(days=5))
    assert refused.value.params["number"] == first.number
    assert offer(acting(town.chen), since=LAST + timedelta(days=1), until=LAST + timedelta(days=9)).state is MandateState.OFFERED
    assert offer(acting(town.chen), ZHOU).state is MandateState.OFFERED


def test_the_same_click_twice_gives_one(town: Town) -> None:
    assert offer(acting(town.chen), once=Key("k")).number == offer(acting(town.chen), once=Key("k")).number
    assert Mandate.objects.count() == 1


def test_named_by_the_telephone_they_sign_in_with(town: Town) -> None:
    from zhengtong.foundation.identity.queries.signing import phone_index

    Account.objects.filter(pk=town.li).update(phone_index=phone_index("13900000127"))
    assert offer(acting(town.chen), ("李四", "139 0000 0127")).agent_name == LI[0]
    with pytest.raises(errors.AgentNotFound):
        offer(acting(town.chen), ("王五", "13900000127"))
