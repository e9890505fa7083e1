"""A file of joiners, movers and leavers: told line by line before anything is written, then all of it or nothing, and once."""

import time

import pytest

from tests.foundation.identity.people import AT, BY, FIRE, WINDOW
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.errors import NotPermitted
from zhengtong.foundation.identity.errors.staffing import RosterChanged, RosterDefective, RosterTooLarge
from zhengtong.foundation.identity.models import Account, Grant, Person, Staff
from zhengtong.foundation.identity.rules import roster as rules
from zhengtong.foundation.identity.terms import Duty
from zhengtong.foundation.identity.terms.staffing import Effect, Post, RosterAction
from zhengtong.kernel import clock
from zhengtong.kernel.actors import ANONYMOUS, Actor
from zhengtong.kernel.ledger import api as ledger

HEAD = "操作,账号,姓名,机构代码,内设机构,职务,职责,事项,区划,自,至,证件号\n"
JOIN = f"入职,newcomer,新同事,{FIRE},审批科,科员,审查、查询,A-1 A-2,,2026-11-01,,\n"
OTHER = f"入职,second,另一位,{FIRE},审批科,,审查,,,,,\n"


@pytest.fixture(autouse=True)
def _at():
    with clock.standing_at(AT):
        yield


@pytest.fixture
def admin(bodies) -> Actor:
    joined = identity.join(username="personnel", post=Post(FIRE, "人事", frozenset({Duty.ADMINISTER})), by=BY, at=AT)
    return identity.actor_of(account=joined.staff.account)


def defects(text: str | bytes) -> list[tuple[int, str]]:
    return [(one.line, one.column.split(" / ")[-1]) for one in rules.read(text if isinstance(text, bytes) else text.encode())[1]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("between", [",", "\t", ";"])
def test_a_file_is_read_as_office_programs_write_it(encoding, end, between) -> None:
    lines, wrong = rules.read((HEAD + JOIN + "\n").replace(",", between).replace("\n", end).encode(encoding))
    assert wrong == ()
    [line] = lines
    assert (line.line, line.action, line.username, line.post.name, line.post.organisation) == (
        2,
        RosterAction.JOIN,
        "newcomer",
        "新同事",
        FIRE,
    )
    assert (line.post.duties, line.post.items) == ({Duty.REVIEW, Duty.LOOK_UP}, {"A-1", "A-2"})


def test_english_headings_in_any_order_do_as_well() -> None:
    text = f"USERNAME,Action,organisation,duties,name\nNewcomer,JOIN,{FIRE},review,New\n"
    [line], wrong = rules.read(text.encode())
    assert (wrong, line.username, line.post.duties) == ((), "newcomer", {Duty.REVIEW})


def test_a_cell_may_hold_commas_and_line_ends_and_lines_keep_their_numbers() -> None:
    text = HEAD + f'\n入职,one,"某, 某",{FIRE},,,审查,,,,,\n入职,two,"某\n某",{FIRE},,,审查,,,,,\n入职,three,,{FIRE},,,审查,,,,,\n'
    assert defects(text) == [(6, "name")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (b"", [(0, "")]),
        (b"\xff\xfe\x00\x01", [(0, "")]),
        (b"\x89PNG\r\n\x1a\n\x00\x00", [(0, "")]),
        (HEAD, [(0, "")]),
        ("操作,账号\n入职,x\n", [(1, "name"), (1, "organisation"), (1, "duties")]),
        (HEAD.replace("职务", "工资"), [(1, "工资")]),
        (HEAD.replace("职务", "姓名"), [(1, "姓名")]),
        (HEAD + JOIN.replace("入职", "开除"), [(2, "action")]),
        (HEAD + JOIN.replace("newcomer", "1x"), [(2, "username")]),
        (HEAD + JOIN.replace("newcomer", "=cmd|' /C calc'!A0"), [(2, "username")]),
        (HEAD + JOIN.replace("新同事", "=1+1"), [(2, "name")]),
        (HEAD + JOIN.replace("科员", "@SUM(A1)"), [(2, "title")]),
        (HEAD + JOIN.replace("审批科", "-2+3"), [(2, "unit")]),
        (HEAD + JOIN.replace("科员", "长" * 61), [(2, "title")]),
        (HEAD + JOIN.replace("审查、查询", "审查、扫地"), [(2, "duties")]),
        (HEAD + JOIN.replace("审查、查询", ""), [(2, "duties")]),
        (HEAD + JOIN.replace("2026-11-01", "2026-02-30"), [(2, "from")]),
        (HEAD + JOIN.replace("2026-11-01", "45962"), [(2, "from")]),
        (HEAD + JOIN.replace("2026-11-01,", "2026-11-01,2026-10-01"), [(2, "until")]),
        (HEAD + JOIN.replace("A-1 A-2,", "A-1 A-2,4.30104E+11"), [(2, "divisions")]),
        (HEAD + JOIN.replace("A-1 A-2", "item:1"), [(2, "items")]),
        (HEAD + JOIN + JOIN, [(3, "username")]),
        (HEAD + JOIN.strip() + ",1,2,3\n", [(2, "")]),
        (HEAD + '入职,"x' + "y" * 10, [(2, "organisation"), (2, "name"), (2, "duties")]),
    ],
)
def test_each_defect_has_its_line_and_column(text, found) -> None:
    assert sorted(defects(text)) == sorted(found)


def test_a_file_that_is_too_large_is_refused_and_one_too_long_told() -> None:
    with pytest.raises(RosterTooLarge):
        rules.read(b"x" * (rules.MOST_BYTES + 1))
    assert defects(HEAD + "离职,someone,,,,,,,,,,\n" * (rules.MOST_LINES + 1)) == [(0, "")]


@pytest.mark.parametrize("written", ["2026-11-01", "2026/11/1", "2026.11.01", "2026年11月1日"])
def test_a_day_is_read_however_it_is_written(written) -> None:
    [line], _ = rules.read((HEAD + JOIN.replace("2026-11-01", written)).encode())
    assert str(line.post.since) == "2026-11-01"


@pytest.mark.django_db
def test_a_preview_writes_nothing_and_the_file_does_what_it_said_once(admin) -> None:
    content = (HEAD + JOIN + OTHER).encode()
    plan = identity.preview_roster(content, admin)
    assert [step.effect for step in plan.steps] == [Effect.JOIN, Effect.JOIN]
    assert not Account.objects.filter(username="newcomer").exists()
    done = identity.import_roster(content=content, by=admin, at=AT, seen=identity.digest_of_roster(plan))
    assert [one.staff.username for one in done.joined] == ["newcomer", "second"]
    assert all(one.code for one in done.joined)
    assert {(one.duty, one.source, tuple(one.items)) for one in Grant.objects.filter(account__username="newcomer")} == {
        ("review", "import", ("A-1", "A-2")),
        ("look_up", "import", ("A-1", "A-2")),
    }
    head = ledger.facts_about(admin.who)
    again = identity.import_roster(content=content, by=admin, at=AT)
    assert (again.joined, again.moved, again.left, again.unchanged) == ((), 0, 0, 2)
    assert ledger.facts_about(admin.who) == head
    assert Grant.objects.filter(account__username="newcomer").count() == 2


@pytest.mark.django_db
def test_move_and_leave_by_file_and_again(admin) -> None:
    identity.import_roster(content=(HEAD + JOIN + OTHER).encode(), by=admin, at=AT)
    change = (HEAD + f"调动,newcomer,,{FIRE},登记科,科长,审查,B-1,,,,\n离职,second,,,,,,,,,,\n").encode()
    assert [one.effect for one in identity.preview_roster(change, admin).steps] == [Effect.MOVE, Effect.LEAVE]
    done = identity.import_roster(content=change, by=admin, at=AT)
    assert (done.moved, done.left) == (1, 1)
    post = Staff.objects.get(account__username="newcomer")
    assert (post.name, post.unit, post.title) == ("新同事", "登记科", "科长")
    assert identity.actor_of(account=post.account_id).rights[0].items == {"B-1"}
    assert not Account.objects.get(username="second").is_active
    assert [one.effect for one in identity.preview_roster(change, admin).steps] == [Effect.NONE, Effect.NONE]
    first = identity.preview_roster((HEAD + JOIN + OTHER).encode(), admin)
    assert [(one.line, one.column) for one in first.defects] == [(2, "账号 / username"), (3, "账号 / username")], (
        "an old file revives nobody"
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    "line",
    [
        f"入职,newcomer,新同事,{WINDOW},,,收件,,,,,\n",
        "入职,newcomer,新同事,000000000000000000,,,收件,,,,,\n",
        f"入职,newcomer,新同事,{FIRE},,,运行维护,,,,,\n",
        f"入职,stranger,新同事,{FIRE},,,审查,,,,,\n",
        f"入职,newcomer,新同事,{FIRE},,,审查,,,,2026-01-01,\n",
        f"调动,nobody,,{FIRE},,,审查,,,,,\n",
        "离职,stranger,,,,,,,,,,\n",
        "离职,personnel,,,,,,,,,,\n",
        f"调动,personnel,,{FIRE},,,审查、机构管理、复核,,,,,\n",
    ],
)
def test_one_line_that_may_not_be_stops_the_whole_file(admin, line) -> None:
    identity.join(username="stranger", post=Post(WINDOW, "外人", frozenset({Duty.INTAKE})), by=BY, at=AT)
    before = Account.objects.count(), Grant.objects.count()
    with pytest.raises(RosterDefective) as refused:
        identity.import_roster(content=(HEAD + OTHER + line).encode(), by=admin, at=AT)
    assert {one.at.split(":")[0] for one in refused.value.problems} == {"3"}
    assert (Account.objects.count(), Grant.objects.count()) == before


@pytest.mark.django_db
def test_what_changed_since_the_preview_is_looked_at_again(admin) -> None:
    content = (HEAD + JOIN).encode()
    seen = identity.digest_of_roster(identity.preview_roster(content, admin))
    identity.import_roster(content=content, by=admin, at=AT)
    with pytest.raises(RosterChanged):
        identity.import_roster(content=content, by=admin, at=AT, seen=seen)


@pytest.mark.django_db
def test_only_administrators_read_a_preview(admin, officer) -> None:
    for by in (identity.actor_of(account=officer), ANONYMOUS):
        with pytest.raises(NotPermitted):
            identity.preview_roster((HEAD + JOIN).encode(), by)
        with pytest.raises(NotPermitted):
            identity.import_roster(content=(HEAD + JOIN).encode(), by=by, at=AT)


@pytest.mark.django_db
def test_a_document_leads_to_the_officers_own_number_and_tells_nobody(admin, chen) -> None:
    content = (HEAD + JOIN.replace(",2026-11-01,,\n", ",2026-11-01,,990101198506150127\n")).encode()
    assert chen.number not in str(identity.preview_roster(content, admin))
    identity.import_roster(content=content, by=admin, at=AT)
    assert Staff.objects.get(account__username="newcomer").person == chen.number
    assert Person.objects.count() == 1


@pytest.mark.django_db
def test_two_thousand_lines_take_seconds(admin) -> None:
    content = (HEAD + "".join(f"入职,many{n:04d},同事{n},{FIRE},审批科,,审查,,,,,\n" for n in range(2000))).encode()
    began = time.process_time()
    plan = identity.preview_roster(content, admin)
    previewed = time.process_time() - began
    done = identity.import_roster(content=content, by=admin, at=AT)
    assert (len(plan.steps), len(done.joined)) == (2000, 2000)
    took = time.process_time() - began
    print(f"preview {previewed:.2f} s, whole {took:.2f} s")
    assert took < 30


@pytest.mark.django_db
def test_codes_that_nothing_bears_are_defects_with_their_remedy(admin: Actor) -> None:
    line = f"入职,newcomer,新同事,{FIRE},审批科,科员,审查,A-1 gone-1 gone-2,430100 440100,2026-11-01,,\n"
    found = identity.preview_roster((HEAD + line).encode(), admin)
    assert [(one.column.split(" / ")[-1], one.params["value"]) for one in found.defects] == [
        ("items", "gone-1"),
        ("items", "gone-2"),
        ("divisions", "440100000000"),
    ]
    assert all(one.remedy for one in found.defects)
    assert found.steps == ()
