"""地方: the places whose catalogues are shown here: the city itself and its neighbours."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from zhengtong.channels.ui.translate import language
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.kernel import clock
from zhengtong.kernel.content import api as content
from zhengtong.kernel.refusals import Refusal
from zhengtong.kernel.words import Words


@dataclass(frozen=True, slots=True)
class Place:
    division: str
    name: Words


def places() -> tuple[Place, ...]:
    """The own city first. Empty where nothing is published yet."""
    try:
        city = catalogue.city()
    except Refusal:
        return ()
    found = [Place(city.division, city.name)]
    for code in city.neighbours:
        published = content.current("city", code, clock.today())
        if published is not None:
            body: Mapping[str, Any] = published.body
            found.append(Place(str(body["division"]), Words.read(body["name"])))
    return tuple(found)


def place(division: str) -> Place | None:
    return next((one for one in places() if one.division == division), None)


def place_name(division: str) -> str:
    found = place(division)
    return found.name.say(language()) if found else division
