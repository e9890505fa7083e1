"""内容 ``organisation``: bodies as a city writes them. A code that fails its check is published as it is, marked and reported."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from zhengtong.foundation.identity import rules
from zhengtong.foundation.identity.commands.bodies import publish_organisations
from zhengtong.foundation.identity.terms import CreditCode, OrganisationKind, OrganisationView
from zhengtong.kernel.content.terms import Contents, Defect, Document, Published, Severity
from zhengtong.kernel.refusals import gettext_noop
from zhengtong.kernel.words import Words

CODE_FAILS = gettext_noop("The code %(code)s of %(name)s is not a valid unified social credit code.")
CODE_REMEDY = gettext_noop("Keep it as published and ask the source for the right one; if it is made up, say synthetic_code: true.")
WRONG_KIND = gettext_noop("%(kind)s is no kind of organisation.")
KIND_REMEDY = gettext_noop("Write department, window, government, bureau or station.")
NAME_MISSING = gettext_noop("An organisation needs a name.")
NAME_REMEDY = gettext_noop("Write name: {zh: …} as on its sign.")
NO_BODY = gettext_noop("There is no organisation %(organisation)s.")
CHECK_CODE = gettext_noop("Check the spelling, or write what it names first.")
CIRCLE = gettext_noop("Going from %(name)s to its successor leads back to it: %(path)s.")
CIRCLE_REMEDY = gettext_noop("A body that is closed cannot take over; name the one that acts today.")
UNDER_ITSELF = gettext_noop("%(name)s stands above itself: %(path)s.")
UNDER_REMEDY = gettext_noop("Correct parent or supervised_by.")
NO_HEIR = gettext_noop("%(name)s is closed, and nobody is named to go on with its matters.")
NO_HEIR_REMEDY = gettext_noop("Name the successor: running cases and remedies go to it (行政复议法 art. 19(4)).")
NOT_CLOSED = gettext_noop("%(name)s has a successor, but no day from which it acts no more.")
NOT_CLOSED_REMEDY = gettext_noop("Write closed_on, or leave out successor.")
CLOSED_HEIR = gettext_noop("The successor of %(name)s was closed before it took over.")
DIVISION_WRONG = gettext_noop("%(division)s is no division code of 12 digits.")
DIVISION_REMEDY = gettext_noop("Write the code of GB/T 2260 with its zeros, in quotation marks.")


def check(documents: list[Document]) -> list[Defect]:
    """Name, kind and division must be right; a defective code is a warning, since it is the source's."""
    return [defect for document in documents for defect in _defects(document)]


def check_across(documents: list[Document], contents: Contents) -> list[Defect]:
    """改革: whoever goes on must be there, act on that day, and not lead back; what stands above must not stand below."""
    bodies = {one.code: one.body for one in contents.of("organisation")}
    return [defect for document in documents for defect in _links(document, bodies)]


def publish(published: list[Published]) -> None:
    """Rebuild the table of organisations."""
    gone = [one.code for one in published if one.withdrawn]
    publish_organisations([_view(one) for one in _newest(published)], withdrawn=gone)


def _defects(document: Document) -> list[Defect]:
    body = document.body
    name, kind, division = Words.read(_words(body.get("name"))), str(body.get("kind", "department")), str(body.get("division", ""))
    found = []
    if not name:
        found.append(document.defect("organisation-name", NAME_MISSING, at="name", remedy=NAME_REMEDY))
    if kind not in set(OrganisationKind):
        found.append(document.defect("organisation-kind", WRONG_KIND, at="kind", remedy=KIND_REMEDY, kind=kind))
    if not (len(division) == 12 and division.isdecimal()):
        found.append(document.defect("organisation-division", DIVISION_WRONG, at="division", remedy=DIVISION_REMEDY, division=division))
    published = _code_as_published(document.code, body)
    if not rules.is_credit_code(published):
        params = {"code": published, "name": name.zh}
        found.append(document.defect("organisation-code", CODE_FAILS, at="code", severity=Severity.WARNING, remedy=CODE_REMEDY, **params))
    return found


def _links(document: Document, bodies: Mapping[str, Mapping[str, object]]) -> Iterator[Defect]:
    body = document.body
    name = Words.read(_words(body.get("name"))).zh
    for field in ("parent", "supervised_by", "successor"):
        code = str(body.get(field) or "")
        if code and code not in bodies:
            yield document.defect("unknown_organisation", NO_BODY, at=field, remedy=CHECK_CODE, organisation=code)
    round_trip = _circle(document.code, "successor", bodies)
    if round_trip:
        yield document.defect("successor_circle", CIRCLE, at="successor", remedy=CIRCLE_REMEDY, name=name, path=" → ".join(round_trip))
    for field in ("parent", "supervised_by"):
        above = _circle(document.code, field, bodies)
        if above:
            way = " → ".join(above)
            yield document.defect("organisation_above_itself", UNDER_ITSELF, at=field, remedy=UNDER_REMEDY, name=name, path=way)
    heir, closed = str(body.get("successor") or ""), body.get("closed_on")
    if closed and not heir:
        yield document.defect(
            "closed_without_successor", NO_HEIR, at="closed_on", severity=Severity.WARNING, remedy=NO_HEIR_REMEDY, name=name
        )
    if heir and not closed:
        yield document.defect("successor_without_day", NOT_CLOSED, at="successor", remedy=NOT_CLOSED_REMEDY, name=name)
    ended = bodies.get(heir, {}).get("closed_on") if heir else None
    if closed and ended and str(ended) < str(closed):
        yield document.defect("successor_closed", CLOSED_HEIR, at="successor", remedy=CIRCLE_REMEDY, name=name)


def _circle(code: str, field: str, bodies: Mapping[str, Mapping[str, object]]) -> tuple[str, ...]:
    """The way from a body back to itself; empty where there is none."""
    way = [code]
    while (following := str(bodies.get(way[-1], {}).get(field) or "")) and following not in way[1:]:
        way.append(following)
        if following == code:
            return tuple(way)
    return ()


def _newest(published: Sequence[Published]) -> list[Published]:
    """Of several versions of one body, the one that begins last; in the order written."""
    newest: dict[str, Published] = {}
    for one in published:
        if not one.withdrawn and (one.code not in newest or newest[one.code].valid_from <= one.valid_from):
            newest[one.code] = one
    return list(newest.values())


def _view(one: Published) -> OrganisationView:
    body = one.body
    name = Words.read(_words(body["name"]))
    return OrganisationView(
        code=CreditCode(one.code),
        name=name,
        short=Words.read(_words(body.get("short"))) or name,
        kind=OrganisationKind(str(body.get("kind", "department"))),
        division=str(body["division"]),
        phone=str(body.get("phone") or ""),
        address=str(body.get("address") or ""),
        synthetic_code=bool(body.get("synthetic_code", False)),
        code_valid=rules.is_credit_code(_code_as_published(one.code, body)),
        also=_also(body.get("also")),
        hours=Words.read(_words(body.get("hours"))),
        directions=Words.read(_words(body.get("directions"))),
        parent=str(body.get("parent") or ""),
        supervised_by=str(body.get("supervised_by") or ""),
        reconsidered_by=Words.read(_words(body.get("reconsidered_by"))),
        successor=str(body.get("successor") or ""),
        closed_on=day(body.get("closed_on")),
    )


def day(value: object) -> date | None:
    """A date as YAML or JSON writes it."""
    return None if value in (None, "") else value if isinstance(value, date) else date.fromisoformat(str(value))


def _code_as_published(code: str, body: Mapping[str, object]) -> str:
    """An imported body whose code is defective or shared has a key of our own; what is judged is the code that was published."""
    return str(body.get("code_as_published") or code)


def _words(value: object) -> str | Mapping[str, str] | None:
    if value is None or isinstance(value, Mapping):
        return value
    return str(value)


def _also(value: object) -> tuple[str, ...]:
    return tuple(str(word) for word in value) if isinstance(value, Sequence) and not isinstance(value, str) else ()
