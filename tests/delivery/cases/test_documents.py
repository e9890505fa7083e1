"""文书 as sealed documents: made once, the same ever after, by nobody but those entitled; a seal out of reach loses nothing."""

import io
from datetime import datetime, timedelta

import pypdf
import pytest

from tests.delivery.conftest import MONDAY, Town, officer
from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.terms import Opinion, Reasons
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.cases.models import Document
from zhengtong.delivery.cases.terms import CaseView, DocumentView, Genuineness, NoticeKind, Point
from zhengtong.foundation.identity.terms import Duty
from zhengtong.kernel.actors import Actor, system
from zhengtong.kernel.documents import api as documents
from zhengtong.kernel.documents import ports
from zhengtong.kernel.documents.adapters.simulator import SimulatedSealHouse
from zhengtong.kernel.files import api as files
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Ref

_GAPS = dict.fromkeys(map(ord, "\n \u200b"))
NEXT_DAY = MONDAY + timedelta(days=1)
WORKER = system("cases")
WHY = Reasons("安全出口只有一个。", "消防法 第十五条", "增设第二个安全出口后重新申请。")


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch) -> SimulatedSealHouse:
    """A seal house far away."""
    far = SimulatedSealHouse()
    monkeypatch.setattr(ports, "_house", lambda path: far)
    return far


def sealed(case: str, *, at: datetime = NEXT_DAY) -> dict[str, DocumentView]:
    cases.seal_documents(case=case, by=WORKER, at=at)
    return {one.name: one for one in cases.documents(case, WORKER)}


def text(sheet: bytes) -> str:
    return "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(sheet)).pages).translate(_GAPS)


def decide(case: CaseView, town: Town, item: str, opinion: Opinion, reasons: Reasons | None = None) -> str:
    part = next(one for one in cases.case(case.number, town.firm).approvals if one.item.endswith(item))
    approvals.decide(approval=part.number, opinion=opinion, reasons=reasons, by=officer(part.organisation, Duty.REVIEW), at=NEXT_DAY)
    return part.number


def test_the_receipt_is_there_at_once_and_says_what_came_in(submitted: CaseView, town: Town) -> None:
    sheet = cases.document(case=submitted.number, name="receipt", by=town.firm, at=MONDAY)
    said = text(sheet)
    assert "收件凭证" in said
    assert f"{submitted.number}-SJ" in said
    assert "湘江小馆" in said
    assert "不是受理通知书" in said
    assert "演示" in said
    assert documents.read_seal(sheet).state is documents.SealState.INTACT
    assert cases.document(case=submitted.number, name="receipt", by=town.firm, at=NEXT_DAY) == sheet


def test_every_named_document_is_made_and_kept(submitted: CaseView, town: Town) -> None:
    cases.accept(case=submitted.number, by=town.clerk, at=NEXT_DAY)
    decide(submitted, town, "-01", Opinion.APPROVE)
    decide(submitted, town, "-02", Opinion.REFUSE, WHY)
    made = sealed(submitted.number)
    kinds = {one.kind for one in made.values()}
    assert kinds == {NoticeKind.RECEIPT, NoticeKind.ACCEPTED, NoticeKind.APPROVED, NoticeKind.REFUSED}
    assert all(one.sha256 and one.demonstration and one.key for one in made.values())
    for one in made.values():
        said = text(cases.document(case=submitted.number, name=one.name, by=town.firm, at=NEXT_DAY))
        assert one.number in said
        assert "演示" in said
        assert "湘江小馆" in said
    refused = next(one for one in made.values() if one.kind is NoticeKind.REFUSED)
    said = text(cases.document(case=submitted.number, name=refused.name, by=town.firm, at=NEXT_DAY))
    for wanted in ("安全出口只有一个", "消防法", "行政复议", "网上申请行政复议", "人民法院", "60", "6", "增设第二个安全出口"):
        assert wanted in said


def test_supplementation_and_decline_are_documents_too(submitted: CaseView, town: Town) -> None:
    points = [Point("floor-plan", "没有标注比例", "消防法 第十五条")]
    cases.require_supplementation(case=submitted.number, points=points, by=town.clerk, at=NEXT_DAY)
    asked = sealed(submitted.number)["supplementation"]
    assert "没有标注比例" in text(cases.document(case=submitted.number, name=asked.name, by=town.firm, at=NEXT_DAY))


def test_a_declined_case_names_where_to_turn(submitted: CaseView, town: Town) -> None:
    cases.decline(case=submitted.number, reason="依法不需要取得许可", direction="向区城管局备案", by=town.clerk, at=NEXT_DAY)
    said = text(cases.document(case=submitted.number, name="not-accepted", by=town.firm, at=NEXT_DAY))
    assert "不予受理" in said
    assert "向区城管局备案" in said
    assert "行政复议" in said


def test_sealing_again_changes_nothing(submitted: CaseView) -> None:
    first = sealed(submitted.number)
    assert cases.seal_documents(case=submitted.number, by=WORKER, at=NEXT_DAY + timedelta(days=3)) == 0
    assert {one.name: one for one in cases.documents(submitted.number, WORKER)} == first
    assert [row.fact for row in ledger.facts_about(Ref("case", submitted.number))].count("cases.DocumentSealed") == 1


def test_what_was_sealed_stays_as_it_was_when_the_case_goes_on(submitted: CaseView, town: Town) -> None:
    cases.accept(case=submitted.number, by=town.clerk, at=NEXT_DAY)
    before = sealed(submitted.number)["acceptance"]
    decide(submitted, town, "-01", Opinion.APPROVE)
    cases.withdraw(case=submitted.number, by=town.firm, at=NEXT_DAY + timedelta(hours=2))
    after = sealed(submitted.number)
    assert after["acceptance"] == before
    assert "decision-01" in after  # what was told stays told, also of a case that was withdrawn
    assert cases.document(case=submitted.number, name="acceptance", by=town.firm, at=NEXT_DAY)


def test_a_seal_house_that_is_down_loses_no_document(submitted: CaseView, town: Town, house: SimulatedSealHouse) -> None:
    house.refusals = 2
    with pytest.raises(documents.SealUnreachable):
        cases.document(case=submitted.number, name="receipt", by=town.firm, at=MONDAY)
    with pytest.raises(documents.SealUnreachable):
        cases.seal_documents(case=submitted.number, by=WORKER, at=MONDAY)
    (waiting,) = cases.documents(submitted.number, town.firm)
    assert (waiting.name, waiting.sha256) == ("receipt", "")
    assert sealed(submitted.number)["receipt"].sha256
    assert house.asked == 3


def test_the_worker_seals_again_by_itself_and_shows_the_job_until_then(
    submitted: CaseView, town: Town, house: SimulatedSealHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.refusals = 1
    while ledger.work_once(50):
        pass
    (stuck,) = [job for job in ledger.jobs(ledger.JobState.WAITING) if job.name.endswith("seal_what_was_written")]
    assert "seal" in stuck.error
    ledger.run_again(stuck.id, by=WORKER)
    while ledger.work_once(50):
        pass
    assert sealed(submitted.number)["receipt"].sha256


def test_the_decision_waits_for_no_seal(submitted: CaseView, town: Town, house: SimulatedSealHouse) -> None:
    house.refusals = 1000
    cases.accept(case=submitted.number, by=town.clerk, at=NEXT_DAY)
    decide(submitted, town, "-01", Opinion.APPROVE)
    assert house.asked == 0


@pytest.mark.parametrize("who", ["stranger", "other window", "reviewer"])
def test_whoever_may_not_see_the_case_gets_no_document(submitted: CaseView, town: Town, who: str) -> None:
    sealed(submitted.number)
    by: Actor = {
        "stranger": town.stranger,
        "other window": officer("129901000000000999", Duty.INTAKE),
        "reviewer": officer(submitted.approvals[0].organisation, Duty.REVIEW),
    }[who]
    with pytest.raises(cases.CaseNotFound):
        cases.document(case=submitted.number, name="receipt", by=by, at=NEXT_DAY)
    with pytest.raises(cases.CaseNotFound):
        cases.documents(submitted.number, by)


def test_a_reviewer_reads_what_was_written_about_their_part_only(submitted: CaseView, town: Town) -> None:
    cases.accept(case=submitted.number, by=town.clerk, at=NEXT_DAY)
    mine = decide(submitted, town, "-01", Opinion.APPROVE)
    decide(submitted, town, "-02", Opinion.REFUSE, WHY)
    sealed(submitted.number)
    part = next(one for one in cases.case(submitted.number, town.firm).approvals if one.number == mine)
    by = officer(part.organisation, Duty.REVIEW)
    assert [one.name for one in cases.approval_documents(mine, by)] == ["decision-01"]
    assert cases.approval_document(approval=mine, name="decision-01", by=by, at=NEXT_DAY).startswith(b"%PDF")
    for name in ("decision-02", "acceptance", "nothing"):
        with pytest.raises(cases.DocumentNotFound):
            cases.approval_document(approval=mine, name=name, by=by, at=NEXT_DAY)
    with pytest.raises(approvals.ApprovalNotFound):
        cases.approval_document(approval=mine, name="decision-01", by=officer("129901000000000999", Duty.REVIEW), at=NEXT_DAY)


def test_no_document_before_what_it_tells(submitted: CaseView, town: Town) -> None:
    for name in ("acceptance", "decision-01", "delivered-decision-01", "../receipt", ""):
        with pytest.raises(cases.DocumentNotFound):
            cases.document(case=submitted.number, name=name, by=town.firm, at=NEXT_DAY)


def test_anybody_may_ask_whether_it_was_sealed_here_and_learns_nothing_else(submitted: CaseView, town: Town) -> None:
    sheet = cases.document(case=submitted.number, name="receipt", by=town.firm, at=MONDAY)
    found = cases.verify_file(sheet)
    assert (found.verdict, found.number, found.demonstration) == (Genuineness.SEALED_HERE, f"{submitted.number}-SJ", True)
    assert cases.verify_hash(found.sha256) == found
    assert "湘江小馆" not in repr(found)
    changed = sheet[:5000] + bytes([sheet[5000] ^ 1]) + sheet[5001:]
    assert cases.verify_file(changed).verdict is Genuineness.CHANGED
    padding = sheet.rindex(b"00000000>")
    assert cases.verify_file(sheet[:padding] + b"1" + sheet[padding + 1 :]).verdict is Genuineness.CHANGED
    for junk in (b"", b"%PDF-1.7", b"x" * 100):
        assert cases.verify_file(junk).verdict is Genuineness.UNKNOWN


def test_a_number_alone_finds_nothing(submitted: CaseView, town: Town) -> None:
    sheet = cases.document(case=submitted.number, name="receipt", by=town.firm, at=MONDAY)
    number = f"{submitted.number}-SJ"
    code = text(sheet).split(f"verify/document/{number}/")[1][:12]
    assert cases.verify_number(number, code).verdict is Genuineness.SEALED_HERE
    for wrong in ("", "0" * 12, code[:-1], code.upper() + "x"):
        assert cases.verify_number(number, wrong).verdict is Genuineness.UNKNOWN
    assert cases.verify_number(f"{submitted.number}-SL", code).verdict is Genuineness.UNKNOWN


def test_a_sealed_document_is_never_swept_away(submitted: CaseView) -> None:
    held = sealed(submitted.number)["receipt"]
    files.sweep(at=NEXT_DAY + timedelta(days=4000))
    assert Document.objects.get(name="receipt").sha256 == held.sha256
    assert files.path(held.sha256).exists()


def test_the_english_sheet_is_sealed_by_nobody_and_says_so(submitted: CaseView, town: Town) -> None:
    sheet = cases.translation(case=submitted.number, name="receipt", by=town.firm)
    assert documents.read_seal(sheet).state is documents.SealState.NONE
    assert "TheChinesetextiswhatcounts" in text(sheet)
    with pytest.raises(cases.CaseNotFound):
        cases.translation(case=submitted.number, name="receipt", by=town.stranger)
