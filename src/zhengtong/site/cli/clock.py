"""``zt clock``: when a term ends, and why. Needs no database: the published calendar is content."""
import csv
import json
from datetime import date

import click

from zhengtong.kernel import workdays
from zhengtong.kernel.refusals import Kind, Refusal, gettext_noop
from zhengtong.site import homes
from zhengtong.site.cli import speech

_LONGEST = 10_000
_WEEKDAYS = {"en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"), "zh-hans": tuple(f"周{day}" for day in "一二三四五六日")}
_PROVISIONAL = gettext_noop("Provisional: the notices on public holidays published so far cover %(first)s to %(last)s.")


class NoCalendar(Refusal):
    code = "no-calendar"
    kind = Kind.UNAVAILABLE
    message = gettext_noop("The calendar of public holidays cannot be read: %(why)s.")
    remedy = gettext_noop("Restore national/calendar.csv in the content folder, or set ZT_CONTENT to the folder that has it.")


class TermTooLong(Refusal):
    code = "term-too-long"
    kind = Kind.INVALID
    message = gettext_noop("This term does not end before the year 9999.")
    remedy = gettext_noop("Give an earlier first day or fewer days.")


class Span(click.ParamType[workdays.Pause]):
    """A pause, ``2025-01-24:2025-02-10``, both days included."""

    name = "first:last"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> workdays.Pause:
        if isinstance(value, workdays.Pause):
            return value
        first, _, last = str(value).partition(":")
        try:
            return workdays.Pause(date.fromisoformat(first), date.fromisoformat(last))
        except ValueError as why:
            self.fail(f"{value!r}: {why}", param, ctx)


class Day(click.ParamType[date]):
    """``2025-01-20``."""

    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError as why:
            self.fail(f"{value!r}: {why}", param, ctx)


@click.group()
def clock() -> None:
    """期限: when a term ends, and why."""


@clock.command()
@click.option("--from", "after", type=Day(), required=True, help="The day of the act, which does not count.")
@click.option("--days", type=click.IntRange(1, _LONGEST), required=True, help="How many days the term has.")
@click.option("--pause", "pauses", type=Span(), multiple=True, help="Days on which the clock stands still, first:last.")
@click.option("--natural", is_flag=True, help="Count calendar days; a last day that is not worked moves to the next working day.")
@click.option("--explain", is_flag=True, help="Each day, counted or not, and why.")
@click.option("--json", "as_json", is_flag=True, help="For machines.")
def due(*, after: date, days: int, pauses: tuple[workdays.Pause, ...], natural: bool, explain: bool, as_json: bool) -> None:
    """The last day of a term, in working days unless --natural."""
    calendar = published()
    try:
        answer = workdays.due(calendar, after=after, days=days, pauses=pauses, working=not natural)
    except ValueError as why:
        raise TermTooLong from why
    if as_json:
        click.echo(json.dumps(_as_json(answer), ensure_ascii=False))
        return
    click.echo(_dated(answer.on))
    if answer.provisional:
        click.echo(speech.say(_PROVISIONAL, {"first": calendar.known_from, "last": calendar.known_until}))
    if explain:
        for day, message, params in workdays.explain(answer):
            click.echo(f"  {_dated(day)}  {speech.say(message, params)}")


def published() -> workdays.Calendar:
    """The calendar as shipped or as the operator's content folder has it. Raises NoCalendar."""
    try:
        with (homes.CONTENT / "national" / "calendar.csv").open(encoding="utf-8", newline="") as file:
            return workdays.Calendar.read(csv.DictReader(file))
    except (OSError, ValueError, KeyError) as why:
        raise NoCalendar(why=str(why)) from why


def _dated(day: date) -> str:
    return f"{day} {_WEEKDAYS[speech.language()][day.weekday()]}"


def _as_json(answer: workdays.Due) -> dict[str, object]:
    said = [speech.say(message, params) for _, message, params in workdays.explain(answer)]
    days = [
        {"date": str(day.on), "kind": day.kind.value, "number": day.number, "name": day.name, "because": why}
        for day, why in zip(answer.days, said, strict=True)
    ]
    return {"due": str(answer.on), "provisional": answer.provisional, "days": days}
