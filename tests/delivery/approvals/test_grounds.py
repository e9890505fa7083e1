"""On what an answer may rest: an article that is held, papers alone where the applicant committed, conditions only where it is decided."""

from collections.abc import Sequence
from itertools import count

import pytest

from tests.delivery.approvals.flowing import CHECK, FIRE, FOOD, SIGN, accepted, approve, handled, holder, on, part, republish, row_of
from tests.delivery.approvals.timed import running
from tests.delivery.conftest import Town, officer
from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.errors.clock import AppointTesters, CommitmentRuns, DaysMissing
from zhengtong.delivery.approvals.errors.deciding import ArticleNotHeld, CommitmentSuffices, NothingDecided
from zhengtong.delivery.approvals.models import AfterCheck, Approval, ClockEvent
from zhengtong.delivery.approvals.terms import ApprovalState, Opinion, Proviso, Reasons
from zhengtong.delivery.approvals.terms.flow import Looked
from zhengtong.delivery.cases.terms import CaseView
from zhengtong.foundation.identity.terms import Duty
from zhengtong.kernel.refs import Key

pytestmark = pytest.mark.django_db
_KEYS = count()


@pytest.fixture
def case(town: Town) -> CaseView:
    return accepted(town)


def refuse(case: CaseView, item: str, article: str, fails_on: Sequence[str] = ()) -> ApprovalState:
    why = Reasons("安全出口只有一个。", article, "增设第二个安全出口。")
    number = part(case, item).number
    by = holder(case, item)
    return approvals.decide(approval=number, opinion=Opinion.REFUSE, reasons=why, fails_on=fails_on, by=by, at=on(4)).state


# --- 告知承诺 (消防法 art. 15(2)) ---


@pytest.mark.parametrize("fails_on", [(), ("exits",), ("floor-plan", "exits")])
def test_what_was_committed_to_is_not_refused_on_substance_and_the_error_says_what_the_law_allows(
    case: CaseView, fails_on: tuple[str, ...]
) -> None:
    with pytest.raises(CommitmentSuffices, match="checked afterwards") as refused:
        refuse(case, FIRE, "消防法 第十五条", fails_on)
    assert refused.value.params["article"] == "消防法 第十五条"
    assert row_of(case, FIRE).state == ApprovalState.OPEN


def test_it_is_refused_on_a_paper_not_in_form_and_approved_it_is_checked_afterwards(case: CaseView, town: Town) -> None:
    assert refuse(case, FIRE, "消防法 第十五条", ["floor-plan"]) is ApprovalState.REFUSED
    assert row_of(case, FIRE).fails_on == ["floor-plan"]
    other = accepted(town)
    approve(other, FIRE, on(4))
    assert AfterCheck.objects.filter(approval__number=part(other, FIRE).number).exists()


def test_who_did_not_commit_is_refused_on_what_was_found(case: CaseView) -> None:
    Approval.objects.filter(number=part(case, FIRE).number).update(committed=False)
    assert refuse(case, FIRE, "消防法 第十五条") is ApprovalState.REFUSED


def test_nothing_stops_the_clock_of_a_commitment_by_hand(case: CaseView) -> None:
    stop = {"evidence": "鉴〔2026〕1号", "reason": "喷淋系统", "days": 5, "reference": "消防法 第十五条"}
    number, by = part(case, FIRE).number, holder(case, FIRE)
    with pytest.raises(CommitmentRuns):
        approvals.pause(approval=number, kind="appraisal", **stop, by=by, at=on(4))  # type: ignore[arg-type]
    assert [one.kind for one in approvals.timing(number, by, on(4).date()).pauses] == ["hearing"]
    assert not ClockEvent.objects.exists()


# --- 法律依据 ---


BAD = ["因为我说的", "第三十八条", "行政许可法", "行政许可法 第九百条", "食品安全法 第三十五条、某某办法 第二条"]
GOOD = ["行政许可法 第三十八条", "《中华人民共和国行政许可法》第三十八条", "食品安全法 第三十五条、行政许可法 第三十八条"]


@pytest.mark.parametrize("article", BAD)
def test_a_refusal_on_an_article_that_is_not_there_is_refused(case: CaseView, article: str) -> None:
    with pytest.raises(ArticleNotHeld):
        refuse(case, CHECK, article)
    assert row_of(case, CHECK).state == ApprovalState.OPEN


@pytest.mark.parametrize("article", GOOD)
def test_an_article_is_written_as_people_write_it(case: CaseView, article: str) -> None:
    assert refuse(case, CHECK, article) is ApprovalState.REFUSED


def test_the_items_own_basis_is_enough_where_its_text_is_not_held(case: CaseView) -> None:
    """《公众聚集场所投入使用、营业消防安全检查规则》 stands in the item's basis; nobody holds its text here."""
    assert refuse(case, FIRE, "公众聚集场所投入使用、营业消防安全检查规则", ["floor-plan"]) is ApprovalState.REFUSED


def test_one_of_the_articles_that_the_item_names_together_is_its_own(town: Town) -> None:
    """印铸刻字业暂行管理规则 第一至三条: the third is among them, the ninth is not."""
    republish("item", CHECK, basis=["印铸刻字业暂行管理规则 第一至三条"])
    case = accepted(town)
    with pytest.raises(ArticleNotHeld):
        refuse(case, CHECK, "印铸刻字业暂行管理规则 第九条")
    assert refuse(case, CHECK, "印铸刻字业暂行管理规则 第三条") is ApprovalState.REFUSED


def test_what_is_out_of_force_is_no_ground(case: CaseView) -> None:
    with pytest.raises(approvals.ArticleSuperseded):
        refuse(case, CHECK, "乡镇企业法 第三条")


@pytest.mark.parametrize("item", [CHECK, FOOD])
def test_a_condition_stands_on_an_article_too_and_only_where_something_is_decided(case: CaseView, item: str) -> None:
    if item == FOOD:
        approve(case, CHECK, on(4))
    given = {"approval": part(case, item).number, "opinion": Opinion.APPROVE, "by": holder(case, item), "at": on(4)}
    with pytest.raises(NothingDecided if item == CHECK else ArticleNotHeld):
        approvals.decide(**given, conditions=[Proviso("保持整洁", "因为我说的")])
    if item == CHECK:  # a look-up decides nothing, whatever the article
        with pytest.raises(NothingDecided):
            approvals.decide(**given, conditions=[Proviso("保持整洁", "食品安全法 第四十五条")])


# --- 特别程序 (行政许可法 arts. 45, 55) ---

LAWYERS_TABLE = [
    ("appraisal", "食品安全法 第八十七条", 5, None),
    ("hearing", "", 20, None),
    ("appraisal", "", 5, approvals.ArticleMissing),
    ("appraisal", "行政许可法 第四十五条", 5, approvals.ArticleMissing),  # says what stands outside the term, requires nothing
    ("appraisal", "《中华人民共和国行政许可法》第四十五条", 5, approvals.ArticleMissing),
    ("appraisal", "我们的惯例", 5, ArticleNotHeld),
    ("appraisal", "乡镇企业法 第三条", 5, approvals.ArticleSuperseded),
    ("appraisal", "食品安全法 第八十七条", None, DaysMissing),
    ("hearing", "", None, DaysMissing),
    ("inspection_test", "食品安全法 第八十七条", 5, AppointTesters),  # art. 55: by two who are appointed
    ("quarantine", "食品安全法 第八十七条", 5, AppointTesters),
]


@pytest.mark.parametrize(("kind", "article", "days", "refused"), LAWYERS_TABLE)
def test_what_stops_a_clock_is_founded_and_its_time_is_told(
    kind: str, article: str, days: int | None, refused: type[Exception] | None
) -> None:
    row = running()
    by = officer(row.organisation, Duty.REVIEW)
    given = {"evidence": "委〔2026〕1号", "reason": "依法需要", "days": days, "reference": article}
    if refused is None:
        approvals.pause(approval=row.number, kind=kind, **given, by=by, at=on(5), once=Key(f"g{next(_KEYS)}"))  # type: ignore[arg-type]
        assert ClockEvent.objects.get().days == days
        return
    with pytest.raises(refused):
        approvals.pause(approval=row.number, kind=kind, **given, by=by, at=on(5))  # type: ignore[arg-type]
    assert not ClockEvent.objects.exists()


def test_a_test_of_the_items_law_stops_it_with_two_testers(town: Town) -> None:
    handled(SIGN, special=[{"kind": "inspection_test", "reference": "广告法 第四十一条", "days": 8}])
    case = accepted(town)
    number, by = part(case, SIGN).number, holder(case, SIGN)
    assert "inspection_test" not in [one.kind for one in approvals.timing(number, by, on(4).date()).pauses]
    approvals.appoint_testers(
        approval=number, kind=Looked.TEST, officers=["张检验", "李检验"], evidence="检〔2026〕1号", reason="结构安全", by=by, at=on(4)
    )
    assert (ClockEvent.objects.get().days, row_of(case, SIGN).paused_on) == (8, on(4).date())
