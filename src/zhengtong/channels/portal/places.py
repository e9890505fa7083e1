"""地方: the places whose catalogues are shown here: the city itself and its neighbours."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from zhengtong.channels.ui.translate import language
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.catalogue.terms import City
from zhengtong.kernel import clock
from zhengtong.kernel.content import api as content
from zhengtong.kernel.refusals import Refusal
from zhengtong.kernel.words import Words

_MOST = 64


@dataclass(frozen=True, slots=True)
class Place:
    division: str
    name: Words


_KNOWN: dict[tuple[str, City], Place] = {}


def places() -> tuple[Place, ...]:
    """The own city first. Empty where nothing is published yet."""
    try:
        city = catalogue.city()
    except Refusal:
        return ()
    return (Place(city.division, city.name), *(found for code in city.neighbours if (found := _neighbour(code, city)) is not None))


def _neighbour(code: str, city: City) -> Place | None:
    """Remembered under the city as it now stands; one that is not published yet is looked for again."""
    known = _KNOWN.get((code, city))
    if known is None:
        published = content.current("city", code, clock.today())
        if published is None:
            return None
        body: Mapping[str, Any] = published.body
        if len(_KNOWN) > _MOST:
            _KNOWN.clear()
        known = _KNOWN[code, city] = Place(str(body["division"]), Words.read(body["name"]))
    return known


def place(division: str) -> Place | None:
    return next((one for one in places() if one.division == division), None)


def place_name(division: str) -> str:
    found = place(division)
    return found.name.say(language()) if found else division
