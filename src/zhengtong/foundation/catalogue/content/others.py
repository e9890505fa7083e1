"""检查办理规则、人生事件、城市、日历: what these refer to."""

from collections.abc import Iterator

from zhengtong.foundation.catalogue.content.references import CHECK_CODE, NO_ORGANISATION, Books, body_of, no_matter
from zhengtong.foundation.catalogue.rules import reading
from zhengtong.kernel.content.terms import Contents, Defect, Document, Severity
from zhengtong.kernel.refusals import gettext_noop
from zhengtong.kernel.workdays import Calendar

PARAMETER_TWICE = gettext_noop("The parameter %(name)s is written twice for the same day.")
LATER_DATE = gettext_noop("Keep one of the two, or give the later one a later “since”.")
POWER_TWICE = gettext_noop("The kind of power %(power)s already runs under the regime %(other)s.")
ONE_REGIME = gettext_noop("Name each kind of power in one regime only.")
BROKEN_CALENDAR = gettext_noop("The calendar cannot be read: %(why)s.")
AS_PUBLISHED = gettext_noop("Write the days off and make-up days as the State Council published them.")
HOLIDAY_TWICE = gettext_noop("The day %(date)s is written twice for %(division)s.")
ONE_DAY_ONCE = gettext_noop("Keep each day once; a correction takes the place of what it corrects.")
NOT_A_WINDOW = gettext_noop("%(organisation)s takes cases in, but is no window.")
NAME_A_WINDOW = gettext_noop("Name an organisation whose kind is window.")


def check_regimes(documents: list[Document]) -> list[Defect]:
    found = [defect for document in documents for defect in _regime(document)]
    taken: dict[str, str] = {}
    for document in documents:
        powers = document.body.get("powers")
        for place, power in enumerate(powers if isinstance(powers, list) else ()):
            if taken.setdefault(str(power), document.code) != document.code:
                at = f"powers/{place}"
                found.append(document.defect("power_twice", POWER_TWICE, at=at, remedy=ONE_REGIME, power=power, other=taken[str(power)]))
    return found


def check_life_events(documents: list[Document], contents: Contents) -> list[Defect]:
    """Matters of another city's catalogue are no error: life events are national."""
    found = []
    for document in documents:
        for place, matter in enumerate(reading.life_event(document.code, document.body).matters):
            kind, _, code = matter.partition(":")
            if not contents.has(kind, code):
                found.append(no_matter(document, kind, code, at=f"matters/{place}", severity=Severity.WARNING))
    return found


def check_cities(documents: list[Document], contents: Contents) -> list[Defect]:
    organisations = Books.of(contents).organisations
    found = []
    for document in documents:
        window = reading.city(document.code, document.body).lead_window
        if window and window not in organisations:
            found.append(document.defect("unknown_organisation", NO_ORGANISATION, at="lead_window", remedy=CHECK_CODE, organisation=window))
        elif window and organisations[window].get("kind") != "window":
            found.append(document.defect("not_a_window", NOT_A_WINDOW, at="lead_window", remedy=NAME_A_WINDOW, organisation=window))
    return found


def check_calendars(documents: list[Document]) -> list[Defect]:
    found = []
    for document in documents:
        try:
            Calendar.read(body_of(document)["rows"])
        except (ValueError, KeyError, TypeError) as error:
            found.append(document.defect("calendar_broken", BROKEN_CALENDAR, remedy=AS_PUBLISHED, why=str(error)))
    return found


def check_local_holidays(documents: list[Document]) -> list[Defect]:
    """A day of one place is either off or worked: written twice, nobody can say which."""
    found, seen = [], set()
    for document in documents:
        body = body_of(document)
        for place, day in enumerate(body.get("days") or ()):
            key = (str(body.get("division")), str(day.get("date")))
            if key in seen:
                at = f"days/{place}"
                found.append(document.defect("holiday_twice", HOLIDAY_TWICE, at=at, remedy=ONE_DAY_ONCE, date=key[1], division=key[0]))
            seen.add(key)
    return found


def _regime(document: Document) -> Iterator[Defect]:
    seen = set()
    for place, parameter in enumerate(reading.regime(document.code, document.body).parameters):
        if (parameter.name, parameter.since) in seen:
            yield document.defect("parameter_twice", PARAMETER_TWICE, at=f"parameters/{place}", remedy=LATER_DATE, name=parameter.name)
        seen.add((parameter.name, parameter.since))
