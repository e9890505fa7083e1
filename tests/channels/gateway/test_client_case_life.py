"""What may happen to a case besides being filed and decided, with the generated client alone: papers that follow, errors put right on
the spot, papers on the way from elsewhere, parts taken back, sealed documents and their delivery; and how each is refused."""

import io
import itertools

import pypdf
import pytest

from tests.channels.gateway.conftest import MONDAY, PDF, SITUATION
from tests.channels.gateway.generated import Caller, Recorder
from tests.channels.gateway.test_client import filed, prepared, signed_in
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.cases.models import CaseMaterial
from zhengtong.delivery.cases.terms import Channel
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.models import Account

pytestmark = pytest.mark.django_db
FREIGHT = "item:43TCN0002-02"
SAFETY_RULES = "m-d513145616"  # 安全生产管理制度文本: 容缺后补 in its guide
FIRE = "43TCN0003-04"
DISTRICT = "511602000000"
_KEYS = itertools.count()
_GAPS = dict.fromkeys(map(ord, "\n \u200b"))


@pytest.fixture
def anybody(recorder: Recorder, town: object) -> Caller:
    return Caller(recorder)


@pytest.fixture
def firm(anybody: Caller, recorder: Recorder) -> Caller:
    return signed_in(anybody, recorder, "zhoumingyuan", firm=True)


@pytest.fixture
def stranger(anybody: Caller, recorder: Recorder) -> Caller:
    return signed_in(anybody, recorder, "linyinuo")


@pytest.fixture
def window(anybody: Caller, recorder: Recorder) -> Caller:
    return signed_in(anybody, recorder, "window")


def refused(caller: Caller, operation: str, *where: object, body: object = None) -> str:
    """With a key of its own, as a program would send it."""
    return str(caller.ask(operation, *where, body=body, idempotency_key=f"refused-{next(_KEYS)}").code)


def test_a_paper_is_promised_and_follows(firm: Caller, stranger: Caller, window: Caller) -> None:
    draft = prepared(firm, "freight", FREIGHT, {}, without=SAFETY_RULES)
    (offered,) = firm.call("choices", draft).later
    assert (offered.material, str(offered.due_on), offered.promised) == (SAFETY_RULES, "2026-08-17", False)
    assert firm.ask("submit", draft, idempotency_key="early").code == "not-ready"
    assert firm.ask("choose", draft, body=firm.make("Choose", commit=[], later=["no-such"])).code == "not-deferrable"
    assert firm.ask("choose", draft, body=firm.make("Choose", commit=["43TCN0002-02"], later=[])).code == "no-commitment"
    discarded = prepared(firm, "discarded", FREIGHT, {}, without=SAFETY_RULES)
    firm.call("discard", discarded)
    assert firm.ask("choose", discarded, body=firm.make("Choose", commit=[], later=[SAFETY_RULES])).code == "forms.draft_is_discarded"
    assert stranger.ask("choices", draft).code == "forms.draft_not_found"
    (chosen,) = firm.call("choose", draft, body=firm.make("Choose", commit=[], later=[SAFETY_RULES])).later
    assert chosen.promised
    case = firm.call("submit", draft, idempotency_key="freight")
    assert firm.ask("choose", draft, body=firm.make("Choose", commit=[], later=[])).code == "already-submitted"
    assert [one.lacks for one in case.lanes] == [[SAFETY_RULES]]
    again = window.make("Defer", material=SAFETY_RULES)
    assert refused(window, "defer", case.number, body=again) == "promised-before"
    paper = firm.file("supply", PDF)
    assert refused(firm, "supply", case.number, "business-licence", body=firm.file("supply", PDF)) == "not-promised"
    assert refused(stranger, "supply", case.number, SAFETY_RULES, body=firm.file("supply", PDF)) == "case-not-found"
    window.call("accept", case.number, idempotency_key="accept")
    supplied = firm.call("supply", case.number, SAFETY_RULES, body=paper, idempotency_key="supply")
    assert [one.lacks for one in supplied.lanes] == [[]]
    once_more = firm.call("supply", case.number, SAFETY_RULES, body=firm.file("supply", PDF), idempotency_key="supply")
    assert once_more.number == case.number  # the same key again acts once
    assert refused(firm, "supply", case.number, SAFETY_RULES, body=firm.file("supply", PDF + b"%again\n")) == "not-promised"


def test_a_commitment_is_shown_in_its_words_and_kept(firm: Caller) -> None:
    draft = prepared(firm, "committed", "bundle:43TCN0003", SITUATION)
    (told,) = firm.call("choices", draft).commitments
    assert (told.item, told.reference, told.made) == (FIRE, "消防法 第十五条", True)
    assert told.answer  # chosen by an answer of the form
    case = firm.call("submit", draft, idempotency_key="committed")
    assert [one.item for one in case.lanes if one.committed] == [FIRE]


def test_the_window_puts_right_asks_again_and_lets_a_paper_follow(firm: Caller, stranger: Caller, window: Caller) -> None:
    number = filed(firm, "mended")
    seats = window.make("Mend", answers={"premises.seats": 64})
    due = window.call("desk_case", number).case.accept_due.on
    mended = window.call("mend", number, body=seats, idempotency_key="mend")
    assert (mended.state, mended.accept_due.on, mended.supplementation) == ("received", due, None)
    assert window.call("desk_case", number).answers.to_dict()["premises.seats"] == 64
    assert refused(window, "mend", number, body=seats) == "nothing-mended"
    for closed in ("firm.name", "signboard.text", "no.such"):
        assert refused(window, "mend", number, body=window.make("Mend", answers={closed: "别家"})) == "not-mendable"
    assert refused(window, "mend", number, body=window.make("Mend", answers={"premises.seats": -4})) == "not-ready"
    assert refused(window, "defer", number, body=window.make("Defer", material="floor-plan")) == "not-deferrable"
    assert refused(window, "remind", number) == "wrong-state"
    points = [{"at": "floor-plan", "what": "没有标注比例"}]
    window.call("require_supplementation", number, body=window.make("Ask", points=points), idempotency_key="ask")
    assert window.call("remind", number, idempotency_key="remind").state == "supplementing"
    assert window.call("remind", number, idempotency_key="remind").supplementation.points[0].at == "floor-plan"
    assert window.ask("remind", number, idempotency_key="another").code == "reminded-today"
    for name, body in (("mend", seats), ("defer", window.make("Defer", material="floor-plan"))):
        assert refused(firm, name, number, body=body) == "not-permitted"
        assert refused(stranger, name, number, body=body) == "not-permitted"


def test_a_paper_that_is_not_there_is_promised_beside_the_clerk(firm: Caller, window: Caller) -> None:
    """Whoever hands in themselves has it or has promised it: here it is taken away from the case again."""
    draft = prepared(firm, "counter", FREIGHT, {})
    number = firm.call("submit", draft, idempotency_key="counter").number
    wanted = window.make("Defer", material=SAFETY_RULES)
    assert refused(window, "defer", number, body=wanted) == "not-deferrable"  # it is there
    CaseMaterial.objects.filter(case__number=number, material=SAFETY_RULES).update(replaced=True)
    deferred = window.call("defer", number, body=wanted, idempotency_key="defer")
    assert [one.lacks for one in deferred.lanes] == [[SAFETY_RULES]]
    assert window.call("defer", number, body=wanted, idempotency_key="defer").number == number
    assert refused(window, "defer", number, body=wanted) == "promised-before"
    window.call("accept", number, idempotency_key="accept")
    supplied = firm.call("supply", number, SAFETY_RULES, body=firm.file("supply", PDF), idempotency_key="supply")
    assert [one.lacks for one in supplied.lanes] == [[]]


def test_papers_taken_in_elsewhere_arrive(firm: Caller, window: Caller) -> None:
    draft = prepared(firm, "away", FREIGHT, {})
    away = next(one.code for one in identity.organisations(DISTRICT) if one.kind == "window")
    owner = identity.actor_of(account=Account.objects.get(username="zhoumingyuan").pk, acting_for=firm.ask("me").subject)
    number = cases.submit(draft=draft, by=owner, at=MONDAY, channel=Channel.WINDOW, window=away).number
    taken = firm.call("follow", number)
    assert (taken.channel, taken.elsewhere.window, taken.elsewhere.running, taken.accept_due) == ("elsewhere", away, False, None)
    assert refused(window, "accept", number) == "not-arrived"
    arrived = window.call("arrive", number, idempotency_key="arrive")
    assert arrived.elsewhere.running
    assert str(arrived.accept_due.on) == "2026-08-10"
    assert window.call("arrive", number, idempotency_key="arrive").elsewhere.arrived_at == arrived.elsewhere.arrived_at
    assert window.ask("arrive", number, idempotency_key="again").code == "arrived-before"
    assert refused(window, "arrive", filed(firm, "here")) == "not-on-the-way"
    assert refused(firm, "arrive", number) == "not-permitted"
    assert window.call("accept", number, idempotency_key="accept").state == "accepted"


def test_where_the_law_declines_incomplete_papers_everything_is_told_once(
    firm: Caller, window: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    """不动产登记暂行条例 art. 17(1)(3); no item of it is published here, so every item of this case runs under it."""
    points = [{"at": "floor-plan", "what": "没有标注比例"}, {"at": "premises-proof", "what": "租期已过", "article": "第十七条"}]
    body = window.make("Points", points=points)
    assert refused(window, "decline_incomplete", filed(firm, "elsewhere"), body=body) == "reason-missing"
    held = catalogue.regime("real_estate")
    monkeypatch.setattr(catalogue, "regime", lambda _code: held)
    number = filed(firm, "land")
    nowhere = window.make("Points", points=[{"at": "no-such", "what": "?"}])
    assert refused(window, "decline_incomplete", number, body=nowhere) == "no-such-place"
    assert refused(window, "require_supplementation", number, body=window.make("Ask", points=points)) == "resubmit-instead"
    declined = window.call("decline_incomplete", number, body=body, idempotency_key="incomplete")
    assert declined.state == "declined"
    assert [(one.at, one.what) for one in firm.call("follow", number).declined.points] == [(one["at"], one["what"]) for one in points]
    assert refused(window, "decline_incomplete", number, body=body) == "wrong-state"
    assert refused(firm, "decline_incomplete", number, body=body) == "not-permitted"


def test_one_part_is_taken_back_and_the_rest_goes_on(firm: Caller, stranger: Caller, window: Caller) -> None:
    number = filed(firm, "part")
    window.call("accept", number, idempotency_key="accept")
    assert refused(stranger, "withdraw_part", number, FIRE) == "case-not-found"
    assert refused(firm, "withdraw_part", number, "no-such") == "no-part-open"
    assert refused(window, "withdraw_part", number, FIRE) == "not-permitted"
    left = firm.call("withdraw_part", number, FIRE, idempotency_key="part")
    states = {one.item: one.state for one in left.lanes}
    assert states[FIRE] == "withdrawn"
    assert "open" in states.values()
    assert left.state == "accepted"
    assert firm.call("withdraw_part", number, FIRE, idempotency_key="part").number == number
    assert firm.ask("withdraw_part", number, FIRE, idempotency_key="again").code == "no-part-open"
    for item, state in states.items():
        if state in ("open", "waiting"):
            firm.ask("withdraw_part", number, item, idempotency_key=f"part-{item}")
    assert firm.ask("withdraw_part", number, FIRE, idempotency_key="late").code == "wrong-state"


def test_a_document_is_sealed_delivered_and_verified_by_anybody(anybody: Caller, firm: Caller, stranger: Caller) -> None:
    number = filed(firm, "sealed")
    agreed, not_agreed = (firm.make("Consent", agreed=one) for one in (True, False))
    assert firm.call("agree_to_delivery", number, body=agreed, idempotency_key="agree").agreed
    assert firm.call("follow", number).electronic_delivery
    assert not firm.call("agree_to_delivery", number, body=not_agreed, idempotency_key="take-back").agreed
    assert refused(stranger, "agree_to_delivery", number, body=agreed) == "case-not-found"
    sheet = firm.call("sealed_document", number, "receipt").payload.read()
    assert sheet.startswith(b"%PDF")
    assert firm.call("sealed_document", number, "receipt").payload.read() == sheet
    english = firm.call("translation", number, "receipt").payload.read()
    assert "Receipt" in pypdf.PdfReader(io.BytesIO(english)).pages[0].extract_text()
    assert stranger.ask("translation", number, "receipt").code == "case-not-found"
    (held,) = firm.call("sealed_documents", number).documents
    assert (held.name, held.number, held.size, held.demonstration) == ("receipt", f"{number}-SJ", len(sheet), True)
    for name in ("acceptance", "decision-01", "no-such"):
        assert firm.ask("sealed_document", number, name).code == "document-not-found"
    assert stranger.ask("sealed_document", number, "receipt").code == "case-not-found"
    assert stranger.ask("sealed_documents", number).code == "case-not-found"
    printed = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(sheet)).pages).translate(_GAPS)
    code = printed.split(f"verify/document/{held.number}/")[1][:12]
    found = anybody.call("verify_document", held.number, code)
    assert (found.verdict, found.sha256, found.demonstration) == ("sealed_here", held.sha256, True)
    assert "湘江小馆" not in anybody.answer.content.decode()
    assert anybody.call("verify_document", held.number, "0" * 12).verdict == "unknown"
    assert anybody.upload("verify_document_file", content=sheet, name="receipt.pdf").verdict == "sealed_here"
    changed = sheet[:5000] + bytes([sheet[5000] ^ 1]) + sheet[5001:]
    assert anybody.upload("verify_document_file", content=changed, name="receipt.pdf").verdict == "changed"
    assert anybody.upload("verify_document_file", content=PDF, name="own.pdf").verdict == "unknown"
    assert anybody.ask("verify_document_file", body=anybody.file("verify_document_file", PDF * 70_000)).code == "body-too-large"
