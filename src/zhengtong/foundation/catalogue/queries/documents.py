"""What is read from content as it stands: the city, regimes, the calendar, life events."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.conf import settings

from zhengtong.foundation.catalogue.errors import CalendarMissing, CityMissing, UnknownRegime
from zhengtong.foundation.catalogue.queries.editions import kept
from zhengtong.foundation.catalogue.rules import reading
from zhengtong.foundation.catalogue.terms import City, LifeEvent, Regime
from zhengtong.kernel import clock
from zhengtong.kernel.content import api as content
from zhengtong.kernel.workdays import Calendar

CALENDAR = "cn"


@kept
def city() -> City:
    """The city that this installation serves. Raises CityMissing."""
    found = content.current("city", settings.ZT_CITY, clock.today())
    if found is None:
        raise CityMissing(city=settings.ZT_CITY)
    return reading.city(found.code, found.body)


@kept
def neighbour(pack: str) -> City | None:
    """The other city whose catalogue this is; None for the city served itself, and where nobody is known."""
    found = content.current("city", pack, clock.today()) if pack and pack != settings.ZT_CITY else None
    return reading.city(found.code, found.body) if found else None


@kept
def regime(code: str) -> Regime:
    """办理规则. Raises UnknownRegime."""
    found = content.current("regime", code, clock.today())
    if found is None:
        raise UnknownRegime(regime=code)
    return reading.regime(code, found.body)


@kept
def from_receipt(codes: frozenset[str]) -> frozenset[str]:
    """Which of these regimes count a term from the receipt of the application; one that is not published counts none."""
    today = clock.today()
    held = {code: content.current("regime", code, today) for code in codes if code}
    return frozenset(code for code, one in held.items() if one is not None and reading.regime(code, one.body).from_receipt(today))


@kept
def calendar(division: str = "", moved: tuple[tuple[str, date], ...] = ()) -> Calendar:
    """放假与调休, as published by the State Council; with the days of its own that the place has (民族节日). Raises CalendarMissing.

    ``moved``: what the place belonged to before, each until the day from which it was another's: what was off until then stays off.
    """
    if not division:
        return _national()
    local, since = [], date.min
    for code, until in (*moved, (division, date.max)):
        local += [one for one in _own_days(code) if since <= date.fromisoformat(str(one["date"])) < until]
        since = until
    return calendar().over(local) if local else calendar()


def _own_days(division: str) -> list[Mapping[str, object]]:
    return [one for code, days in _local_holidays().items() if division.startswith(code) for one in days]


def _national() -> Calendar:
    found = content.current("calendar", CALENDAR, clock.today())
    if found is None:
        raise CalendarMissing
    body: Mapping[str, Any] = found.body
    return Calendar.read(body["rows"])


@kept
def _local_holidays() -> Mapping[str, Sequence[Mapping[str, object]]]:
    """地方节日: prefix of a division → its days off and make-up days; a narrower place is read after a wider one."""
    held: dict[str, list[Mapping[str, object]]] = {}
    for one in content.current_of("local_holidays", clock.today()):
        body: Mapping[str, Any] = one.body
        held.setdefault(str(body["division"]), []).extend(body["days"])
    return dict(sorted(held.items()))


@kept
def life_events() -> tuple[LifeEvent, ...]:
    """人生与经营事件 of this city and of what it builds on, by code; a neighbour's doors lead to the neighbour's matters."""
    published = [one for one in content.current_of("life_event", clock.today()) if neighbour(one.pack) is None]
    return tuple(reading.life_event(one.code, one.body) for one in published)
