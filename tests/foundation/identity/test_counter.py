"""窗口收件: the document that was read opens the sitting; forged, replayed and foreign readings open nothing; silence ends it."""

from datetime import date, datetime, timedelta

import pytest

from tests.foundation.identity.people import AT, BY, FIRE, WINDOW
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.adapters.cards_simulator import seal
from zhengtong.foundation.identity.commands.bodies import publish_organisations
from zhengtong.foundation.identity.commands.ending import end_overdue
from zhengtong.foundation.identity.errors import NobodyByThisDocument, NotPermitted, StillHelping
from zhengtong.foundation.identity.errors import counter as refused
from zhengtong.foundation.identity.errors.looking import NothingToShow
from zhengtong.foundation.identity.models import Assistance, CounterReading, Person, Staff
from zhengtong.foundation.identity.rules import counter as rules
from zhengtong.foundation.identity.terms import (
    AssistanceState,
    AssistanceWay,
    CreditCode,
    DocumentType,
    Duty,
    FirmView,
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
from zhengtong.kernel.refusals import Refusal
from zhengtong.kernel.words import Words

pytestmark = pytest.mark.django_db
CHEN, ELDER = "990101198506150127", "990001196209090020"
ELSEWHERE = CreditCode("12990100000000289Y")


@pytest.fixture(autouse=True)
def _now(settings: object) -> object:
    settings.ZT_DEMO = True  # type: ignore[attr-defined]
    with clock.standing_at(AT):
        yield


def officer(username: str, organisation: str, *duties: Duty) -> Actor:
    account = identity.open_account(username=username, password="long enough", by=BY, at=AT)
    identity.appoint(account=account, organisation=organisation, name=username, duties=set(duties), by=BY, at=AT)
    return identity.actor_of(account=account)


@pytest.fixture
def clerk(bodies: tuple[OrganisationView, ...]) -> Actor:
    return officer("clerk", WINDOW, Duty.INTAKE)


def line(
    document: str = CHEN, name: str = "陈晓兰", *, at: datetime = AT, once: str = "1", organisation: str = WINDOW, until: date | None = None
) -> str:
    """What a genuine reader types."""
    return seal(
        {
            "once": once,
            "organisation": organisation,
            "at": at.isoformat(),
            "type": "resident_id",
            "document": document,
            "name": name,
            "until": until.isoformat() if until else "",
        }
    )


def seat(by: Actor, **told: object) -> str:
    return identity.open_counter(typed=line(**told), by=by, at=told.get("at", AT)).number  # type: ignore[arg-type]


def acting(by: Actor, number: str) -> Actor:
    return identity.actor_of(account=int(by.who.number), acting_for=f"assistance:{number}")


def why_refused() -> list[str]:
    from zhengtong.kernel.ledger.models import Entry

    return [row.values["why"] for row in Entry.objects.filter(fact="identity.CounterRefused").order_by("id")]


def test_a_reading_opens_the_sitting_at_once_and_the_clerk_acts_for_that_person_alone(clerk: Actor, chen: PersonView) -> None:
    held = identity.open_counter(typed=line(), by=clerk, at=AT)
    assert (held.way, held.person.number, held.until) == (AssistanceWay.DOCUMENT, chen.number, AT + timedelta(minutes=30))
    by = acting(clerk, held.number)
    assert (by.kind, by.subject, by.basis, by.narrow) == (ActorKind.MEMBER, chen.ref, Ref("assistance", held.number), True)
    assert by.level is Level.VERIFIED
    assert [one.ref for one in identity.subjects_of(by)] == [chen.ref]
    facts = [row.fact for row in ledger.facts_about(Ref("assistance", held.number))]
    assert facts == ["identity.CounterOpened"]


def test_whoever_is_not_registered_is_entered_by_their_document(clerk: Actor) -> None:
    held = identity.open_counter(typed=line(ELDER, "李桂香（演示）"), by=clerk, at=AT)
    row = Person.objects.get(number=held.person.number)
    assert (row.name, row.verified, row.synthetic, row.account, row.phone) == ("李桂香（演示）", Verified.WINDOW, True, None, "")
    opened = ledger.facts_about(Ref("assistance", held.number))[0]
    assert (opened.values or {})["registered"] is True


def test_a_document_that_was_read_proves_who_somebody_is(clerk: Actor, chen: PersonView) -> None:
    Person.objects.filter(number=chen.number).update(verified="")
    number = seat(clerk)
    assert acting(clerk, number).level is Level.VERIFIED


def test_a_forged_reading_opens_nothing(clerk: Actor, chen: PersonView) -> None:
    genuine = line()
    body, _, mac = genuine.removeprefix("ZTCARD.").partition(".")
    other = line(ELDER, "李桂香").removeprefix("ZTCARD.").partition(".")[0]
    unsealed = (f"ZTCARD.{body}.{'0' * len(mac)}", f"ZTCARD.{body}", "ZTCARD.", genuine[7:], CHEN)
    for forged in (f"ZTCARD.{other}.{mac}", *unsealed):
        with pytest.raises(refused.NotAReading):
            identity.open_counter(typed=forged, by=clerk, at=AT)
    assert not Assistance.objects.exists()
    assert set(why_refused()) == {"not-a-reading"}


def test_a_reading_counts_once(clerk: Actor, chen: PersonView) -> None:
    seat(clerk)
    identity.close_counter(by=clerk, at=AT)
    with pytest.raises(refused.ReadingUsed):
        seat(clerk)
    assert identity.counter(clerk) is None
    assert seat(clerk, once="2")


def test_a_reading_of_earlier_or_of_another_place_opens_nothing(clerk: Actor, chen: PersonView) -> None:
    for at, of in ((AT - timedelta(minutes=2, seconds=1), refused.ReadingTooOld), (AT + timedelta(seconds=31), refused.ReadingTooOld)):
        with pytest.raises(of):
            identity.open_counter(typed=line(at=at), by=clerk, at=AT)
    with pytest.raises(refused.ReadingOfAnotherPlace):
        identity.open_counter(typed=line(organisation=ELSEWHERE), by=clerk, at=AT)
    assert identity.open_counter(typed=line(at=AT - timedelta(minutes=2)), by=clerk, at=AT)


@pytest.mark.parametrize(
    ("until", "refusal"),
    [(date(2026, 11, 19), refused.CardExpired), (date(2026, 11, 20), None), (None, None)],
    ids=["expired yesterday", "valid today", "valid for life"],
)
def test_an_expired_card_proves_nobody(clerk: Actor, chen: PersonView, until: date | None, refusal: type[Refusal] | None) -> None:
    if refusal is None:
        assert seat(clerk, until=until)
        return
    with pytest.raises(refusal):
        seat(clerk, until=until)
    assert why_refused() == ["card-expired"]


def test_a_card_with_another_name_than_the_register_opens_nothing(clerk: Actor, chen: PersonView) -> None:
    with pytest.raises(refused.NameDiffers):
        seat(clerk, name="陈小兰")
    assert not Assistance.objects.exists()
    assert not CounterReading.objects.exists()  # nothing was used up: the same card, read again, is refused for the same reason


@pytest.mark.parametrize("duties", [(Duty.REVIEW,), (Duty.ASSIST,), (Duty.LOOK_UP,)], ids=str)
def test_whoever_does_not_take_cases_in_opens_no_counter(bodies: object, chen: PersonView, duties: tuple[Duty, ...]) -> None:
    by = officer("somebody", WINDOW, *duties)
    with pytest.raises(refused.NotAtAWindow):
        seat(by)


def test_a_body_that_is_no_window_has_no_counter(bodies: object, chen: PersonView) -> None:
    with pytest.raises(refused.NotAtAWindow):
        identity.open_counter(typed=line(organisation=FIRE), by=officer("fire", FIRE, Duty.INTAKE), at=AT)


def test_a_clerk_does_not_take_in_what_is_their_own(clerk: Actor, chen: PersonView, firm: FirmView) -> None:
    elder = identity.open_counter(typed=line(ELDER, "李桂香"), by=clerk, at=AT)
    identity.close_counter(by=clerk, at=AT)
    Staff.objects.filter(account=int(clerk.who.number)).update(person=str(elder.person.number))
    with pytest.raises(refused.OwnPerson):
        seat(clerk, document=ELDER, name="李桂香", once="2")
    assert why_refused() == ["own-person"]


def test_one_person_at_a_time(clerk: Actor, chen: PersonView) -> None:
    seat(clerk)
    with pytest.raises(StillHelping):
        seat(clerk, document=ELDER, name="李桂香", once="2")


def test_a_second_clerk_does_not_go_on_with_it(clerk: Actor, chen: PersonView) -> None:
    number = seat(clerk)
    other = officer("other", WINDOW, Duty.INTAKE)
    assert acting(other, number).kind is ActorKind.STAFF
    assert identity.counter(other) is None
    with pytest.raises(refused.NobodyAtTheCounter):
        identity.turn_counter(token="", by=other, at=AT)
    assert identity.close_counter(by=other, at=AT) is False
    assert identity.counter(clerk) is not None


def test_half_an_hour_of_silence_ends_it_and_every_act_begins_it_anew(clerk: Actor, chen: PersonView) -> None:
    number, later = seat(clerk), AT + timedelta(minutes=29)
    with clock.standing_at(later):
        identity.stay_at_counter(number=number, by=acting(clerk, number), at=later)
    with clock.standing_at(AT + timedelta(minutes=58)):
        assert acting(clerk, number).kind is ActorKind.MEMBER
    over = AT + timedelta(minutes=59)
    with clock.standing_at(over):
        assert acting(clerk, number).kind is ActorKind.STAFF
        identity.stay_at_counter(number=number, by=clerk, at=over)
        assert identity.counter(clerk) is None
        assert end_overdue(by=system("identity"), at=over) == 1
    closed = ledger.facts_about(Ref("assistance", number))[-1]
    assert (closed.fact, (closed.values or {})["why"]) == ("identity.CounterClosed", "time")


def test_a_sitting_never_lasts_longer_than_any_other() -> None:
    assert rules.counter_ends(AT, AT + timedelta(hours=3, minutes=50)) == AT + timedelta(hours=4)
    late = AT.replace(hour=23, minute=45)
    assert rules.counter_ends(late, late) == late.replace(hour=0, minute=0) + timedelta(days=1)


def test_a_clerk_who_serves_there_no_more_has_got_up(clerk: Actor, chen: PersonView) -> None:
    from zhengtong.foundation.identity.models import Grant

    number = seat(clerk)
    Grant.objects.filter(account=int(clerk.who.number)).update(ended_at=AT)
    assert acting(clerk, number).kind is ActorKind.STAFF
    assert end_overdue(by=system("identity"), at=AT) == 1
    assert Assistance.objects.get(number=number).state == AssistanceState.ENDED


def test_an_office_held_by_who_is_there_is_acted_on(clerk: Actor, chen: PersonView, firm: FirmView) -> None:
    number = seat(clerk)
    held = identity.turn_counter(token=f"firm:{firm.code}", by=clerk, at=AT)
    assert held.subject.ref == firm.ref
    by = acting(clerk, number)
    assert (by.subject, str(by.basis)) == (firm.ref, f"assistance:{number}")
    assert [one.name for one in identity.subjects_of(by)] == [firm.name]
    identity.turn_counter(token="", by=clerk, at=AT)
    assert acting(clerk, number).subject == chen.ref


def test_an_office_that_ended_in_the_meantime_is_acted_on_no_more(clerk: Actor, chen: PersonView, firm: FirmView) -> None:
    from zhengtong.foundation.identity.models import Representation

    number = seat(clerk)
    identity.turn_counter(token=f"firm:{firm.code}", by=clerk, at=AT)
    Representation.objects.filter(firm=firm.code).update(until=AT.date())
    assert acting(clerk, number).kind is ActorKind.STAFF


def test_nobody_acts_for_a_firm_they_hold_no_office_in(clerk: Actor, chen: PersonView, firm: FirmView) -> None:
    seat(clerk, document=ELDER, name="李桂香")
    for token in (f"firm:{firm.code}", "mandate:M1", "guardianship:1", "assistance:H1"):
        with pytest.raises(refused.NotForThem):
            identity.turn_counter(token=token, by=clerk, at=AT)


def typed(by: Actor, at: datetime = AT, **told: object) -> object:
    given = {"document_type": DocumentType.RESIDENT_ID, "document": CHEN, "name": "陈晓兰", "reason": "芯片读不出来，目测相符", **told}
    return identity.open_counter_typed(by=by, at=at, **given)  # type: ignore[arg-type]


def test_what_is_typed_needs_a_reason_that_is_kept(clerk: Actor, chen: PersonView) -> None:
    with pytest.raises(refused.ReasonNeeded):
        typed(clerk, reason="坏了")
    typed(clerk)
    row = Assistance.objects.select_related("counter").get()
    assert (row.way, row.counter.reason) == (AssistanceWay.TYPED, "芯片读不出来，目测相符")
    assert why_refused() == ["reason-needed"]


def test_one_answer_for_an_unknown_document_and_another_name_and_only_so_many_guesses(clerk: Actor, chen: PersonView) -> None:
    for told in ({"name": "张三"}, {"document": ELDER, "name": "李桂香"}):
        with pytest.raises(NobodyByThisDocument):
            typed(clerk, **told)
    for minute in range(1, 7):
        with pytest.raises(NobodyByThisDocument):
            typed(clerk, at=AT + timedelta(minutes=minute), name="张三")
    with pytest.raises(refused.TooManyTyped):
        typed(clerk, at=AT + timedelta(minutes=8))
    assert typed(clerk, at=AT + timedelta(hours=1, minutes=9))


def test_whoever_is_typed_is_registered_only_where_the_clerk_says_so(clerk: Actor) -> None:
    held = typed(clerk, document=ELDER, name="李桂香", register=True)
    assert held.person.verified is Verified.WINDOW  # type: ignore[attr-defined]


def test_a_second_press_that_registered_is_the_same_press(clerk: Actor) -> None:
    told = {"document": ELDER, "name": "李桂香", "register": True, "once": Key("press")}
    assert typed(clerk, **told).number == typed(clerk, **told).number  # type: ignore[attr-defined]


def test_a_second_press_opens_no_second_sitting(clerk: Actor, chen: PersonView) -> None:
    told = {"by": clerk, "at": AT, "once": Key("press")}
    first = identity.open_counter(typed=line(), **told)  # type: ignore[arg-type]
    assert identity.open_counter(typed=line(once="2"), **told).number == first.number  # type: ignore[arg-type]


def test_their_own_card_once_more_is_their_word_for_this_draft_and_no_other(clerk: Actor, chen: PersonView) -> None:
    by = acting(clerk, seat(clerk))
    identity.declare_by_card(draft="D1", digest="a" * 64, typed=line(once="2"), by=by, at=AT)
    assert identity.is_declared(draft="D1", digest="a" * 64, by=by)
    assert not identity.is_declared(draft="D1", digest="b" * 64, by=by)
    assert not identity.is_declared(draft="D2", digest="a" * 64, by=by)


def test_the_reading_that_opened_the_sitting_and_one_already_given_are_no_word(clerk: Actor, chen: PersonView) -> None:
    by = acting(clerk, seat(clerk))
    identity.declare_by_card(draft="D1", digest="a" * 64, typed=line(once="2"), by=by, at=AT)
    for once in ("1", "2"):
        with pytest.raises(refused.ReadingUsed):
            identity.declare_by_card(draft="D2", digest="a" * 64, typed=line(once=once), by=by, at=AT)


def test_somebody_elses_card_is_not_the_persons_word(clerk: Actor, chen: PersonView) -> None:
    by = acting(clerk, seat(clerk))
    with pytest.raises(refused.AnotherPersonsReading):
        identity.declare_by_card(draft="D1", digest="a" * 64, typed=line(ELDER, "李桂香", once="2"), by=by, at=AT)
    assert not identity.is_declared(draft="D1", digest="a" * 64, by=by)
    assert why_refused() == ["another-persons-reading"]


def test_a_helper_has_no_reader(bodies: tuple[OrganisationView, ...], chen: PersonView) -> None:
    from zhengtong.foundation.identity.errors import SittingOver

    with pytest.raises(SittingOver):
        identity.declare_by_card(draft="D1", digest="a" * 64, typed=line(), by=officer("h", WINDOW, Duty.ASSIST), at=AT)


def test_the_person_is_told_in_their_messages_and_by_text(clerk: Actor, chen: PersonView) -> None:
    number = seat(clerk)
    while ledger.work_once(50):
        pass
    texts = SimulatedText.objects.filter(about=f"assistance:{number}")
    assert ["窗口" in one.text for one in texts] == [True], [one.text for one in texts]
    assert [one for one in messages.messages_of(chen.ref).lines if one.about == Ref("assistance", number)]


def test_a_protected_persons_history_opens_only_by_a_second_officer(clerk: Actor, chen: PersonView) -> None:
    lead = officer("lead", WINDOW, Duty.COUNTERSIGN)
    identity.protect_person(person=chen.number, reason="法院要求", by=BY, at=AT)
    seat(clerk)
    held = identity.counter(clerk)
    assert held is not None
    assert (held.closed, held.asked, held.released) == ((chen.ref,), False, False)
    with pytest.raises(NothingToShow):
        identity.open_history(by=clerk, at=AT)
    assert identity.ask_history(by=clerk, at=AT).asked
    identity.ask_history(by=clerk, at=AT)
    waiting = identity.queries_waiting(lead)
    assert [one.case for one in waiting] == [held.number]
    identity.release_query(query=int(waiting[0].number), by=lead, at=AT)
    again = identity.counter(clerk)
    assert again is not None
    assert again.released
    assert identity.open_history(by=clerk, at=AT).closed == ()
    with clock.standing_at(AT + timedelta(minutes=16)):
        later = identity.counter(clerk)
        assert later is not None
        assert later.closed == (chen.ref,)


def test_a_child_is_always_protected(clerk: Actor) -> None:
    held = identity.open_counter(typed=line("990101201506010049", "赵小禾"), by=clerk, at=AT)
    assert held.closed == (held.person.ref,)


def test_what_is_taken_up_is_on_record_once(clerk: Actor, chen: PersonView) -> None:
    number = seat(clerk)
    for _ in range(2):
        identity.reach_at_counter(what=Ref("case", "43012026000001"), by=clerk, at=AT)
    by = acting(clerk, number)
    assert identity.reached(by, "case") == ("43012026000001",)
    assert identity.reached(by, "draft") == ()
    assert identity.reached(clerk, "case") == ()
    assert [row.fact for row in ledger.facts_about(Ref("case", "43012026000001"))] == ["identity.CounterReached"]


def test_a_sitting_tells_its_window_and_an_assistance_at_a_station_none(clerk: Actor, chen: PersonView) -> None:
    basis = Ref("assistance", seat(clerk))
    assert identity.window_of(basis) == WINDOW
    assert identity.window_of(Ref("mandate", "M1")) == ""
    assert identity.window_of(None) == ""
    identity.close_counter(by=clerk, at=AT)
    other = officer("other", WINDOW, Duty.INTAKE)
    again = acting(other, seat(other, once="2"))
    assert identity.sat_here(basis, again)
    assert not identity.sat_here(basis, other)
    identity.close_counter(by=other, at=AT)
    assert not identity.sat_here(basis, acting(other, seat(other, document=ELDER, name="李桂香", once="3")))


def test_without_a_reader_nothing_is_read(clerk: Actor, settings: object) -> None:
    settings.ZT_CARD_READER = ""  # type: ignore[attr-defined]
    with pytest.raises(refused.NoReader):
        identity.open_counter(typed=line(), by=clerk, at=AT)
    assert (identity.cards(), identity.is_reading(line())) == ((), False)


def test_the_simulated_reader_serves_a_demonstration_only(clerk: Actor, settings: object) -> None:
    settings.ZT_DEMO = False  # type: ignore[attr-defined]
    with pytest.raises(refused.NoReader):
        identity.lay_card(card="none", by=clerk, at=AT)


def test_the_simulated_reader_fails_as_a_real_one(shipped: None) -> None:
    cards = {one.behaves: one for one in reversed(identity.cards())}
    assert set(cards) == {"", "none", "unreadable", "expired", "renamed"}
    window = next(one for one in identity.organisations("430100000000") if one.kind is OrganisationKind.WINDOW)
    by = officer("clerk", window.code, Duty.INTAKE)
    for how, refusal in (("none", refused.NoCard), ("unreadable", refused.CardUnreadable)):
        with pytest.raises(refusal):
            identity.lay_card(card=cards[how].key, by=by, at=AT)
    with pytest.raises(refused.CardExpired):
        identity.open_counter(typed=identity.lay_card(card=cards["expired"].key, by=by, at=AT), by=by, at=AT)
    good = identity.open_counter(typed=identity.lay_card(card=cards[""].key, by=by, at=AT), by=by, at=AT)
    identity.close_counter(by=by, at=AT)
    assert good.person.name.endswith("（演示）")
    with pytest.raises(refused.NameDiffers):
        identity.open_counter(typed=identity.lay_card(card=cards["renamed"].key, by=by, at=AT), by=by, at=AT)


def test_a_clerk_of_another_window_uses_their_own_reader(bodies: tuple[OrganisationView, ...], chen: PersonView) -> None:
    publish_organisations(
        [*bodies, OrganisationView(ELSEWHERE, Words("区窗口"), Words("区窗口"), OrganisationKind.WINDOW, "430104000000")]
    )
    other = officer("other", ELSEWHERE, Duty.INTAKE)
    with pytest.raises(refused.ReadingOfAnotherPlace):
        identity.open_counter(typed=line(), by=other, at=AT)
    assert identity.open_counter(typed=line(organisation=ELSEWHERE), by=other, at=AT)


def test_registering_at_the_counter_is_not_the_right_to_keep_the_register(clerk: Actor) -> None:
    with pytest.raises(NotPermitted):
        identity.register_person(document_type=DocumentType.RESIDENT_ID, document=ELDER, name="李桂香", by=clerk, at=AT)
