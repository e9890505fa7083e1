"""Officers join, move and leave; each right has its source and its end; nobody reaches beyond their own administration."""

from datetime import date, timedelta

import pytest
from django.contrib.auth import authenticate

from tests.foundation.identity.people import AT, BY, FIRE, WINDOW
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.commands.staffing import close_ended_posts
from zhengtong.foundation.identity.errors import NoDuty, NotPermitted, UnknownOrganisation, UsernameTaken, WeakPassword
from zhengtong.foundation.identity.errors.granting import (
    AlreadyHeld,
    ItemNeeded,
    NobodyGrantsThemselves,
    NoSuchRight,
    NotForBreakGlass,
    NotInPost,
    OutsideAdministration,
    PlatformRight,
    ReasonTooShort,
    TooLong,
    WrongPeriod,
)
from zhengtong.foundation.identity.errors.staffing import HasLeft, NoSuchOfficer, UnknownItem, WrongCode, WrongUsername
from zhengtong.foundation.identity.models import Account, Grant, Leave, Staff
from zhengtong.foundation.identity.rules import granting as rules
from zhengtong.foundation.identity.rules import staffing as codes
from zhengtong.foundation.identity.terms import Duty, GrantSource
from zhengtong.foundation.identity.terms.staffing import Joined, Post
from zhengtong.kernel import clock
from zhengtong.kernel.actors import Actor, ActorKind, Right
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.messages import api as messages
from zhengtong.kernel.messages.models import Message
from zhengtong.kernel.refs import Key, Ref
from zhengtong.kernel.refusals import Refusal

NEW = Post(FIRE, "新同事", frozenset({Duty.REVIEW}), unit="审批科", title="科员")
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _at():
    with clock.standing_at(AT):
        yield


def actor(account: int) -> Actor:
    return identity.actor_of(account=account)


def facts(account: int) -> list[str]:
    return [row.fact.removeprefix("identity.") for row in ledger.facts_about(Ref("account", str(account)))]


@pytest.fixture
def admin(bodies) -> Actor:
    """Administers the fire brigade."""
    joined = identity.join(username="personnel", post=Post(FIRE, "人事", frozenset({Duty.ADMINISTER})), by=BY, at=AT)
    return actor(joined.staff.account)


@pytest.fixture
def joined(admin) -> Joined:
    return identity.join(username="newcomer", post=NEW, by=admin, at=AT)


def test_who_joins_enters_once_with_the_code_and_has_the_rights_of_the_post(joined) -> None:
    account = joined.staff.account
    assert authenticate(username="newcomer", password=joined.code) is None, "the code is no password"
    with pytest.raises(WrongCode):
        identity.enter(username="newcomer", code="AAAA-BBBB-CCCC-DDDD", password="long enough", at=AT)
    with pytest.raises(WeakPassword):
        identity.enter(username="newcomer", code=joined.code, password="short", at=AT)
    identity.enter(username=" Newcomer ", code=joined.code.lower(), password="long enough", at=AT)
    assert authenticate(username="newcomer", password="long enough") is not None
    with pytest.raises(WrongCode):
        identity.enter(username="newcomer", code=joined.code, password="another one", at=AT)
    by = actor(account)
    assert (by.organisation, by.duties) == (FIRE, {"review"})
    assert facts(account) == ["StaffJoined", "AccountOpened", "RightGranted", "OfficerEntered"]
    assert "新同事" not in str([row.values for row in ledger.facts_about(Ref("account", str(account)))])


def test_a_code_that_is_too_old_opens_nothing_and_a_new_one_does(admin, joined) -> None:
    late = AT + codes.CODE_LASTS + timedelta(minutes=1)
    with pytest.raises(WrongCode):
        identity.enter(username="newcomer", code=joined.code, password="long enough", at=late)
    again = identity.issue_code(account=joined.staff.account, by=admin, at=late)
    identity.enter(username="newcomer", code=again.code, password="long enough", at=late)


def test_the_same_key_joins_once_and_shows_the_code_once(admin) -> None:
    first = identity.join(username="newcomer", post=NEW, by=admin, at=AT, once=Key("a"))
    again = identity.join(username="newcomer", post=NEW, by=admin, at=AT, once=Key("a"))
    assert again.staff.account == first.staff.account
    assert (bool(first.code), again.code) == (True, "")
    with pytest.raises(UsernameTaken):
        identity.join(username="NEWCOMER", post=NEW, by=admin, at=AT)


@pytest.mark.parametrize(
    ("username", "post", "refusal"),
    [
        ("x", NEW, WrongUsername),
        ("=cmd", NEW, WrongUsername),
        ("nobody", Post(FIRE, "某", frozenset()), NoDuty),
        ("nobody", Post(FIRE, "某", frozenset({Duty.REVIEW}), until=date(2026, 1, 1)), WrongPeriod),
        ("nobody", Post("000000000000000000", "某", frozenset({Duty.REVIEW})), OutsideAdministration),
        ("nobody", Post(WINDOW, "某", frozenset({Duty.INTAKE})), OutsideAdministration),
        ("nobody", Post(FIRE, "某", frozenset({Duty.OPERATE})), PlatformRight),
    ],
)
def test_a_bad_joiner_is_refused(admin, username, post, refusal) -> None:
    before = Account.objects.count()
    with pytest.raises(refusal):
        identity.join(username=username, post=post, by=admin, at=AT)
    assert Account.objects.count() == before


def test_the_platform_may_name_only_bodies_that_there_are(bodies) -> None:
    with pytest.raises(UnknownOrganisation):
        identity.join(username="nobody", post=Post("000000000000000000", "某", frozenset({Duty.REVIEW})), by=BY, at=AT)


def test_a_mover_loses_the_old_rights_and_has_the_new_ones_in_the_same_session(admin, joined) -> None:
    account = joined.staff.account
    with pytest.raises(OutsideAdministration):
        identity.move(account=account, post=Post(WINDOW, "新同事", frozenset({Duty.INTAKE})), by=admin, at=AT)
    assert actor(account).organisation == FIRE
    done = identity.move(account=account, post=Post(WINDOW, "新同事", frozenset({Duty.INTAKE}), unit="大厅"), by=BY, at=AT)
    assert done.rights_ended == 1
    by = actor(account)
    assert (by.organisation, by.duties, by.rights[0].organisations) == (WINDOW, {"intake"}, {WINDOW})
    assert facts(account)[-3:] == ["RightEnded", "StaffMoved", "RightGranted"]
    with pytest.raises(NoSuchOfficer):
        identity.leave_service(account=account, by=admin, at=AT)


def test_a_leaver_is_out_at_once_and_may_be_taken_back(admin, joined) -> None:
    account = joined.staff.account
    identity.enter(username="newcomer", code=joined.code, password="long enough", at=AT)
    assert identity.leave_service(account=account, by=admin, at=AT).rights_ended == 1
    assert actor(account).kind is ActorKind.ANONYMOUS
    assert authenticate(username="newcomer", password="long enough") is None
    assert not Grant.objects.filter(account=account, ended_at=None).exists()
    with pytest.raises(HasLeft):
        identity.leave_service(account=account, by=admin, at=AT)
    with pytest.raises(HasLeft):
        identity.move(account=account, post=NEW, by=admin, at=AT)
    back = identity.take_back(account=account, post=NEW, by=admin, at=AT)
    assert authenticate(username="newcomer", password="long enough") is None, "the old password is gone"
    identity.enter(username="newcomer", code=back.code, password="long enough 2", at=AT)
    assert actor(account).duties == {"review"}


def test_a_leaver_of_a_day_to_come_works_until_then(admin, joined) -> None:
    account, last = joined.staff.account, AT.date() + timedelta(days=3)
    identity.leave_service(account=account, by=admin, at=AT, on=last)
    assert actor(account).duties == {"review"}
    after = AT + timedelta(days=4)
    with clock.standing_at(after):
        assert actor(account).duties == frozenset()
        assert close_ended_posts(by=BY, at=after) == 1
        assert actor(account).kind is ActorKind.ANONYMOUS
        assert close_ended_posts(by=BY, at=after) == 0


def test_who_is_also_a_citizen_keeps_their_own_sign_in(admin, chen) -> None:
    account = identity.open_account(username="both", password="long enough", person=chen.number, by=BY, at=AT)
    identity.appoint(account=account, organisation=FIRE, name="陈晓兰", duties={Duty.REVIEW}, by=BY, at=AT)
    identity.leave_service(account=account, by=admin, at=AT)
    with clock.standing_at(AT + timedelta(days=1)):
        by = actor(account)
    assert (by.kind, by.subject) == (ActorKind.MEMBER, chen.ref)


@pytest.mark.parametrize("goes", ["leaves", "moves"])
def test_whoever_goes_ends_the_leaves_they_were_part_of_and_coming_back_revives_none(admin, joined, officer, goes) -> None:
    account = joined.staff.account
    lent = Leave.objects.create(account_id=officer, substitute_id=account, since=AT.date(), until=AT.date())
    if goes == "leaves":
        identity.leave_service(account=account, by=admin, at=AT)
        identity.take_back(account=account, post=NEW, by=admin, at=AT)
    else:
        identity.move(account=account, post=Post(WINDOW, "新同事", frozenset({Duty.INTAKE})), by=BY, at=AT)
        identity.move(account=account, post=NEW, by=BY, at=AT)
    [ended] = [row.values for row in ledger.facts_about(Ref("leave", str(lent.pk)))]
    assert (ended["account"], ended["substitute"]) == (officer, account)
    assert all(right.through is None for right in actor(account).rights), "nothing that was lent comes back"
    told = messages.messages_of((Ref("account", str(officer)),)).lines
    assert any("Nobody stands in for you any more" in one.message for one in told)


# escalation


def test_nobody_gives_a_right_to_themselves_or_to_whom_they_do_not_administer(admin, officer) -> None:
    me = int(admin.who.number)
    with pytest.raises(NobodyGrantsThemselves):
        identity.grant(account=me, duty=Duty.REVIEW, reason="临时需要", by=admin, at=AT)
    with pytest.raises(NotPermitted):
        identity.grant(account=me, duty=Duty.REVIEW, reason="临时需要", by=actor(officer), at=AT)
    with pytest.raises(OutsideAdministration):
        identity.grant(account=officer, duty=Duty.INTAKE, organisation=WINDOW, reason="临时需要", by=admin, at=AT)
    with pytest.raises(PlatformRight):
        identity.grant(account=officer, duty=Duty.OPERATE, reason="临时需要", by=admin, at=AT)


def test_who_operates_the_platform_does_not_administer(bodies, officer) -> None:
    account = identity.open_account(username="operator", password="long enough", by=BY, at=AT)
    identity.appoint(account=account, organisation=WINDOW, name="运维", duties={Duty.OPERATE}, by=BY, at=AT)
    by = actor(account)
    for attempt in (
        lambda: identity.join(username="newcomer", post=NEW, by=by, at=AT),
        lambda: identity.grant(account=officer, duty=Duty.REVIEW, reason="临时需要", by=by, at=AT),
        lambda: identity.leave_service(account=officer, by=by, at=AT),
        lambda: identity.issue_code(account=officer, by=by, at=AT),
        lambda: identity.end_grant(grant=Grant.objects.filter(account=officer).get().pk, by=by, at=AT),
        lambda: identity.officers(by),
    ):
        with pytest.raises(NotPermitted):
            attempt()
    assert identity.rights_held(by).lines, "but they may read"


def test_an_administrator_of_one_district_stays_within_it(bodies, officer) -> None:
    place = Post(FIRE, "区人事", frozenset({Duty.ADMINISTER}), divisions=("430104000000",))
    by = actor(identity.join(username="district", post=place, by=BY, at=AT).staff.account)
    assert by.rights[0].divisions == ("430104",)
    for divisions in ((), ("430100000000",), ("430105000000",), ("430104000000", "430105000000")):
        with pytest.raises(OutsideAdministration):
            identity.join(username="newcomer", post=Post(FIRE, "某", frozenset({Duty.REVIEW}), divisions=divisions), by=by, at=AT)
    inside = Post(FIRE, "某", frozenset({Duty.REVIEW}), divisions=("430104001000",))
    assert identity.join(username="newcomer", post=inside, by=by, at=AT).staff.divisions == ("430104001000",)
    with pytest.raises((OutsideAdministration, NoSuchOfficer)):
        identity.leave_service(account=officer, by=by, at=AT)
    assert [one.staff.username for one in identity.officers(by).lines] == ["district", "newcomer"]


def test_nobody_removes_an_officer_whose_rights_reach_further_than_their_own(admin, officer) -> None:
    identity.grant(account=officer, duty=Duty.INTAKE, organisation=WINDOW, reason="跨部门支援", by=BY, at=AT)
    with pytest.raises(OutsideAdministration):
        identity.leave_service(account=officer, by=admin, at=AT)
    assert actor(officer).kind is ActorKind.STAFF


def test_a_second_administrator_reaches_no_further_than_the_first(admin, officer) -> None:
    identity.grant(account=officer, duty=Duty.ADMINISTER, items=["A-1"], reason="分管一项", by=admin, at=AT)
    second = actor(officer)
    for items in ([], ["A-2"], ["A-1", "A-2"]):
        with pytest.raises(OutsideAdministration):
            identity.grant(account=int(admin.who.number), duty=Duty.REVIEW, items=items, reason="越权", by=second, at=AT)
    given = identity.grant(account=int(admin.who.number), duty=Duty.REVIEW, items=["A-1"], reason="协助办理", by=second, at=AT)
    assert given.items == {"A-1"}


@pytest.mark.parametrize(
    ("administration", "asked", "covers"),
    [
        (Right("administer", frozenset({"a"})), {}, True),
        (Right("administer", frozenset({"b"})), {}, False),
        (Right("administer", frozenset({"a"}), items=frozenset({"1"})), {}, False),
        (Right("administer", frozenset({"a"}), items=frozenset({"1"})), {"items": ["1"]}, True),
        (Right("administer", frozenset({"a"}), items=frozenset({"1"})), {"items": ["1", "2"]}, False),
        (Right("administer", frozenset({"a"}), divisions=("4301",)), {}, False),
        (Right("administer", frozenset({"a"}), divisions=("4301",)), {"divisions": ["430104"]}, True),
        (Right("administer", frozenset({"a"}), divisions=("430104",)), {"divisions": ["4301"]}, False),
        (Right("administer", frozenset({"a"}), divisions=("4301",)), {"divisions": ["430104", "4302"]}, False),
        (Right("administer", frozenset({"a"}), classes=frozenset({"public"})), {}, False),
        (Right("administer", frozenset({"a"}), classes=frozenset({"public"})), {"classes": ["public"]}, True),
        (Right("administer", frozenset({"a"}), classes=frozenset({"public"})), {"classes": ["sensitive"]}, False),
    ],
)
def test_how_far_an_administration_reaches(administration, asked, covers) -> None:
    assert rules.reaches([administration], organisation="a", **asked) is covers


@pytest.mark.parametrize(
    ("code", "prefix"),
    [
        ("430000000000", "43"),
        ("430100000000", "4301"),
        ("430104000000", "430104"),
        ("430104001000", "430104001"),
        ("430104001002", "430104001002"),
    ],
)
def test_a_place_is_the_beginning_of_all_codes_within_it(code, prefix) -> None:
    assert rules.place(code) == prefix


# single rights


def test_a_right_is_given_with_its_reason_and_ends(admin, officer) -> None:
    until = AT + timedelta(days=10)
    given = identity.grant(
        account=officer, duty=Duty.LOOK_UP, items=["A-1"], reason="专项核查", until=until, by=admin, at=AT, once=Key("g")
    )
    assert (given.source, given.until, given.reason) == (GrantSource.GRANT, until, "专项核查")
    assert (
        identity.grant(account=officer, duty=Duty.LOOK_UP, items=["A-1"], reason="专项核查", until=until, by=admin, at=AT, once=Key("g"))
        == given
    )
    assert actor(officer).has(Duty.LOOK_UP)
    with pytest.raises(AlreadyHeld):
        identity.grant(account=officer, duty=Duty.LOOK_UP, items=["A-1"], reason="再来一次", by=admin, at=AT)
    with clock.standing_at(until + timedelta(seconds=1)):
        assert not actor(officer).has(Duty.LOOK_UP)
    identity.end_grant(grant=int(given.number), by=admin, at=AT)
    assert not actor(officer).has(Duty.LOOK_UP)
    with pytest.raises(NoSuchRight):
        identity.end_grant(grant=int(given.number), by=admin, at=AT)
    assert facts(officer)[-2:] == ["RightGranted", "RightEnded"]


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"reason": " . "}, ReasonTooShort),
        ({"until": AT - timedelta(days=1)}, WrongPeriod),
        ({"since": AT + timedelta(2), "until": AT + timedelta(1)}, WrongPeriod),
    ],
)
def test_a_right_needs_a_reason_and_a_period(admin, officer, changed, refusal) -> None:
    with pytest.raises(refusal):
        identity.grant(**{"account": officer, "duty": Duty.INTAKE, "reason": "临时需要", "by": admin, "at": AT, **changed})


def test_who_has_left_is_given_nothing(admin, joined) -> None:
    identity.leave_service(account=joined.staff.account, by=admin, at=AT)
    Staff.objects.filter(account=joined.staff.account).update(until=AT.date() - timedelta(days=1))
    with pytest.raises(NotInPost):
        identity.grant(account=joined.staff.account, duty=Duty.INTAKE, reason="临时需要", by=admin, at=AT)


# who holds which right


def test_the_list_of_rights_says_from_where_and_what_a_leave_lends(admin, joined, officer) -> None:
    identity.grant(account=officer, duty=Duty.LOOK_UP, reason="专项核查", by=admin, at=AT)
    Leave.objects.create(account_id=officer, substitute_id=joined.staff.account, since=AT.date(), until=AT.date() + timedelta(days=5))
    lines = identity.rights_held(admin, officer="新同事").lines
    told = {(one.grant.duty, one.grant.source, one.absent, one.lost_with_leave) for one in lines}
    assert told == {
        (Duty.REVIEW, GrantSource.APPOINTMENT, "", False),
        (Duty.REVIEW, GrantSource.SUBSTITUTION, "李建军", False),
        (Duty.LOOK_UP, GrantSource.SUBSTITUTION, "李建军", True),
    }
    assert {one.granted_by for one in lines} == {"人事", "system:test"}
    assert {one.grant.duty for one in identity.rights_held(admin, duty="look_up").lines} == {Duty.LOOK_UP}
    assert identity.rights_held(admin, officer="nobody").lines == ()


def test_the_list_of_rights_goes_on_page_by_page_and_keeps_what_ended(admin, joined, officer) -> None:
    seen, after = [], ""
    while True:
        page = identity.rights_held(admin, after=after, limit=1)
        seen += [one.grant.number for one in page.lines]
        after = page.next
        if not after:
            break
    assert len(seen) == len(set(seen)) == 3
    identity.leave_service(account=joined.staff.account, by=admin, at=AT)
    [line] = identity.rights_held(admin, ended=True).lines
    assert (line.username, line.ended_by, line.running) == ("newcomer", "人事", False)
    with pytest.raises(NotPermitted):
        identity.rights_held(actor(officer))


# emergencies


def test_an_emergency_right_is_told_at_once_holds_for_its_minutes_and_ends_by_itself(admin, officer) -> None:
    by = actor(officer)
    taken = identity.break_glass(duty=Duty.INTAKE, items=["A-1"], minutes=30, reason="窗口同事突发疾病，群众在等", by=by, at=AT)
    assert taken.until == AT + timedelta(minutes=30)
    assert actor(officer).has(Duty.INTAKE)
    [told] = Message.objects.filter(to=str(admin.who))
    assert "李建军" not in str(told.params)
    assert (
        [one.grant.number for one in identity.emergencies(admin)]
        == [one.grant.number for one in identity.emergencies(by)]
        == [taken.number]
    )
    identity.grant(account=int(admin.who.number), duty=Duty.INTAKE, reason="无关", by=BY, at=AT)
    after = AT + timedelta(minutes=30)
    with clock.standing_at(after):
        assert not actor(officer).has(Duty.INTAKE)
        assert identity.emergencies(admin) == ()
        from zhengtong.foundation.identity.commands.breaking import end_overdue_break_glass

        assert end_overdue_break_glass(by=BY, at=after) == 1
        assert end_overdue_break_glass(by=BY, at=after) == 0
        assert [row.fact for row in identity.done_under(int(taken.number), admin)] == ["identity.BreakGlassTaken"]
    assert facts(officer)[-2:] == ["BreakGlassTaken", "BreakGlassEnded"]


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"duty": Duty.ADMINISTER}, NotForBreakGlass),
        ({"duty": Duty.COUNTERSIGN}, NotForBreakGlass),
        ({"duty": Duty.OPERATE}, NotForBreakGlass),
        ({"minutes": 61}, TooLong),
        ({"minutes": 0}, TooLong),
        ({"reason": "急用急用"}, ReasonTooShort),
        ({"items": []}, ItemNeeded),
        ({"items": ["A-1", "A-2"]}, ItemNeeded),
        ({"duty": Duty.REVIEW}, AlreadyHeld),
    ],
)
def test_what_an_emergency_does_not_cover(admin, officer, changed, refusal) -> None:
    told = {"duty": Duty.INTAKE, "items": ["A-1"], "minutes": 30, "reason": "窗口同事突发疾病，群众在等", **changed}
    with pytest.raises(refusal):
        identity.break_glass(**told, by=actor(officer), at=AT)
    assert not Message.objects.filter(to=str(admin.who)).exists()


def test_an_emergency_right_is_given_back_by_its_holder_or_an_administrator_only(admin, officer, joined) -> None:
    taken = identity.break_glass(duty=Duty.LOOK_UP, items=[], minutes=60, reason="走失老人需要联系家属", by=actor(officer), at=AT)
    with pytest.raises(NotPermitted):
        identity.end_grant(grant=int(taken.number), by=actor(joined.staff.account), at=AT)
    identity.end_grant(grant=int(taken.number), by=actor(officer), at=AT)
    assert not actor(officer).has(Duty.LOOK_UP)


def test_a_substitute_does_not_inherit_an_emergency(admin, officer, joined) -> None:
    identity.break_glass(duty=Duty.LOOK_UP, items=[], minutes=60, reason="走失老人需要联系家属", by=actor(officer), at=AT)
    Leave.objects.create(account_id=officer, substitute_id=joined.staff.account, since=AT.date(), until=AT.date())
    assert not actor(joined.staff.account).has(Duty.LOOK_UP)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("cut", "refused"),
    [({"items": ["A-1", "gone-1"]}, "unknown-item"), ({"divisions": ["440100000000"]}, "unknown-division"), ({}, "")],
)
def test_a_right_over_what_is_not_there_is_not_given(cut: dict[str, list[str]], refused: str, officer: int) -> None:
    def give() -> object:
        return identity.grant(account=officer, duty=Duty.LOOK_UP, reason="专项核查", by=BY, at=AT, **cut)  # type: ignore[arg-type]

    if not refused:
        assert give()
        return
    with pytest.raises(Refusal) as raised:
        give()
    assert raised.value.code == refused
    assert not Grant.objects.filter(account=officer, duty=Duty.LOOK_UP).exists()


@pytest.mark.django_db
def test_nobody_joins_for_and_nobody_takes_in_an_emergency_what_is_not_there(officer: int) -> None:
    post = Post(FIRE, "某", frozenset({Duty.REVIEW}), items=frozenset({"gone-1"}))
    with pytest.raises(UnknownItem):
        identity.join(username="newcomer", post=post, by=BY, at=AT)
    by, why = identity.actor_of(account=officer), "窗口同事突发疾病，群众在等"
    with pytest.raises(UnknownItem):
        identity.break_glass(duty=Duty.INTAKE, items=["gone-1"], minutes=30, reason=why, by=by, at=AT)

