"""内容 ``organisation``: bodies as a city writes them. A code that fails its check is published as it is, marked and reported."""

from collections.abc import Mapping, Sequence

from zhengtong.foundation.identity import rules
from zhengtong.foundation.identity.commands.bodies import publish_organisations
from zhengtong.foundation.identity.terms import CreditCode, OrganisationKind, OrganisationView
from zhengtong.kernel.content import api as content
from zhengtong.kernel.content.terms import Defect, Document, Published, Severity
from zhengtong.kernel.refusals import gettext_noop
from zhengtong.kernel.words import Words

CODE_FAILS = gettext_noop("The code %(code)s of %(name)s is not a valid unified social credit code.")
CODE_REMEDY = gettext_noop("Keep it as published and ask the source for the right one; if it is made up, say synthetic_code: true.")
WRONG_KIND = gettext_noop("%(kind)s is no kind of organisation.")
KIND_REMEDY = gettext_noop("Write department, window or government.")
NAME_MISSING = gettext_noop("An organisation needs a name.")
NAME_REMEDY = gettext_noop("Write name: {zh: …} as on its sign.")
DIVISION_WRONG = gettext_noop("%(division)s is no division code of 12 digits.")
DIVISION_REMEDY = gettext_noop("Write the code of GB/T 2260 with its zeros, in quotation marks.")


def check(documents: list[Document]) -> list[Defect]:
    """Name, kind and division must be right; a defective code is a warning, since it is the source's."""
    return [defect for document in documents for defect in _defects(document)]


def publish(published: list[Published]) -> None:
    """Rebuild the table of organisations."""
    gone = [one.code for one in published if one.withdrawn]
    publish_organisations([_view(one) for one in _newest(published)], withdrawn=gone)


def register() -> None:
    content.register("organisation", check=check, publish=publish)
    content.register("demonstration")      # people who do not exist: what it says is read where they are made


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
    )


def _code_as_published(code: str, body: Mapping[str, object]) -> str:
    """An imported body whose code is defective or shared has a key of our own; what is judged is the code that was published."""
    return str(body.get("code_as_published") or code)


def _words(value: object) -> str | Mapping[str, str] | None:
    if value is None or isinstance(value, Mapping):
        return value
    return str(value)


def _also(value: object) -> tuple[str, ...]:
    return tuple(str(word) for word in value) if isinstance(value, Sequence) and not isinstance(value, str) else ()
