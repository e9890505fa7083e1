"""帮办: a helper sits with a person who told the code or signed; nothing else opens it, and it ends."""

import re
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tests.foundation.identity.people import AT, BY, FIRE
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity import errors
from zhengtong.foundation.identity.commands.bodies import publish_organisations
from zhengtong.foundation.identity.commands.ending import end_overdue
from zhengtong.foundation.identity.models import Account, Assistance, Grant, Person, Staff
from zhengtong.foundation.identity.terms import (
    AssistanceState,
    AssistanceView,
    AssistanceWay,
    Basis,
    DocumentType,
    Duty,
    Level,
    OrganisationKind,
    OrganisationView,
    PersonView,
    Verified,
)
from zhengtong.kernel import clock
from zhengtong.kernel.actors import Actor, ActorKind, system
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.messages import api as messages
from zhengtong.kernel.messages.models import SimulatedText
from zhengtong.kernel.refs import Key, Ref
from zhengtong.kernel.words import Words

pytestmark = pytest.mark.django_db
ELDER, OTHER = "990001196209090020", "990101198506150127"
STATION = "12990100000000289Y"
PAPER = "a" * 64


@pytest.fixture(autouse=True)
def _now(settings: object) -> object:
    settings.ZT_DEMO = True  # type: ignore[attr-defined]
    with clock.standing_at(AT):
        yield


@pytest.fixture
def station(bodies: tuple[OrganisationView, ...]) -> str:
    publish_organisations(
        [*bodies, OrganisationView(STATION, Words("便民服务站"), Words("便民服务站"), OrganisationKind.STATION, "430100000000")]  # type: ignore[arg-type]
    )
    return STATION


@pytest.fixture
def elder(db: None) -> PersonView:
    return register(ELDER, "李桂香（演示）", "19900000071")


def register(document: str, name: str, phone: str = "") -> PersonView:
    return identity.register_person(
        document_type=DocumentType.RESIDENT_ID, document=document, name=name, phone=phone, synthetic=True, by=BY, at=AT
    )


def officer(username: str, organisation: str, *duties: Duty) -> Actor:
    account = identity.open_account(username=username, password="long enough", by=BY, at=AT)
    identity.appoint(account=account, organisation=organisation, name="帮办员", duties=set(duties), by=BY, at=AT)
    return identity.actor_of(account=account)


@pytest.fixture
def helper(station: str) -> Actor:
    return officer("helper", station, Duty.ASSIST)


def ask(by: Actor, at: datetime = AT, **told: object) -> AssistanceView:
    given = {"document_type": DocumentType.RESIDENT_ID, "document": ELDER, "name": "李桂香", **told}
    return identity.ask_to_assist(**given, by=by, at=at)  # type: ignore[arg-type]


def on_paper(by: Actor, **told: object) -> AssistanceView:
    given = {"document_type": DocumentType.RESIDENT_ID, "document": ELDER, "name": "李桂香", "paper": PAPER, "at": AT, **told}
    return identity.assist_on_paper(**given, by=by)  # type: ignore[arg-type]


def code_sent(about: str) -> str:
    text = SimulatedText.objects.filter(about=about).latest("pk").text
    found = re.search(r"\b\d{6}\b", text)
    assert found, text
    return found[0]


def opened(by: Actor) -> AssistanceView:
    asked = ask(by)
    return identity.open_assistance(number=asked.number, code=code_sent(f"assistance:{asked.number}"), by=by, at=AT)


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06d}"


def facts(number: str) -> list[str]:
    return [row.fact.removeprefix("identity.") for row in ledger.facts_about(Ref("assistance", number))]


def seated(by: Actor, number: str) -> Actor:
    return identity.actor_of(account=int(by.who.number), acting_for=f"assistance:{number}")


def test_the_code_told_by_the_person_opens_a_sitting_for_them_alone(helper: Actor, elder: PersonView) -> None:
    asked = ask(helper)
    assert (asked.state, asked.phone_masked) == (AssistanceState.ASKED, "199****0071")
    assert seated(helper, asked.number) == helper, "asking alone opens nothing"
    code = code_sent(f"assistance:{asked.number}")
    view = identity.open_assistance(number=asked.number, code=f" {code[:3]} {code[3:]}", by=helper, at=AT)
    assert view.state is AssistanceState.OPEN
    assert view.until == AT + timedelta(hours=4)
    acting = seated(helper, view.number)
    assert (acting.kind, acting.subject, acting.basis) == (ActorKind.MEMBER, elder.ref, view.basis)
    assert (acting.narrow, acting.level, acting.duties, acting.rights) == (True, Level.VERIFIED, frozenset(), ())
    [subject] = identity.subjects_of(acting)
    assert (subject.ref, subject.office, subject.token) == (elder.ref, "helper", f"assistance:{view.number}")
    assert facts(view.number) == ["AssistanceAsked", "AssistanceOpened"]
    [row] = [one for one in ledger.facts_about(view.basis) if one.fact.endswith("Opened")]
    assert row.values == {"assistance": view.number, "person": elder.number, "way": "code", "until": view.until.isoformat()}


def test_neither_code_nor_person_stands_anywhere_in_clear(helper: Actor, elder: PersonView) -> None:
    asked = ask(helper)
    code = code_sent(f"assistance:{asked.number}")
    row = Assistance.objects.get(number=asked.number)
    assert code not in row.code
    assert len(row.code) == 64
    told = " ".join(str(one.values) for one in ledger.facts_about(asked.basis))
    for secret in (code, ELDER, "李桂香", "19900000071"):
        assert secret not in told


def test_the_code_goes_where_the_person_signs_in_if_they_proved_that_telephone(helper: Actor, elder: PersonView) -> None:
    number = identity.open_account(username="elder", password="long enough", person=elder.number, by=BY, at=AT)
    account = Account.objects.get(pk=number)
    account.phone, account.phone_verified_at = "19900000088", AT
    account.save()
    assert ask(helper).phone_masked == "199****0088"


def test_five_wrong_codes_and_the_right_one_opens_nothing(helper: Actor, elder: PersonView) -> None:
    asked = ask(helper)
    code = code_sent(f"assistance:{asked.number}")
    for left in (4, 3, 2, 1):
        with pytest.raises(errors.CodeWrong) as told:
            identity.open_assistance(number=asked.number, code=wrong(code), by=helper, at=AT)
        assert told.value.params == {"left": left}
    for each in (wrong(code), code, code):
        with pytest.raises(errors.CodeOver):
            identity.open_assistance(number=asked.number, code=each, by=helper, at=AT)
    assert facts(asked.number) == ["AssistanceAsked", *["AssistanceRefused"] * 7]
    assert seated(helper, asked.number) == helper


@pytest.mark.parametrize(("minutes", "opens"), [(0, True), (9, True), (10, False), (60, False)])
def test_a_code_lasts_ten_minutes(helper: Actor, elder: PersonView, minutes: int, opens: bool) -> None:
    asked = ask(helper)
    code, at = code_sent(f"assistance:{asked.number}"), AT + timedelta(minutes=minutes)
    with clock.standing_at(at):
        if opens:
            assert identity.open_assistance(number=asked.number, code=code, by=helper, at=at).state is AssistanceState.OPEN
        else:
            with pytest.raises(errors.CodeOver):
                identity.open_assistance(number=asked.number, code=code, by=helper, at=at)


def test_what_is_kept_of_a_code_is_of_its_sitting_alone(helper: Actor, elder: PersonView) -> None:
    """Copied beside another sitting it opens nothing there, though somebody knows the code."""
    first = ask(helper)
    code, kept = code_sent(f"assistance:{first.number}"), Assistance.objects.get(number=first.number).code
    second = ask(helper)
    Assistance.objects.filter(number=second.number).update(code=kept)
    with pytest.raises(errors.CodeWrong):
        identity.open_assistance(number=second.number, code=code, by=helper, at=AT)


def test_a_code_is_for_one_use_and_a_later_one_voids_it(helper: Actor, elder: PersonView) -> None:
    first = ask(helper)
    code = code_sent(f"assistance:{first.number}")
    second = ask(helper)
    with pytest.raises(errors.CodeOver):
        identity.open_assistance(number=first.number, code=code, by=helper, at=AT)
    view = identity.open_assistance(number=second.number, code=code_sent(f"assistance:{second.number}"), by=helper, at=AT)
    used = code_sent(f"assistance:{second.number}")
    identity.end_assistance(number=view.number, by=helper, at=AT)
    with pytest.raises(errors.CodeOver):
        identity.open_assistance(number=second.number, code=used, by=helper, at=AT)


def test_a_persons_telephone_is_not_filled_with_codes(helper: Actor, station: str, elder: PersonView) -> None:
    other = officer("helper-2", station, Duty.ASSIST)
    for by in (helper, other, helper):
        ask(by)
    with pytest.raises(errors.AskedTooOften):
        ask(other)
    assert SimulatedText.objects.filter(about__startswith="assistance:").count() == 3
    later = AT + timedelta(minutes=61)
    with clock.standing_at(later):
        assert ask(other, later).state is AssistanceState.ASKED


def test_another_helpers_sitting_is_nobody_elses(helper: Actor, station: str, elder: PersonView) -> None:
    asked = ask(helper)
    code = code_sent(f"assistance:{asked.number}")
    other = officer("helper-2", station, Duty.ASSIST)
    with pytest.raises(errors.NoSuchAssistance):
        identity.open_assistance(number=asked.number, code=code, by=other, at=AT)
    identity.open_assistance(number=asked.number, code=code, by=helper, at=AT)
    assert seated(other, asked.number) == other
    for act in (identity.end_assistance, identity.stop_assistance):
        with pytest.raises(errors.NoSuchAssistance):
            act(number=asked.number, by=other, at=AT)
    with pytest.raises(errors.NoSuchAssistance):
        identity.assistance(asked.number, other)
    assert identity.assistances_on(AT.date(), other) == ()


@pytest.mark.parametrize(
    ("organisation", "duties"),
    [(FIRE, {Duty.ASSIST}), (STATION, {Duty.INTAKE}), (STATION, {Duty.REVIEW, Duty.OPERATE})],
    ids=["at another body", "without the duty", "with other duties"],
)
def test_only_helpers_of_a_station_ask(station: str, elder: PersonView, organisation: str, duties: set[Duty]) -> None:
    by = officer("nobody-helps", organisation, *duties)
    for act in (ask, on_paper):
        with pytest.raises(errors.NotAHelper):
            act(by)  # type: ignore[operator]
    assert not Assistance.objects.exists()


def test_an_unknown_document_and_another_name_are_answered_alike(helper: Actor, elder: PersonView) -> None:
    for told in ({"document": OTHER}, {"name": "王桂香"}, {"name": ""}):
        with pytest.raises(errors.NobodyByThisDocument):
            ask(helper, **told)
    assert facts_by(helper) == ["AssistanceRefused"] * 3
    assert ask(helper, name="李 桂香").state is AssistanceState.ASKED


def facts_by(actor: Actor) -> list[str]:
    return [row.fact.removeprefix("identity.") for row in ledger.facts_about(actor.who) if "Assistance" in row.fact]


@pytest.mark.parametrize(
    ("phone", "refusal"),
    [
        ("", errors.NoTelephone),
        ("073185551234", errors.NoTelephone),
        ("19900009999", messages.LineDown),
        ("19900000000", messages.PhoneUnknown),
    ],
    ids=["none", "a fixed line", "line down", "unknown to the line"],
)
def test_without_a_text_the_paper_is_the_way(helper: Actor, phone: str, refusal: type[Exception]) -> None:
    register(ELDER, "李桂香", phone)
    with pytest.raises(refusal):
        ask(helper)
    assert not Assistance.objects.exclude(state=AssistanceState.ENDED).exists()
    view = on_paper(helper)
    assert (view.state, view.way, view.paper) == (AssistanceState.OPEN, AssistanceWay.PAPER, PAPER)
    assert identity.referred([PAPER, "b" * 64]) == {PAPER}
    assert facts(view.number) == ["AssistanceOpened"]


def test_somebody_never_registered_is_registered_by_the_document_in_hand(helper: Actor) -> None:
    with pytest.raises(errors.NobodyByThisDocument):
        on_paper(helper)
    with pytest.raises(errors.PaperMissing):
        on_paper(helper, paper="", register=True)
    view = on_paper(helper, register=True, phone="199 0000 0071", once=Key("k"))
    assert on_paper(helper, register=True, phone="199 0000 0071", once=Key("k")) == view
    row = Person.objects.get(number=view.person)
    assert (row.verified, row.phone, row.account) == (Verified.WINDOW, "19900000071", None)
    assert facts(view.number) == ["AssistanceOpened"]
    assert [one.fact for one in ledger.facts_about(Ref("person", view.person))] == ["identity.PersonRegistered"]


def test_whoever_is_registered_is_not_registered_again_under_another_name(helper: Actor, elder: PersonView) -> None:
    with pytest.raises(errors.NobodyByThisDocument):
        on_paper(helper, name="王五", register=True)
    assert Person.objects.count() == 1


def test_a_helper_does_not_write_down_their_own_telephone(helper: Actor) -> None:
    Account.objects.filter(pk=int(helper.who.number)).update(phone="19900000077")
    with pytest.raises(errors.HelpersTelephone):
        on_paper(helper, register=True, phone="19900000077")
    assert not Person.objects.exists()


def test_a_helper_does_not_help_themselves_or_their_ward(helper: Actor, elder: PersonView) -> None:
    Staff.objects.filter(account=int(helper.who.number)).update(person=elder.number)
    for act in (ask, on_paper):
        with pytest.raises(errors.HelpingOneself):
            act(helper)  # type: ignore[operator]
    assert facts_by(helper) == ["AssistanceRefused"] * 2


def test_one_person_at_a_time(helper: Actor, elder: PersonView) -> None:
    view = opened(helper)
    register(OTHER, "陈晓兰", "19900000073")
    for act in (ask, on_paper):
        with pytest.raises(errors.StillHelping) as told:
            act(helper, document=OTHER, name="陈晓兰")  # type: ignore[operator]
        assert told.value.params["name"] == "李桂香（演示）"
    identity.end_assistance(number=view.number, by=helper, at=AT)
    assert on_paper(helper, document=OTHER, name="陈晓兰").state is AssistanceState.OPEN


@pytest.mark.parametrize(
    ("began", "ends"),
    [("2026-11-20T09:30", "2026-11-20T13:30"), ("2026-11-20T20:00", "2026-11-21T00:00"), ("2026-11-20T22:15", "2026-11-21T00:00")],
)
def test_it_ends_after_four_hours_or_with_the_day(helper: Actor, elder: PersonView, began: str, ends: str) -> None:
    at, until = (datetime.fromisoformat(one).replace(tzinfo=clock.CHINA) for one in (began, ends))
    with clock.standing_at(at):
        view = on_paper(helper, at=at)
    assert view.until == until
    with clock.standing_at(until - timedelta(seconds=1)):
        assert seated(helper, view.number).basis == view.basis
    with clock.standing_at(until):
        assert seated(helper, view.number) == helper, "over, though nobody has written so yet"
        assert identity.assistance(view.number, helper).state is AssistanceState.ENDED
        assert end_overdue(by=system("identity"), at=until) == 1
        assert end_overdue(by=system("identity"), at=until) == 0
    assert facts(view.number) == ["AssistanceOpened", "AssistanceEnded"]
    assert ledger.facts_about(view.basis)[-1].values["why"] == "time"  # type: ignore[index]


def test_a_new_sitting_may_begin_when_the_time_of_the_last_is_over(helper: Actor, elder: PersonView) -> None:
    first = opened(helper)
    later = AT + timedelta(hours=5)
    with clock.standing_at(later):
        assert on_paper(helper, at=later).state is AssistanceState.OPEN
    assert facts(first.number)[-1] == "AssistanceEnded"


def test_the_helper_ends_it(helper: Actor, elder: PersonView) -> None:
    view = opened(helper)
    acting = seated(helper, view.number)
    ended = identity.end_assistance(number=view.number, by=acting, at=AT)
    assert ended.state is AssistanceState.ENDED
    assert seated(helper, view.number) == helper
    identity.end_assistance(number=view.number, by=helper, at=AT)
    assert facts(view.number) == ["AssistanceAsked", "AssistanceOpened", "AssistanceEnded"]


def test_the_person_stops_it_and_it_holds_at_once(helper: Actor, elder: PersonView, chen: PersonView) -> None:
    view = opened(helper)
    me = member("elder", elder)
    stranger = member("chen", chen)
    assert [one.number for one in identity.helped(me)] == [view.number]
    assert identity.helped(stranger) == ()
    with pytest.raises(errors.NoSuchAssistance):
        identity.stop_assistance(number=view.number, by=stranger, at=AT)
    with pytest.raises(errors.NotPermitted):
        identity.stop_assistance(number=view.number, by=seated(helper, view.number), at=AT)
    with pytest.raises(errors.NotPermitted):
        identity.end_assistance(number=view.number, by=me, at=AT)
    assert identity.stop_assistance(number=view.number, by=me, at=AT).state is AssistanceState.STOPPED
    assert seated(helper, view.number) == helper
    with pytest.raises(errors.SittingOver):
        identity.stop_assistance(number=view.number, by=me, at=AT)
    assert facts(view.number)[-1] == "AssistanceStopped"


def member(username: str, person: PersonView) -> Actor:
    return identity.actor_of(account=identity.open_account(username=username, password="long enough", person=person.number, by=BY, at=AT))


def test_it_is_stopped_at_a_window_at_the_persons_word(helper: Actor, elder: PersonView) -> None:
    view = opened(helper)
    clerk = officer("clerk", FIRE, Duty.INTAKE)
    told = {"document_type": DocumentType.RESIDENT_ID, "document": ELDER, "at": AT}
    with pytest.raises(errors.NotPermitted):
        identity.stop_at_window(**told, name="李桂香", by=helper)  # type: ignore[arg-type]
    with pytest.raises(errors.NobodyByThisDocument):
        identity.stop_at_window(**told, name="王五", by=clerk)  # type: ignore[arg-type]
    assert identity.stop_at_window(**told, name="李桂香", by=clerk) == 1  # type: ignore[arg-type]
    assert identity.stop_at_window(**told, name="李桂香", by=clerk) == 0  # type: ignore[arg-type]
    assert seated(helper, view.number) == helper


def test_it_is_stopped_at_a_window_with_any_document_of_theirs(helper: Actor, elder: PersonView) -> None:
    opened(helper)
    clerk = officer("clerk", FIRE, Duty.INTAKE)
    passport = {"document_type": DocumentType.PASSPORT, "document": "EA1234567"}
    identity.give_document(person=elder.number, by=BY, at=AT, **passport)  # type: ignore[arg-type]
    assert identity.stop_at_window(**passport, name="李桂香", by=clerk, at=AT) == 1  # type: ignore[arg-type]


@pytest.mark.parametrize("moved", ["grant", "station", "post"])
def test_a_helper_who_is_moved_away_has_got_up(helper: Actor, elder: PersonView, moved: str) -> None:
    view = opened(helper)
    account = int(helper.who.number)
    if moved == "grant":
        Grant.objects.filter(account=account).update(ended_at=AT)
    elif moved == "station":
        identity.appoint(account=account, organisation=FIRE, name="帮办员", duties={Duty.ASSIST}, by=BY, at=AT)
    else:
        Staff.objects.filter(account=account).update(until=AT.date() - timedelta(days=1))
        Grant.objects.filter(account=account).update(ended_at=AT)
    assert seated(helper, view.number).basis is None
    end_overdue(by=system("identity"), at=AT)
    assert ledger.facts_about(view.basis)[-1].values["why"] == "moved"  # type: ignore[index]


def test_a_right_for_some_items_reaches_those_alone(helper: Actor, elder: PersonView) -> None:
    Grant.objects.filter(account=int(helper.who.number)).update(items=["43PCN0013"])
    acting = seated(helper, opened(replace(helper)).number)
    assert acting.may_touch(Ref("bundle", "43PCN0013"))
    assert not acting.may_touch(Ref("bundle", "43TCN0003"))


def test_the_same_key_asks_once(helper: Actor, elder: PersonView) -> None:
    first = ask(helper, once=Key("k"))
    assert ask(helper, once=Key("k")) == first
    assert SimulatedText.objects.filter(about=f"assistance:{first.number}").count() == 1


def test_the_person_is_told_of_each_sitting(helper: Actor, elder: PersonView) -> None:
    view = opened(helper)
    ledger.work_once(50)
    [line] = messages.messages_of(elder.ref).lines
    assert line.about == Ref(Basis.ASSISTANCE, view.number)
    assert "便民服务站" in str(line.params["station"].zh)  # type: ignore[attr-defined]
    assert "便民服务站" in SimulatedText.objects.filter(about=f"assistance:{view.number}").latest("pk").text


DRAFT = {"draft": "D23456789AB", "digest": "d" * 64}


def declared(by: Actor) -> str:
    identity.ask_to_declare(**DRAFT, title=Words("退休"), count=2, by=by, at=AT)
    return code_sent(f"draft:{DRAFT['draft']}")


def test_what_only_the_person_can_say_they_say_by_a_second_code(helper: Actor, elder: PersonView) -> None:
    acting = seated(helper, opened(helper).number)
    code = declared(acting)
    with pytest.raises(errors.CodeWrong):
        identity.declare(**DRAFT, code=wrong(code), by=acting, at=AT)
    assert not identity.is_declared(**DRAFT, by=acting)
    with pytest.raises(errors.CodeOver):
        identity.declare(draft=DRAFT["draft"], digest="e" * 64, code=code, by=acting, at=AT)
    identity.declare(**DRAFT, code=code, by=acting, at=AT)
    assert identity.is_declared(**DRAFT, by=acting)
    assert not identity.is_declared(draft=DRAFT["draft"], digest="e" * 64, by=acting), "changed since"
    with pytest.raises(errors.CodeOver):
        identity.declare(**DRAFT, code=code, by=acting, at=AT)
    told = [row.fact.removeprefix("identity.") for row in ledger.facts_about(Ref("draft", DRAFT["draft"]))]
    assert told == ["DeclarationAsked", "DeclarationConfirmed"]


def test_or_on_a_signed_page(helper: Actor, elder: PersonView) -> None:
    acting = seated(helper, on_paper(helper).number)
    with pytest.raises(errors.PaperMissing):
        identity.declare_on_paper(**DRAFT, paper="", by=acting, at=AT)
    identity.declare_on_paper(**DRAFT, paper="c" * 64, by=acting, at=AT)
    assert identity.is_declared(**DRAFT, by=acting)
    assert identity.referred(["c" * 64]) == {"c" * 64}


def test_nobody_declares_outside_a_sitting(helper: Actor, elder: PersonView) -> None:
    view = opened(helper)
    acting = seated(helper, view.number)
    code = declared(acting)
    identity.end_assistance(number=view.number, by=helper, at=AT)
    for by in (helper, acting, member("elder", elder)):
        with pytest.raises(errors.SittingOver):
            identity.declare(**DRAFT, code=code, by=by, at=AT)
        with pytest.raises(errors.SittingOver):
            identity.declare_on_paper(**DRAFT, paper="c" * 64, by=by, at=AT)
