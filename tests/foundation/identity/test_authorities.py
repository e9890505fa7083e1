"""实施主体: who acts, in whose name, who supervises (行政许可法 arts. 22–25; 行政复议法 art. 19). Rules only."""

from datetime import date

import pytest

from zhengtong.foundation.identity.rules import authorities as rules
from zhengtong.foundation.identity.terms import AuthorityKind, CreditCode, Ground, OrganisationKind, OrganisationView
from zhengtong.kernel.words import Words

CITY, DISTRICT, BUREAU, WATER, ASSOCIATION, OLD, NEW, NEWEST = (
    "city-management", "district-management", "bureau", "water", "association", "old-planning", "resources", "newest",
)  # fmt: skip
REFORM = date(2026, 7, 1)


def body(code: str, *, successor: str = "", closed_on: date | None = None, supervised_by: str = "") -> OrganisationView:
    name = Words(code)
    return OrganisationView(
        CreditCode(code), name, name, OrganisationKind.DEPARTMENT, "430100000000",
        successor=successor, closed_on=closed_on, supervised_by=supervised_by,
    )  # fmt: skip


BODIES = {
    one.code: one
    for one in (
        body(CITY), body(DISTRICT), body(BUREAU), body(WATER), body(ASSOCIATION, supervised_by=WATER),
        body(OLD, successor=NEW, closed_on=REFORM), body(NEW, successor=NEWEST, closed_on=date(2026, 10, 1)), body(NEWEST),
    )
}  # fmt: skip


def ground(
    organisation: str, kind: AuthorityKind, principal: str = "", *items: str, since: str = "2026-01-01", until: str = ""
) -> Ground:
    return Ground(
        code=f"{organisation}-{principal}-{since}", organisation=CreditCode(organisation), kind=kind, principal=principal, items=items,
        reference="paper", since=date.fromisoformat(since), until=date.fromisoformat(until) if until else None,
    )  # fmt: skip


SIGNS = ground(DISTRICT, AuthorityKind.DELEGATED, CITY, "signs", until="2026-12-31")
WELLS = ground(BUREAU, AuthorityKind.TRANSFERRED, WATER, "wells*", since="2026-03-01")
EXAMS = ground(ASSOCIATION, AuthorityKind.AUTHORISED)
PLANS = ground(DISTRICT, AuthorityKind.DELEGATED, OLD, "plans")
GROUNDS = (SIGNS, WELLS, EXAMS, PLANS)


@pytest.mark.parametrize(
    ("why", "organisation", "item", "on", "begun", "acting", "in_name_of", "kind", "supervised_by", "successor_of"),
    [
        ("art. 22: within its own office", CITY, "parks", "2026-05-01", False, CITY, CITY, "own", "", ""),
        ("art. 24: the delegate acts, in the delegator's name", CITY, "signs", "2026-05-01", False, DISTRICT, CITY, "delegated", CITY, ""),
        ("art. 24: also where the guide names the delegate", DISTRICT, "signs", "2026-05-01", False, DISTRICT, CITY, "delegated", CITY, ""),
        ("what begins with the delegator stays there", CITY, "signs", "2026-05-01", True, CITY, CITY, "own", "", ""),
        ("on the last day it still holds", CITY, "signs", "2026-12-31", False, DISTRICT, CITY, "delegated", CITY, ""),
        ("the day after it is the delegator's again", CITY, "signs", "2027-01-01", False, CITY, CITY, "own", "", ""),
        ("also what the delegate has in hand", DISTRICT, "signs", "2027-01-01", True, CITY, CITY, "own", "", DISTRICT),
        ("before it begins nothing is delegated", CITY, "signs", "2025-12-31", False, CITY, CITY, "own", "", ""),
        ("art. 25: the bureau acts in its own name", WATER, "wells-1", "2026-05-01", False, BUREAU, BUREAU, "transferred", WATER, WATER),
        ("art. 25: and so it does where the guide names it", BUREAU, "wells-1", "2026-05-01", False, BUREAU, BUREAU, "transferred", WATER, ""),  # noqa: E501
        ("what was begun before goes to the bureau too", WATER, "wells-1", "2026-05-01", True, BUREAU, BUREAU, "transferred", WATER, WATER),
        ("before that day it is the department's", WATER, "wells-1", "2026-02-28", False, WATER, WATER, "own", "", ""),
        ("other items were not transferred", WATER, "dams", "2026-05-01", False, WATER, WATER, "own", "", ""),
        ("art. 23: by law, in its own name", ASSOCIATION, "exams", "2026-05-01", False, ASSOCIATION, ASSOCIATION, "authorised", WATER, ""),
        ("a body that is no more: its successor", OLD, "maps", "2026-07-01", True, NEW, NEW, "own", "", OLD),
        ("the day before the reform it still acts", OLD, "maps", "2026-06-30", True, OLD, OLD, "own", "", ""),
        ("two reforms one after the other", OLD, "maps", "2026-10-01", True, NEWEST, NEWEST, "own", "", OLD),
        ("a delegator that is no more: in its successor's name", DISTRICT, "plans", "2026-07-01", False, DISTRICT, NEW, "delegated", NEW, ""),  # noqa: E501
        ("an unknown body acts by itself", "nobody", "parks", "2026-05-01", False, "nobody", "nobody", "own", "", ""),
    ],
)  # fmt: skip
def test_who_acts_in_whose_name(  # noqa: PLR0917
    why: str,
    organisation: str,
    item: str,
    on: str,
    begun: bool,
    acting: str,
    in_name_of: str,
    kind: str,
    supervised_by: str,
    successor_of: str,
) -> None:
    found = rules.authority(
        organisation=organisation, item=item, on=date.fromisoformat(on), grounds=GROUNDS, bodies=BODIES, begun=begun
    )
    told = (found.acting, found.in_name_of, str(found.kind), found.supervised_by, found.successor_of)
    assert told == (acting, in_name_of, kind, supervised_by, successor_of), why


def test_a_delegation_that_was_renewed_goes_on() -> None:
    again = ground(DISTRICT, AuthorityKind.DELEGATED, CITY, "signs", since="2027-01-01")
    found = rules.authority(
        organisation=DISTRICT, item="signs", on=date(2027, 2, 1), grounds=(SIGNS, again), bodies=BODIES, begun=True
    )
    assert (found.acting, found.in_name_of) == (DISTRICT, CITY)


def test_a_published_circle_of_successors_ends() -> None:
    round_trip = {one.code: one for one in (body("a", successor="b", closed_on=REFORM), body("b", successor="a", closed_on=REFORM))}
    assert rules.going_on("a", REFORM, round_trip) in {"a", "b"}
    assert rules.heirs(round_trip.values(), REFORM)


@pytest.mark.parametrize(
    ("on", "heir", "of"),
    [
        ("2026-06-30", OLD, {OLD}),
        ("2026-06-30", NEW, {NEW}),
        ("2026-07-01", NEW, {NEW, OLD}),
        ("2026-10-01", NEWEST, {NEWEST, NEW, OLD}),
    ],
)
def test_whose_matters_a_body_has_taken_over_by_a_day(on: str, heir: str, of: set[str]) -> None:
    assert rules.heirs(BODIES.values(), date.fromisoformat(on)).get(heir, frozenset({heir})) == of


@pytest.mark.parametrize(
    ("why", "in_name_of", "on", "against"),
    [
        ("复议法 19(1): whoever decided", CITY, "2026-08-01", CITY),
        ("复议法 19(4): who goes on with the powers of a body that is no more", OLD, "2026-08-01", NEW),
        ("before the reform, itself", OLD, "2026-06-30", OLD),
    ],
)
def test_against_whom_reconsideration_is_asked(why: str, in_name_of: str, on: str, against: str) -> None:
    assert rules.respondent(in_name_of, date.fromisoformat(on), BODIES) == against, why
