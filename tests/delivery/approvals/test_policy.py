"""Whatever an officer's rights are, the rows they reach are those that the rights cover: one by one, in lists, and page by page."""

from datetime import date
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from zhengtong.accountability.evaluation import policy as of_ratings
from zhengtong.accountability.evaluation.models import Rating
from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals import policy
from zhengtong.delivery.approvals.models import Approval
from zhengtong.delivery.approvals.terms import ApprovalState, ApprovalView
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.cases import policy as of_cases
from zhengtong.delivery.cases.models import Case
from zhengtong.delivery.licences import policy as of_licences
from zhengtong.delivery.licences.models import Licence
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import Duty
from zhengtong.kernel import clock
from zhengtong.kernel.actors import Actor, ActorKind, Right
from zhengtong.kernel.refs import Ref

BODIES, ITEMS, PLACES = ("A", "B", "C"), ("x-1", "x-12", "y"), ("430101000000", "430102000000", "440100000000")

RIGHTS = some.lists(
    some.builds(
        Right,
        duty=some.sampled_from((Duty.REVIEW, Duty.INTAKE)),
        organisations=some.frozensets(some.sampled_from(BODIES), min_size=1),
        items=some.frozensets(some.sampled_from(ITEMS)),
        divisions=some.lists(some.sampled_from(("4301", "430102", "44", "9", "430101000000")), max_size=2).map(tuple),
        through=some.sampled_from((None, Ref("leave", "1"))),
    ),
    max_size=4,
)


def _officer(rights: list[Right]) -> Actor:
    held = tuple(rights)
    return Actor(ActorKind.STAFF, Ref("account", "1"), organisation="A", duties=frozenset(one.duty for one in held), rights=held)


@pytest.fixture
def grid(db: None) -> list[Approval]:
    """One approval for each body, window, item, place, and whether its department is published."""
    made = [
        Approval(
            number=f"{at:03d}", case=f"C{at:03d}", item=item, pin="", name={"zh": "x"}, title={"zh": "x"}, subject_kind="person",
            subject_number="P1", organisation=body, window=window, unpublished=unpublished, state=ApprovalState.OPEN,
            order_on=date(2026, 1, 1 + at % 28), division=place,
        )
        for at, (body, window, item, place, unpublished) in enumerate(product(BODIES, BODIES[:2], ITEMS, PLACES, (False, True)))
    ]  # fmt: skip
    return Approval.objects.bulk_create(made)


def test_approvals_are_selected_as_the_rights_cover_them(grid: list[Approval]) -> None:
    @settings(max_examples=120, deadline=None)
    @given(RIGHTS)
    def holds(rights: list[Right]) -> None:
        by = _officer(rights)
        seen = {one.number for one in grid if policy.seeing_rights(by, one)}
        may = {one.number for one in grid if policy.deciding_rights(by, one)}
        assert set(policy.visible(by).values_list("number", flat=True)) == seen
        assert set(policy.decidable(by).values_list("number", flat=True)) == may
        assert policy.visible(by).count() == len(seen)
        listed = [line for page in _pages(by) for line in page]
        assert [one.number for one in listed] == sorted(may, key=lambda number: (int(number) % 28, number))
        assert all(one.through == identity.held_through(policy.deciding_rights(by, grid[int(one.number)])) for one in listed)

    holds()


def _pages(by: Actor) -> list[tuple[ApprovalView, ...]]:
    found, after = [], ""
    while True:
        page = approvals.my_work(by, after=after, limit=17)
        found.append(page.lines)
        after = page.next
        if not after:
            return found


def test_cases_licences_and_ratings_are_selected_as_the_rights_cover_them(db: None) -> None:
    now = clock.now()
    places = list(enumerate(product(BODIES, ITEMS, PLACES)))
    rows = Case.objects.bulk_create(
        Case(
            number=f"{at:03d}", matter_kind="item", matter_code=item, title={"zh": "x"}, pins=[["item", item, ""]], planned=[],
            subject_kind="person", subject_number="P1", filed_by="account:9", draft=f"D{at}", window=body, division=place,
            submitted_at=now, complete_at=now,
        )
        for at, (body, item, place) in places
    )  # fmt: skip
    Licence.objects.bulk_create(
        Licence(
            number=f"L{at:03d}", type="x", type_code="x", name={"zh": "x"}, holder_kind="person", holder_number="P1", holder_name="x",
            values={}, shown={}, issuer=body, issuer_name={"zh": "x"}, item=item, issued_on=now.date(), valid_from=now.date(),
            document="x", sha256="x", division=place,
        )
        for at, (body, item, place) in places
    )  # fmt: skip
    Rating.objects.bulk_create(
        Rating(
            case=f"{at:03d}", matter_kind="item", matter_number=item, subject_kind="person", subject_number="P1", window=body, level=1,
            at=now, division=place,
        )
        for at, (body, item, place) in places
    )  # fmt: skip

    @settings(max_examples=80, deadline=None)
    @given(RIGHTS)
    def holds(rights: list[Right]) -> None:
        by = _officer(rights)
        window = {one.number for one in rows if of_cases.intake_rights(by, one)}
        assert set(of_cases.visible(by).values_list("number", flat=True)) == window
        assert set(of_ratings.visible(by).values_list("case", flat=True)) == window
        reviewed = {one.number for one in Licence.objects.all() if of_licences.ending_rights(by, one)}
        assert set(of_licences.visible(by).values_list("number", flat=True)) == reviewed == _covered(by, places)

    holds()


def _covered(by: Actor, places: list[tuple[int, tuple[str, str, str]]]) -> set[str]:
    """The same, straight from the rights."""
    return {
        f"L{at:03d}"
        for at, (body, item, place) in places
        if any(right.covers(organisation=body, item=item, division=place) for right in by.rights_of(Duty.REVIEW))
    }


def test_the_usual_officer_asks_as_before(db: None) -> None:
    """One right that is not cut is one equation, so that the list keeps its index."""
    plain = _officer([Right(Duty.REVIEW, frozenset({"A"})), Right(Duty.REVIEW, frozenset({"A"}), items=frozenset({"y"}))])
    assert str(policy.decidable(plain).query) == str(Approval.objects.filter(organisation="A").query)
    clerk = _officer([Right(Duty.INTAKE, frozenset({"A"}))])
    assert str(of_cases.at_window(clerk).query) == str(Case.objects.filter(window="A").query)


def test_no_right_reaches_nothing_and_asks_nothing(db: None, django_assert_num_queries: object) -> None:
    nobody = _officer([])
    with django_assert_num_queries(0):  # type: ignore[operator]
        assert not policy.visible(nobody).exists()
        assert policy.decidable(nobody).count() == 0
        assert approvals.my_work(nobody).lines == ()
    assert cases.window_queue(nobody).lines == ()
