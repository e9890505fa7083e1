"""clock: a million due dates over 2007-2026; none on a day that is not worked, at least 200,000 a second."""

import csv
import random
import time
from datetime import timedelta

from zhengtong.kernel.workdays import Calendar, due, due_on
from zhengtong.site import homes

COUNT = 1_000_000
EXPLAINED = 20_000
TARGET = 200_000
SEED = 20260724


def run() -> list[dict[str, object]]:
    """Beside it in the same run: the bare addition of days to a date, which knows no calendar."""
    with (homes.CONTENT / "national" / "calendar.csv").open(encoding="utf-8", newline="") as file:
        calendar = Calendar.read(csv.DictReader(file))
    chance = random.Random(SEED)
    span = (calendar.known_until - calendar.known_from).days - 120
    terms = [(calendar.known_from + timedelta(days=chance.randrange(span)), chance.randrange(1, 61)) for _ in range(COUNT)]

    began = time.perf_counter()
    answers = [due_on(calendar, after, days) for after, days in terms]
    rate = COUNT / (time.perf_counter() - began)

    began = time.perf_counter()
    plain = [after + timedelta(days=days) for after, days in terms]
    bare = COUNT / (time.perf_counter() - began)

    began = time.perf_counter()
    explained = [due(calendar, after=after, days=days).on for after, days in terms[:EXPLAINED]]
    slow = EXPLAINED / (time.perf_counter() - began)

    wrong = sum(not calendar.is_worked(day) for day in answers)
    naive = sum(not calendar.is_worked(day) for day in plain)
    agree = explained == answers[:EXPLAINED]
    return [
        _row(
            f"{rate:,.0f} due dates a second",
            f"{bare:,.0f} bare date additions a second",
            rate / bare,
            f"≥ {TARGET:,} a second",
            rate >= TARGET,
        ),
        _row(f"{wrong} of {COUNT:,} on a day not worked", f"{naive:,} by bare addition", wrong / max(naive, 1), "0", wrong == 0),
        _row(f"{slow:,.0f} explained day by day a second", f"{rate:,.0f} by index", slow / rate, "same answers", agree),
    ]


def _row(figure: str, beside: str, ratio: float, target: str, held: bool) -> dict[str, object]:
    return {
        "figure": figure,
        "beside": beside,
        "ratio": f"{ratio:.3f}",
        "target": target,
        "held": "yes" if held else "no",
    }
