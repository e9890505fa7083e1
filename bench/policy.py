"""policy: what the row-policy costs. As one condition over a list of a million cases, and one right over one row in memory."""

import json
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.crowd import PEOPLE, grow
from bench.rows import row
from zhengtong.kernel.actors import Actor, ActorKind, Right
from zhengtong.kernel.refs import Ref
from zhengtong.site.starting import with_django

SIZE, SMALL = 1_000_000, 100_000
ROUNDS = 40
TARGET = 50.0  # microseconds a row
PAGE, AGENTS = 30, 2_000  # rows of a page; cases that the agent filed
BARE = "unfiltered"
CHECKED = 200_000
SEED = 20260724


def run() -> list[dict[str, object]]:
    """Beside each: the same page without any policy, in the same moments. PostgreSQL; where there is none, embedded SQLite at 10⁵."""
    return [*_in_memory(), *_in_the_database()]


def _in_memory() -> list[dict[str, object]]:
    chance = random.Random(SEED)
    bodies, items = [f"119901{one:012d}" for one in range(60)], [f"43TCN{one:04d}-01" for one in range(400)]
    places = [f"4301{one:02d}000000" for one in range(1, 30)]
    rows = [(chance.choice(bodies), chance.choice(items), chance.choice(places)) for _ in range(CHECKED)]
    whole = Right("review", frozenset(bodies[:1]))
    cut = Right("review", frozenset(bodies[:5]), items=frozenset(items[:40]), divisions=tuple(one[:6] for one in places[:4]))
    bare = _microseconds(lambda: [organisation == bodies[0] for organisation, _, _ in rows])
    told = []
    for name, right in (("a whole right", whole), ("a right cut to items and places", cut)):
        took = _microseconds(lambda right=right: [right.covers(organisation=a, item=b, division=c) for a, b, c in rows])  # type: ignore[misc]
        figure, beside = f"{name}: {took:.2f} µs a row", f"{bare:.3f} µs to compare one body"
        told.append(row(figure, beside, took / bare, f"< {TARGET:.0f} µs a row", took < TARGET))
    return told


def _microseconds(check: Callable[[], object]) -> float:
    """The best of five, for one row."""
    best = float("inf")
    for _ in range(5):
        began = time.perf_counter()
        check()
        best = min(best, time.perf_counter() - began)
    return best / CHECKED * 1e6


def _in_the_database() -> list[dict[str, object]]:
    """In a process of its own, since Django knows one database."""
    from tests.support import postgres
    from tests.support.system import Missing

    with TemporaryDirectory() as folder:
        more = {"ZT_HOME": folder, "ZT_DEMO": "1"}
        try:
            size, more["ZT_DATABASE_URL"] = (
                SIZE,
                postgres.start((*postgres.FAST, "shared_buffers=512MB", "max_wal_size=8GB")).create("policy"),
            )
        except Missing:
            size = SMALL
        told = _spoken(more, "bench.crowd", "pattern")
        told = _spoken(more, "bench.policy", str(size), told)
    took: dict[str, list[float]] = json.loads(told.splitlines()[-1])
    middle = {name: statistics.median(each) for name, each in took.items()}
    bare = middle.pop(BARE)
    return [_row(name, each, bare, size) for name, each in middle.items()]


def _row(name: str, took: float, bare: float, size: int) -> dict[str, object]:
    more = (took - bare) * 1000 / PAGE
    figure = f"{name}: {took:.2f} ms a page of {PAGE} out of {size:,}, {more:.1f} µs a row more"
    return row(figure, f"{bare:.2f} ms unfiltered", took / bare, f"< {TARGET:.0f} µs a row more", more < TARGET)


def _spoken(more: dict[str, str], *module: str) -> str:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ZT_", "DJANGO_"))}
    root = Path(__file__).parent.parent
    command = [sys.executable, "-m", *module]
    return subprocess.run(command, env={**kept, **more}, cwd=root, stdout=subprocess.PIPE, text=True, check=True).stdout.strip()


def measured(size: int, pattern: str) -> dict[str, list[float]]:
    """Milliseconds of each page, asked in turns."""
    from zhengtong.delivery.cases import policy
    from zhengtong.delivery.cases.models import Case
    from zhengtong.foundation.identity import api as identity
    from zhengtong.foundation.identity.models import Person

    people = tuple(Person.objects.order_by("pk").values_list("number", flat=True)[:PEOPLE])
    grow(pattern, people, tuple(str(one.code) for one in identity.organisations())[:12], size)
    like = Case.objects.get(number=pattern)
    actors = _actors(like.window, like.matter_code, like.division, people)
    Case.objects.filter(pk__in=Case.objects.order_by("-pk").values("pk")[:AGENTS]).update(basis="mandate:M1")
    took: dict[str, list[float]] = {BARE: [], **{name: [] for name in actors}}
    for place in range(ROUNDS + 3):
        for name in took:
            rows = policy.visible(actors[name]) if name in actors else Case.objects.all()
            began = time.perf_counter()
            found = list(rows.order_by("-pk")[:PAGE])
            milliseconds = (time.perf_counter() - began) * 1000
            assert len(found) == PAGE, (name, "an empty list is no measure")
            took[name] += [milliseconds] if place >= 3 else []
    return took


def _actors(window: str, matter: str, division: str, people: tuple[str, ...]) -> dict[str, Actor]:
    """An officer with one right over all of their window; one with twenty cut rights, the last of which reaches; an agent."""
    chance = random.Random(SEED)
    others = [
        Right(
            "intake",
            frozenset({f"119901{chance.randrange(10**9):012d}"}),
            items=frozenset({f"x{one}", f"y{one}"}),
            divisions=(f"43{one:02d}",),
        )
        for one in range(19)
    ]
    reaching = Right("intake", frozenset({window}), items=frozenset({matter}), divisions=(division[:4],))
    who = Ref("account", "1")
    whole = Actor(ActorKind.STAFF, who, organisation=window, duties=frozenset({"intake"}), rights=(Right("intake", frozenset({window})),))
    agent = Actor(
        ActorKind.MEMBER,
        who,
        subject=Ref("person", people[0]),
        basis=Ref("mandate", "M1"),
        narrow=True,
        matters=frozenset({f"bundle:{matter}"}),
    )
    return {"one right": whole, "twenty cut rights": replace(whole, rights=(*others, reaching)), "an agent": agent}


if __name__ == "__main__":
    with_django()
    print(json.dumps(measured(int(sys.argv[1]), sys.argv[2])))
