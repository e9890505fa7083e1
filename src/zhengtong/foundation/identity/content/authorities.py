"""内容 ``authority``: on what ground a body exercises powers that are not its own (行政许可法 arts. 23–25)."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from zhengtong.foundation.identity.commands.bodies import publish_grounds
from zhengtong.foundation.identity.content.bodies import CHECK_CODE, NO_BODY, day
from zhengtong.foundation.identity.terms import AuthorityKind, CreditCode, Ground
from zhengtong.kernel.content.terms import Contents, Defect, Document, Published, Severity
from zhengtong.kernel.refusals import gettext_noop

WRONG_KIND = gettext_noop("%(kind)s is no ground of power.")
KIND_REMEDY = gettext_noop("Write authorised (art. 23), delegated (art. 24) or transferred (art. 25).")
NO_REFERENCE = gettext_noop("No law and no paper is named on which this rests.")
REFERENCE_REMEDY = gettext_noop("Write reference: the article, and the decision or paper of delegation.")
ENDS_BEFORE = gettext_noop("It ends on %(until)s, before it begins on %(since)s.")
ENDS_REMEDY = gettext_noop("Correct since or until; until is the last day.")
NO_PRINCIPAL = gettext_noop("A delegation names no delegator.")
PRINCIPAL_REMEDY = gettext_noop("Write principal: decisions are made in its name, and it answers for them (行政许可法 art. 24(2)(3)).")
PRINCIPAL_SILENT = gettext_noop("The source does not say from which body these powers were transferred.")
SILENT_REMEDY = gettext_noop("Ask for the decision of the provincial government (行政许可法 art. 25); until then the page says so.")
NO_ITEMS = gettext_noop("A delegation does not say what is delegated.")
ITEMS_REMEDY = gettext_noop("Name the items: what is delegated is made public (行政许可法 art. 24(1)).")
NOT_ANNOUNCED = gettext_noop("It is not said where this delegation was made public.")
ANNOUNCED_REMEDY = gettext_noop("Write announced: without a public notice nobody can rely on it (行政许可法 art. 24(1)).")
TO_ITSELF = gettext_noop("A body cannot exercise its own power on the ground of another’s.")
ITSELF_REMEDY = gettext_noop("Name two different bodies, or leave this out: it acts by its own office (行政许可法 art. 22).")
NOT_AN_ORGAN = gettext_noop("%(name)s is a service window or station; a permit is delegated to an administrative organ only.")
ORGAN_REMEDY = gettext_noop("Name another administrative organ (行政许可法 art. 24(1)).")
ON_AND_ON = gettext_noop("%(name)s itself acts on delegation and may not delegate on.")
ON_REMEDY = gettext_noop("Let the body whose power it is delegate directly (行政许可法 art. 24(3)).")
MATCHES_NOTHING = gettext_noop("%(pattern)s matches no item.")
TWO_GROUNDS = gettext_noop("%(item)s stands on another ground at the same time: %(other)s.")
GROUNDS_REMEDY = gettext_noop("End one of the two before the other begins.")

_ORGANS = frozenset({"department", "government", "bureau"})
_KINDS = frozenset(AuthorityKind) - {AuthorityKind.OWN}


def check(documents: list[Document]) -> list[Defect]:
    """What one ground must say by itself."""
    return [defect for document in documents for defect in _defects(document)]


def check_across(documents: list[Document], contents: Contents) -> list[Defect]:
    """Bodies and items must be there; nobody delegates on; one item has one ground at a time."""
    bodies = {one.code: one.body for one in contents.of("organisation")}
    items = {one.code: str(one.body.get("organisation") or "") for one in contents.of("item")}
    sound = [(one, ground(one.code, one.body)) for one in documents if not any(defect.is_error for defect in _defects(one))]
    found = [defect for one, held in sound for defect in (*_bodies(one, held, bodies), *_items(one, held, items))]
    return [*found, *_onwards(sound, bodies), *_together(sound, items)]


def publish(published: list[Published]) -> None:
    """Rebuild the table of grounds."""
    newest: dict[str, Published] = {}
    for one in published:
        if one.withdrawn:
            newest.pop(one.code, None)
        elif one.code not in newest or newest[one.code].valid_from <= one.valid_from:
            newest[one.code] = one
    publish_grounds([ground(one.code, one.body) for one in newest.values()])


def ground(code: str, body: Mapping[str, Any]) -> Ground:
    return Ground(
        code=code,
        organisation=CreditCode(str(body["organisation"])),
        kind=AuthorityKind(str(body["kind"])),
        principal=str(body.get("principal") or ""),
        supervised_by=str(body.get("supervised_by") or ""),
        items=tuple(str(one) for one in body.get("items") or ()),
        reference=str(body.get("reference") or ""),
        announced=str(body.get("announced") or ""),
        demonstration=bool(body.get("demonstration", False)),
        since=day(body.get("since")) or date.min,
        until=day(body.get("until")),
    )


def _defects(document: Document) -> Iterator[Defect]:
    body = document.body
    kind, principal = str(body.get("kind", "")), str(body.get("principal") or "")
    if kind not in _KINDS:
        yield document.defect("authority_kind", WRONG_KIND, at="kind", remedy=KIND_REMEDY, kind=kind)
    if not str(body.get("reference") or "").strip():
        yield document.defect("authority_reference", NO_REFERENCE, remedy=REFERENCE_REMEDY)
    since, until = day(body.get("since")), day(body.get("until"))
    if since and until and until < since:
        yield document.defect("authority_ends_before", ENDS_BEFORE, at="until", remedy=ENDS_REMEDY, since=since, until=until)
    if principal and principal == body.get("organisation"):
        yield document.defect("authority_own", TO_ITSELF, at="principal", remedy=ITSELF_REMEDY)
    if kind == AuthorityKind.DELEGATED:
        if not principal:
            yield document.defect("authority_principal", NO_PRINCIPAL, remedy=PRINCIPAL_REMEDY)
        if not body.get("items"):
            yield document.defect("authority_items", NO_ITEMS, remedy=ITEMS_REMEDY)
        if not str(body.get("announced") or "").strip():
            yield document.defect("authority_announced", NOT_ANNOUNCED, remedy=ANNOUNCED_REMEDY)
    if kind == AuthorityKind.TRANSFERRED and not principal:
        yield document.defect("authority_principal_silent", PRINCIPAL_SILENT, severity=Severity.WARNING, remedy=SILENT_REMEDY)


def _bodies(document: Document, held: Ground, bodies: Mapping[str, Mapping[str, Any]]) -> Iterator[Defect]:
    for field, code in (("organisation", held.organisation), ("principal", held.principal), ("supervised_by", held.supervised_by)):
        if code and code not in bodies:
            yield document.defect("unknown_organisation", NO_BODY, at=field, remedy=CHECK_CODE, organisation=code)
    acting = bodies.get(held.organisation)
    if held.kind is AuthorityKind.DELEGATED and acting and acting.get("kind") not in _ORGANS:
        yield document.defect("authority_not_an_organ", NOT_AN_ORGAN, at="organisation", remedy=ORGAN_REMEDY, name=_name(acting))


def _items(document: Document, held: Ground, items: Mapping[str, str]) -> Iterator[Defect]:
    for place, pattern in enumerate(held.items):
        if not any(_fits(pattern, item) for item in items):
            yield document.defect("authority_item", MATCHES_NOTHING, at=f"items/{place}", remedy=CHECK_CODE, pattern=pattern)


def _onwards(sound: Sequence[tuple[Document, Ground]], bodies: Mapping[str, Mapping[str, Any]]) -> Iterator[Defect]:
    """不得再委托: a delegate is nobody's delegator for the same item at the same time."""
    delegations = [(document, held) for document, held in sound if held.kind is AuthorityKind.DELEGATED]
    for document, held in delegations:
        for _, other in delegations:
            if other.organisation == held.principal and _meet(held, other) and _common(held, other):
                name = _name(bodies.get(held.principal, {})) or held.principal
                yield document.defect("authority_delegated_on", ON_AND_ON, at="principal", remedy=ON_REMEDY, name=name)
                break


def _together(sound: Sequence[tuple[Document, Ground]], items: Mapping[str, str]) -> Iterator[Defect]:
    """Of two grounds of the same power, one must end before the other begins."""
    for place, (document, held) in enumerate(sound):
        for _, other in sound[:place]:
            if not _meet(held, other) or not ({held.organisation, held.principal} - {""}) & {other.organisation, other.principal}:
                continue
            if (held.principal and held.principal == other.organisation) or (other.principal and other.principal == held.organisation):
                continue  # one upon the other: lawful after a transfer, told above for a delegation
            shared = (item for item, body in items.items() if held.covers(item) and other.covers(item) and _theirs(body, held, other))
            both = next(shared, "")
            if both:
                yield document.defect("authority_twice", TWO_GROUNDS, remedy=GROUNDS_REMEDY, item=both, other=other.code)


def _theirs(body: str, held: Ground, other: Ground) -> bool:
    """Where a ground names no items, it speaks of those that stand under its bodies."""
    return all(one.items or body in {one.organisation, one.principal} for one in (held, other))


def _meet(first: Ground, second: Ground) -> bool:
    return first.since <= (second.until or date.max) and second.since <= (first.until or date.max)


def _common(first: Ground, second: Ground) -> bool:
    return not first.items or not second.items or any(_overlap(one, two) for one in first.items for two in second.items)


def _overlap(one: str, two: str) -> bool:
    return _fits(one, two.removesuffix("*")) or _fits(two, one.removesuffix("*"))


def _fits(pattern: str, item: str) -> bool:
    return item.startswith(pattern[:-1]) if pattern.endswith("*") else item == pattern


def _name(body: Mapping[str, Any]) -> str:
    name = body.get("name")
    return str(name.get("zh", "")) if isinstance(name, Mapping) else str(name or "")
