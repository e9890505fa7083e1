"""一事一办到底: each bundle and each guide of the shipped city is planned, begun, filled in, submitted, accepted, decided and finished.

Nothing here knows any of them: a reader answers whatever the plan and the form ask, as somebody would who reads the page.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from itertools import islice
from pathlib import Path

import pytest

from tests.delivery.conftest import MONDAY, Town, officer, paper, sample
from tests.delivery.others import heard
from tests.delivery.outside import answered
from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.terms import ApprovalState, Opinion
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.cases.errors import HandledElsewhere
from zhengtong.delivery.cases.terms import CaseState, CaseView
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.catalogue.terms import Filing, MaterialState, Plan, SubjectKind
from zhengtong.foundation.elements import api as elements
from zhengtong.foundation.elements.terms import Element, Type
from zhengtong.foundation.forms import api as forms
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import DocumentType, Duty
from zhengtong.kernel.actors import Actor, system
from zhengtong.kernel.content import api as content
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.numbering import mod_11_2
from zhengtong.kernel.refs import Ref
from zhengtong.site import homes

CITY = homes.CONTENT / "changsha"
BUNDLES = sorted(path.stem for path in (CITY / "imported/bundles").glob("*.yaml"))
NEXT_DAY = MONDAY + timedelta(days=1)
TICKS = "matter.items"
TICKED = "43TCN0001"                  # 企业信息变更: fifteen items, no questions in its source
NEIGHBOURS = "511A0000800001-511602000000-000-115113016823646795-1-00"


def _guides() -> list[str]:
    import yaml

    return [str(one["code"]) for one in yaml.safe_load((CITY / "imported/items/guides.yaml").read_text("utf-8"))]


GUIDES = _guides()


@pytest.fixture
def person(town: Town) -> Actor:
    """Somebody without a business."""
    body = "99000119910202002"
    made = identity.register_person(
        document_type=DocumentType.RESIDENT_ID, document=body + mod_11_2(body), name="周演示", phone="13900000001",
        by=system("registrar"), at=MONDAY,
    )  # fmt: skip
    return replace(town.firm, who=Ref("account", "103"), name="周演示", subject=made.ref)


def somebody(matter: Ref, town: Town, person: Actor) -> Actor:
    """Whom the matter is for; where its source does not say, a person."""
    return town.firm if SubjectKind.FIRM in catalogue.matter(matter).subjects else person


def situations(matter: Ref, by: Actor, answers: Mapping[str, object]) -> Iterator[Plan]:
    """Every plan that some answers to the open questions lead to, first answers first."""
    plan = cases.plan(matter=matter, answers=answers, by=by)
    if not plan.undecided:
        yield plan
        return
    key = plan.undecided[0]
    for value in possible(elements.element(key)):
        yield from situations(matter, by, {**answers, key: value})


def possible(element: Element) -> list[object]:
    if element.type is Type.BOOLEAN:
        return [True, False]
    return [one.value for one in element.choices] or [sample(element)]


def fill(draft: str, by: Actor) -> None:
    """Read the form and answer what it asks, again while answers lead to further questions; bring every paper that is required."""
    for _ in range(5):
        plan = cases.prepare(draft, by).plan
        asked = [one.element for one in plan.form.fields if one.known is None and one.value is None]
        if not asked:
            break
        forms.save_answers(draft=draft, answers={one.key: sample(one) for one in asked}, revision=None, by=by, at=MONDAY)
    for need in cases.prepare(draft, by).plan.materials:
        if need.state is MaterialState.BRING and need.material.required:
            forms.attach(draft=draft, material=need.material.code, file=paper(f"{need.material.code}.pdf"), by=by, at=MONDAY)


def submitted(matter: Ref, by: Actor) -> CaseView:
    bundle = catalogue.matter(matter)
    told = {TICKS: [line.item for line in bundle.items]} if bundle.ticked else {}
    problems: tuple[object, ...] = ()
    for plan in islice((one for one in situations(matter, by, told) if one.ready), 12):
        draft = cases.begin(matter=matter, answers=plan.answers, by=by, at=MONDAY)
        fill(draft.number, by)
        ready = cases.prepare(draft.number, by)
        problems = ready.problems
        if not problems:
            return cases.submit(draft=draft.number, by=replace(by, level=ready.level), at=MONDAY)  # confirmed as far as it asks
        forms.discard(draft=draft.number, by=by, at=MONDAY)   # the examples of content fit another situation
    raise AssertionError(problems)


def finished(case: CaseView, clerk: Actor, by: Actor) -> CaseView:
    """The window accepts; each department decides what it is sent, the window what no department is published for."""
    cases.accept(case=case.number, by=clerk, at=NEXT_DAY)
    for _ in case.approvals:               # what waits opens when what comes before is approved
        for one in cases.case(case.number, clerk).approvals:
            if one.number in approvals.external_files(case.number) and one.state is ApprovalState.OPEN:
                answered(one, NEXT_DAY)
            elif one.state is ApprovalState.OPEN:
                assert one.unpublished == (one.organisation == clerk.organisation)
                there, weighed = heard(one, NEXT_DAY)
                whoever = clerk if one.unpublished else officer(there.organisation, Duty.REVIEW)
                approvals.decide(approval=one.number, opinion=Opinion.APPROVE, weighed=weighed, by=whoever, at=NEXT_DAY)
    return cases.case(case.number, by)


def walk(matter: Ref, town: Town, person: Actor) -> CaseView:
    by = somebody(matter, town, person)
    case = submitted(matter, by)
    done = finished(case, town.clerk, by)
    assert done.state is CaseState.CLOSED
    assert {one.state for one in done.approvals} == {ApprovalState.APPROVED}
    recorded = [row.fact for row in ledger.facts_about(Ref("case", case.number)) if row.fact != "cases.CommitmentMade"]
    assert recorded[:2] == ["cases.CaseSubmitted", "cases.CaseAccepted"]
    assert recorded.count("approvals.ApprovalDecided") == len(case.approvals)
    assert recorded[-1] == "cases.CaseClosed"
    return done


def test_there_are_sixteen_bundles_and_thirty_five_guides() -> None:
    assert (len(BUNDLES), len(GUIDES), len(set(GUIDES))) == (16, 35, 35)


@pytest.mark.parametrize("code", BUNDLES)
def test_every_bundle_is_filed_and_decided(code: str, town: Town, person: Actor) -> None:
    walk(Ref("bundle", code), town, person)


@pytest.mark.parametrize("code", GUIDES)
def test_every_guide_is_filed_by_itself_and_decided(code: str, town: Town, person: Actor) -> None:
    done = walk(Ref("item", code), town, person)
    assert [one.item for one in done.approvals] == [code]


def test_of_a_bundle_without_questions_only_what_is_ticked_is_filed(town: Town) -> None:
    matter = Ref("bundle", TICKED)
    lines = [line.item for line in catalogue.matter(matter).items]
    draft = cases.begin(matter=matter, answers={TICKS: [lines[3], lines[0]]}, by=town.firm, at=MONDAY)
    fill(draft.number, town.firm)
    case = cases.submit(draft=draft.number, by=town.firm, at=MONDAY)
    assert [one.item for one in case.approvals] == [lines[0], lines[3]]
    assert all(one.unpublished and one.organisation == town.clerk.organisation for one in case.approvals)


@pytest.mark.parametrize("nothing", [{}, {TICKS: []}, {TICKS: ""}, {TICKS: " , "}, {TICKS: None}])
def test_ticking_nothing_begins_nothing(nothing: dict[str, object], town: Town) -> None:
    with pytest.raises(cases.SituationUndecided):
        cases.begin(matter=Ref("bundle", TICKED), answers=nothing, by=town.firm, at=MONDAY)


@pytest.mark.parametrize("forged", ["43TCN0002-01", "43TCN0001-99", "x'; DROP TABLE", "<script>", "000131004000-01", NEIGHBOURS])
def test_an_item_of_another_matter_cannot_be_ticked(forged: str, town: Town) -> None:
    for ticks in ([forged], ["43TCN0001-01", forged], f"43TCN0001-01,{forged}"):
        with pytest.raises((catalogue.NotOfThisMatter, cases.SituationUndecided)):
            cases.begin(matter=Ref("bundle", TICKED), answers={TICKS: ticks}, by=town.firm, at=MONDAY)
    assert forms.drafts_of(town.firm) == ()


def test_ticks_forged_into_a_draft_are_refused_and_nothing_is_submitted(town: Town) -> None:
    draft = cases.begin(matter=Ref("bundle", TICKED), answers={TICKS: "43TCN0001-01"}, by=town.firm, at=MONDAY)
    fill(draft.number, town.firm)
    forms.save_answers(draft=draft.number, answers={TICKS: ["43TCN0001-01", "43TCN0002-01"]}, revision=None, by=town.firm, at=MONDAY)
    with pytest.raises(catalogue.NotOfThisMatter):
        cases.submit(draft=draft.number, by=town.firm, at=MONDAY)
    forms.save_answers(draft=draft.number, answers={TICKS: ["43TCN0001-01", "43TCN0001-02"]}, revision=None, by=town.firm, at=MONDAY)
    with pytest.raises(cases.RulesChanged):   # what was begun is what is submitted
        cases.submit(draft=draft.number, by=town.firm, at=MONDAY)
    assert cases.cases_of(town.firm).lines == ()


def test_what_a_source_does_not_say_stays_unsaid(town: Town) -> None:
    guide = catalogue.guide("43TCN0001-01")
    assert (guide.organisation, guide.legal, guide.law_term, guide.filing) == ("", None, None, Filing.ONLINE)
    plan = cases.plan(matter=Ref("bundle", TICKED), answers={TICKS: "43TCN0001-01"}, by=town.firm)
    assert plan.legal_days is None


def test_a_neighbours_item_is_shown_and_says_where_it_is_handled(town: Town, person: Actor) -> None:
    guide = catalogue.guide(NEIGHBOURS)
    assert (guide.pack, guide.filing) == ("guangan", Filing.BROWSE_ONLY)
    with pytest.raises(HandledElsewhere) as refused:
        cases.begin(matter=Ref("item", NEIGHBOURS), answers={}, by=person, at=MONDAY)
    assert "广安" in str(refused.value.params["place"])
    assert not [event.code for event in catalogue.life_events() if event.code.endswith("_in_district")]


def test_a_further_bundle_of_the_same_format_needs_no_code_and_no_authoring(tmp_path: Path, town: Town, person: Actor) -> None:
    """What a portal exports, imported, published, and filed the next minute."""
    import shutil

    from django.conf import settings

    root = tmp_path / "content"
    shutil.copytree(settings.ZT_CONTENT, root)
    source = tmp_path / "further.yaml"
    source.write_text(FURTHER, "utf-8")
    converted = content.convert(source, city="changsha", root=root)
    content.write(converted, root / "changsha")
    report = content.publish("changsha", by=system("tests"), at=MONDAY, root=root)
    assert report.errors == ()
    done = walk(Ref("bundle", "43XXX0001"), town, person)
    assert [one.name.zh for one in done.approvals] == ["挪位置", "换牌子"]


FURTHER = """
meta: {as_of: '2026-07-24', provenance: somewhere, region: {name: x, code: '430000'}}
count: 1
themes:
- code: 43XXX0001
  name: 搬个摊子一件事
  subject: 自然人
  total_promised_days: 3
  conditions: [有摊子]
  materials:
  - {name: 身份证, necessity: 必要, source: 政府部门核发}
  items:
  - {item: 挪位置, promised_days: 2}
  - {item: 换牌子, promised_days: 3}
"""
