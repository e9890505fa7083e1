"""Before ``bench/lists.py`` measures: one real case made many, in the database, each its own number, holder and day.

``python -m bench.crowd pattern`` prepares a home and prints what to repeat; ``python -m bench.crowd SIZE PATTERN`` makes the cases many,
then asks for lists as it is told on its standard input (name and how often) and prints the milliseconds of each. Processes of their own,
since Django knows one database.
"""

import json
import random
import sys
import time
from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import partial
from typing import Any

from bench.filing import client
from zhengtong.site import preparing
from zhengtong.site.starting import with_django

PEOPLE = 200
SEED = 20260724
DAYS = 3000  # over how many the cases were submitted
STATES = "CASE WHEN n.i % 20 = 0 THEN 'received' WHEN n.i % 20 < 5 THEN 'accepted' ELSE 'closed' END"
PARTS = "CASE WHEN n.i % 20 = 0 THEN 'waiting' WHEN n.i % 20 < 5 THEN 'open' ELSE 'approved' END"


def pattern() -> str:
    """The shipped city with people who will hold the cases, and one real case to repeat; its number."""
    preparing.prepare(lambda _: None)
    from zhengtong.delivery.cases import api as cases
    from zhengtong.foundation.forms.models import Draft
    from zhengtong.kernel import clock
    from zhengtong.kernel.actors import Actor, ActorKind
    from zhengtong.kernel.refs import Ref
    from zhengtong.site.synth import population

    known = population.populate(people=PEOPLE, firms=1, seed=SEED)
    made = client(0, known.people[0], known.firms[0], 0)
    row = Draft.objects.get(number=made.drafts[0])
    by = Actor(ActorKind.MEMBER, Ref.parse(row.owner), subject=Ref(row.subject_kind, row.subject_number), level=3)
    return str(cases.submit(draft=row.number, by=by, at=clock.now()).number)


def grow(number_of_pattern: str, people: tuple[str, ...], bodies: tuple[str, ...], size: int) -> None:
    """So many cases, each with one approval, by two statements."""
    from django.db import connection

    from zhengtong.delivery.approvals.models import Approval
    from zhengtong.delivery.cases.models import Case
    from zhengtong.kernel import clock

    embedded = connection.vendor == "sqlite"
    number = f"'L' || {_padded(embedded)}"
    day = "date('now', '-' || (n.i * 7919 % {0}) || ' days')" if embedded else "current_date - (n.i * 7919 % {0})::int"
    moment = (
        f"datetime('now', '-' || (n.i * 104729 % {DAYS * 1440}) || ' minutes')"
        if embedded
        else f"now() - (n.i * 104729 % {DAYS * 1440})::int * interval '1 minute'"
    )
    far = clock.today() + timedelta(days=3650)
    case = {
        "number": number,
        "draft": number,
        "subject_kind": "'person'",
        "subject_number": _one_of(people, 31),
        "state": STATES,
        "submitted_at": moment,
        "accept_due_on": day.format(40),
    }
    part = {
        "number": f"{number} || '-01'",
        "case": number,
        "subject_kind": "'person'",
        "subject_number": _one_of(people, 31),
        "organisation": _one_of(bodies, 17),
        "state": PARTS,
        "order_on": f"CASE WHEN n.i % 7 = 0 THEN '{far}' ELSE {day.format(40)} END" if embedded else day.format(40),
        "decided_at": f"CASE WHEN n.i % 20 >= 5 THEN {moment} END",
        # of a body's open ones: a few mine, a tenth past the law's term, a few standing still, a few escalated
        "claimed_by": "CASE WHEN n.i % 20 BETWEEN 1 AND 4 AND n.i % 11 = 0 THEN 'account:1' ELSE '' END",
        "legal_due_on": f"CASE WHEN n.i % 10 = 1 THEN {day.format(40)} ELSE NULL END",
        "paused_on": f"CASE WHEN n.i % 20 BETWEEN 1 AND 4 AND n.i % 13 = 0 THEN {day.format(40)} END",
        "limited": f"CASE WHEN n.i % 20 BETWEEN 1 AND 4 AND n.i % 17 = 0 THEN {_yes(embedded)} ELSE {_no(embedded)} END",
        "accepted_on": day.format(40),
        "opened_at": moment,
    }
    with connection.cursor() as cursor:
        _repeat(cursor, Case, f"number = '{number_of_pattern}'", case, size)
        _repeat(cursor, Approval, f"number = '{number_of_pattern}-01'", part, size)
        cursor.execute("ANALYZE")
        if not embedded:
            cursor.execute("CHECKPOINT")  # what was written is on the disk before anything is asked


def _padded(embedded: bool) -> str:
    return "substr('0000000' || n.i, -7)" if embedded else "lpad(n.i::text, 7, '0')"


def _yes(embedded: bool) -> str:
    return "1" if embedded else "true"


def _no(embedded: bool) -> str:
    return "0" if embedded else "false"


def _one_of(values: tuple[str, ...], step: int) -> str:
    places = " ".join(f"WHEN {place} THEN '{value}'" for place, value in enumerate(values))
    return f"CASE (n.i * {step}) % {len(values)} {places} END"


def _repeat(cursor: Any, model: Any, which: str, own: Mapping[str, str], size: int) -> None:
    """INSERT … SELECT: the pattern's row once for each number, with the columns that are each one's own."""
    columns = [field.column for field in model._meta.local_concrete_fields if not (field.primary_key or field.generated)]
    values = ", ".join(own.get(column, f't."{column}"') for column in columns)
    table = model._meta.db_table
    cursor.execute(
        f"WITH RECURSIVE n(i) AS (SELECT CAST(1 AS bigint) UNION ALL SELECT i + 1 FROM n WHERE i < {size}) "
        f"INSERT INTO {table} ({', '.join(f'{chr(34)}{column}{chr(34)}' for column in columns)}) "
        f"SELECT {values} FROM n CROSS JOIN (SELECT * FROM {table} WHERE {which}) t"
    )


def answer(size: int, number_of_pattern: str) -> None:
    """Make them, say so, then ask whatever is wanted until nobody wants anything."""
    with_django()
    from zhengtong.foundation.identity import api as identity
    from zhengtong.foundation.identity.models import Person

    people = tuple(Person.objects.order_by("pk").values_list("number", flat=True)[:PEOPLE])
    bodies = tuple(str(one.code) for one in identity.organisations())[:12]
    grow(number_of_pattern, people, bodies, size)
    asked = questions(people, bodies)
    print(json.dumps(list(asked)), flush=True)
    for line in sys.stdin:
        name, times = json.loads(line)
        print(json.dumps([_timed(asked[name]) for _ in range(times)]), flush=True)


def questions(people: tuple[str, ...], bodies: tuple[str, ...]) -> dict[str, Callable[[], object]]:
    """Each list as its reader asks for it, permissions and all: the first page, or the one after it, of anybody."""
    from zhengtong.delivery.approvals import api as approvals
    from zhengtong.delivery.approvals.terms import WorkList
    from zhengtong.delivery.cases import api as cases
    from zhengtong.foundation.catalogue import api as catalogue
    from zhengtong.foundation.identity.terms import Duty
    from zhengtong.kernel.actors import Actor, ActorKind, Right
    from zhengtong.kernel.refs import Ref

    chance = random.Random(SEED)
    wanted = tuple(one for one in WorkList if one not in (WorkList.WATCHED, WorkList.OTHERS, WorkList.ESCALATED))

    def reviewer() -> Actor:
        return officer("1", chance.choice(bodies), Duty.REVIEW)

    def officer(account: str, body: str, duty: Duty) -> Actor:
        rights = (Right(duty, frozenset({body})),)
        return Actor(ActorKind.STAFF, Ref("account", account), organisation=body, duties=frozenset({duty}), rights=rights)

    def person() -> Actor:
        return Actor(ActorKind.MEMBER, Ref("account", "2"), subject=Ref("person", chance.choice(people)))

    clerk = officer("3", catalogue.city().lead_window, Duty.INTAKE)

    def pages(read: Callable[..., Any], by: Callable[[], Actor], *, filled: bool = True) -> Callable[[], object]:
        held: dict[str, str] = {}

        def ask() -> object:
            actor = by()
            key = f"{actor.subject} {actor.organisation}"
            page = read(actor, after=held.get(key, ""))
            assert page.lines or not filled, "an empty list is no measure"
            held[key] = page.next
            return page

        return ask

    return {
        "a reviewer's inbox": pages(approvals.my_work, reviewer),
        **{f"a reviewer's list: {which}": pages(partial(approvals.my_work, which=which), reviewer, filled=False) for which in wanted},
        "counts of all lists": lambda: approvals.work_counts(reviewer(), wanted),
        "what a body has decided": pages(approvals.decided_work, reviewer),
        "a window's queue": pages(cases.window_queue, lambda: clerk),
        "a person's matters": pages(cases.cases_of, person),
    }


def _timed(ask: Callable[[], object]) -> float:
    began = time.perf_counter()
    ask()
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    if sys.argv[1] == "pattern":
        print(pattern())
    else:
        answer(int(sys.argv[1]), sys.argv[2])
