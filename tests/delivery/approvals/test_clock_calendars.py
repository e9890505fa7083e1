"""Whose days off: the nation's, a place's own; a calendar published late, amended, missing. On a small pack of its own."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals import queries
from zhengtong.delivery.approvals.commands.clock import project
from zhengtong.delivery.approvals.models import Approval
from zhengtong.delivery.approvals.rules import NO_TERM
from zhengtong.delivery.approvals.terms import ApprovalState
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.identity import api as identity
from zhengtong.kernel import clock
from zhengtong.kernel.actors import system
from zhengtong.kernel.clock import CHINA
from zhengtong.kernel.content import api as content
from zhengtong.kernel.content.errors import ContentHasErrors
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Ref

pytestmark = pytest.mark.django_db
SHIPPED = Path(__file__).parents[3] / "content"
XIANGXI, JISHOU, CHANGSHA = "433100000000", "433101000000", "430100000000"
AT = datetime(2026, 9, 14, 9, 0, tzinfo=CHINA)
HOLIDAY = """
- code: "xiangxi-2026"
  division: "4331"
  name: {zh: 湘西土家族苗族自治州州庆, en: Founding day of the prefecture}
  reference: 湘西土家族苗族自治州自治条例
  days:
    - {date: "2026-09-21", name: 州庆}
    - {date: "2026-09-19", name: 州庆, is_off_day: false}
"""


@pytest.fixture
def pack(unpublished: None, settings: object, tmp_path: Path) -> Callable[..., None]:
    """``pack(local=…, more=…)`` publishes a place of Hunan with its own days off and more rows of the national calendar."""
    settings.ZT_CITY = "xiangxi"  # type: ignore[attr-defined]
    (tmp_path / "schema").symlink_to(SHIPPED / "schema")
    national, place = tmp_path / "national", tmp_path / "xiangxi"
    for folder in (national / "regimes", place):
        folder.mkdir(parents=True)
    (national / "regimes" / "permit.yaml").write_text((SHIPPED / "national" / "regimes" / "permit.yaml").read_text())
    (place / "city.yaml").write_text(
        f'code: "xiangxi"\nname: {{zh: 湘西}}\ndivision: "{XIANGXI}"\nuses: [national]\nvalid_from: 2026-01-01\nsource: editor\n'
    )

    def publish(*, local: str = "", more: str = "", leave_out: str = "none", at: datetime = AT) -> None:
        rows = (SHIPPED / "national" / "calendar.csv").read_text().splitlines()
        (national / "calendar.csv").write_text("\n".join([*(row for row in rows if not row.startswith(leave_out)), more]).strip() + "\n")
        (place / "local_holidays.yaml").write_text(local or "[]\n")
        with clock.standing_at(at):
            content.publish("xiangxi", by=system("tests"), at=at, root=tmp_path)
        catalogue.forget()
        identity.forget()

    return publish


def running(division: str, started: date = AT.date(), place: int = 1) -> Approval:
    row = Approval(
        number=f"C-{place:02d}", case="C", item=f"I{place}", pin="0" * 64, name={"zh": "许可"}, title={"zh": "许可"}, subject_kind="person",
        subject_number="P1", organisation="", window="", regime="permit", promised={"days": 5, "unit": "working_day"},
        state=ApprovalState.OPEN, started_on=started, order_on=NO_TERM, division=division,
    )  # fmt: skip
    row.save()
    project(row)
    return row


def test_a_day_off_of_the_place_holds_there_and_nowhere_else(pack: Callable[..., None]) -> None:
    pack(local=HOLIDAY)
    with clock.standing_at(AT):
        there, here = running(JISHOU), running(CHANGSHA, place=2)
        # from Monday 14 September: 15 to 18; there Saturday 19 and Sunday 20 (the nation's make-up day) are worked, Monday 21 is off
        assert (here.due_on, there.due_on) == (date(2026, 9, 20), date(2026, 9, 19))
        days = {day.on: day for day in queries.clock("C-01").legal.days}  # type: ignore[union-attr]
        assert (days[date(2026, 9, 21)].name, days[date(2026, 9, 21)].number) == ("州庆", None)
        assert catalogue.calendar(XIANGXI).known_until == catalogue.calendar(CHANGSHA).known_until


def test_a_day_written_twice_is_no_calendar(pack: Callable[..., None]) -> None:
    with pytest.raises(ContentHasErrors):
        pack(local=HOLIDAY + '    - {date: "2026-09-21", name: 州庆, is_off_day: false}\n')


def test_a_late_notice_changes_what_was_provisional_on_record_and_only_that(pack: Callable[..., None]) -> None:
    pack()
    late, sure = date(2026, 12, 21), date(2026, 12, 1)
    after = datetime(2026, 12, 22, 9, 0, tzinfo=CHINA)
    with clock.standing_at(after):
        one, other = running(CHANGSHA, late), running(CHANGSHA, sure, 2)
        before = queries.clock("C-01").legal
        assert before is not None
        assert (before.on, before.provisional) == (date(2027, 1, 18), True)
        assert approvals.recompute(by=system("approvals"), at=after) == 0, "nothing was published, nothing changes"
        pack(more="2027-01-01,元旦,true,", at=after)
        assert approvals.recompute(by=system("approvals"), at=after) == 1
        assert approvals.recompute(by=system("approvals"), at=after) == 0, "once"
        one.refresh_from_db()
        other.refresh_from_db()
        assert (one.legal_due_on, other.legal_due_on) == (date(2027, 1, 19), date(2026, 12, 29))
        known = queries.clock("C-01").legal
        assert known is not None
        assert not known.provisional
        (row,) = ledger.facts_about(Ref("case", "C"))
        assert row.fact == "approvals.ClockRecomputed"
        assert row.values is not None
        assert (row.values["former_legal_due"], row.values["legal_due"]) == ("2027-01-18", "2027-01-19")


def test_an_amended_notice_does_the_same_and_a_clock_that_stands_stays_empty(pack: Callable[..., None]) -> None:
    pack(leave_out="2026-09-25")
    with clock.standing_at(AT):
        row, paused = running(CHANGSHA, date(2026, 9, 14)), running(CHANGSHA, date(2026, 9, 14), 2)
        Approval.objects.filter(pk=paused.pk).update(state=ApprovalState.APPROVED)
        former = row.legal_due_on
        pack()
        approvals.recompute(by=system("approvals"), at=AT)
        row.refresh_from_db()
        paused.refresh_from_db()
        assert former is not None
        assert row.legal_due_on is not None
        assert row.legal_due_on > former
        assert paused.legal_due_on == former, "what is decided is not worked out again"


def test_the_worker_does_it_after_publishing(pack: Callable[..., None]) -> None:
    pack(leave_out="2026-09-25")
    with clock.standing_at(AT):
        row = running(CHANGSHA, date(2026, 9, 14))
        before = row.legal_due_on
        pack()
        for _ in range(20):
            if not ledger.work_once(50):
                break
        row.refresh_from_db()
        assert row.legal_due_on != before


def test_next_years_calendar_missing_gives_a_date_that_says_so(pack: Callable[..., None]) -> None:
    pack()
    with clock.standing_at(AT + timedelta(days=100)):
        running(CHANGSHA, date(2027, 5, 3))
        due = queries.clock("C-01").legal
        assert due is not None
        assert (due.on, due.provisional) == (date(2027, 5, 31), True)
