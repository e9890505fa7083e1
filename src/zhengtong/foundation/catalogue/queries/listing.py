"""分类浏览: the catalogue by department, by person or firm, by place, by life event."""

from collections.abc import Collection, Iterable

from django.conf import settings
from django.db.models import Count, Max, Q

from zhengtong.foundation.catalogue.models import Matter
from zhengtong.foundation.catalogue.queries.documents import life_events
from zhengtong.foundation.catalogue.queries.editions import kept
from zhengtong.foundation.catalogue.terms import Department, Filing, Hit, HitKind, Page, SubjectKind
from zhengtong.foundation.identity import api as identity
from zhengtong.kernel import keyset
from zhengtong.kernel.words import Words

MOST = 200  # lines of one page


def browse(
    *,
    organisation: str | None = None,
    subject: SubjectKind | None = None,
    division: str | None = None,
    life_event: str | None = None,
    after: str = "",
    limit: int = 30,
) -> Page:
    """One page in catalogue order: bundles first, the own city first. ``organisation`` "": department not published. Raises BadPage."""
    last = keyset.after(after, kinds=(int,))
    limit = max(1, min(limit, MOST))
    if life_event is not None:
        return _of_event(life_event, max(0, last[0]) if last else 0, limit)
    rows = Matter.objects.order_by("id")
    if organisation is not None:
        rows = rows.filter(organisation__in=identity.with_predecessors(organisation))
    if division is not None:
        rows = rows.filter(division=division)
    if subject is not None:
        rows = rows.filter(subject_filter(subject))
    if last is not None:
        rows = rows.filter(id__gt=last[0])
    found = list(rows[: limit + 1])
    return Page(tuple(map(hit, found[:limit])), keyset.token([found[limit - 1].id]) if len(found) > limit else "")


def departments(division: str | None = None) -> tuple[Department, ...]:
    """Departments that have something in the catalogue, as the city lists them; last what no department is published for."""
    rows = Matter.objects.filter(kind=HitKind.ITEM)
    rows = rows.filter(pack=settings.ZT_CITY) if division is None else rows.filter(division=division)
    held = {row["organisation"]: row for row in rows.values("organisation").annotate(items=Count("id"), written=Max("organisation_name"))}
    counts: dict[str, int] = {}
    for code in [view.code for view in identity.organisations() if view.code in held]:
        heir = identity.handed_on(code)  # what a closed body held stands under its successor
        counts[heir] = counts.get(heir, 0) + held.pop(code)["items"]
    found = [Department(view.code, view.name, view.short, counts[view.code]) for view in identity.organisations() if view.code in counts]
    rest = sorted(held.values(), key=lambda row: (not row["organisation"], row["written"], row["organisation"]))
    return tuple(found) + tuple(_unlisted(row["organisation"], row["written"], row["items"]) for row in rest)


def online(subject: SubjectKind | None = None) -> tuple[Hit, ...]:
    """网上可办: everything of the own city that can be filed here, in catalogue order; bundles first."""
    rows = Matter.objects.filter(pack=settings.ZT_CITY, filing=Filing.ONLINE, inside=False).order_by("id")
    return tuple(map(hit, rows.filter(subject_filter(subject)) if subject else rows))


def offered() -> frozenset[str]:
    """The same as references: what a power of attorney may name."""
    found = Matter.objects.filter(pack=settings.ZT_CITY, filing=Filing.ONLINE, inside=False).values_list("kind", "code")
    return frozenset(f"{kind}:{code}" for kind, code in found)


def unknown_codes(codes: Collection[str]) -> frozenset[str]:
    """Which of these no item and no bundle bears, of whatever city; none where nothing is published."""
    among = set(codes)
    found = set(Matter.objects.filter(code__in=among).values_list("code", flat=True)) if among else among
    return frozenset(among - found) if found == among or Matter.objects.exists() else frozenset()


@kept
def hits(codes: tuple[tuple[str, str], ...]) -> tuple[Hit, ...]:
    """The lines of several matters (kind, code), in that order; those that are gone are left out."""
    rows = {(row.kind, row.code): row for row in Matter.objects.filter(code__in={code for _, code in codes})}
    return tuple(hit(rows[key]) for key in codes if key in rows)


def hit(row: Matter) -> Hit:
    return Hit(
        HitKind(row.kind), row.code, Words(row.name_zh, row.name_en), row.organisation_name, row.division, Filing(row.filing), why="title"
    )


def subject_filter(subject: SubjectKind) -> Q:
    """Where the source does not say for whom, it is shown to both."""
    return Q(**{str(subject): True}) | Q(person=False, firm=False)


def _of_event(code: str, seen: int, limit: int) -> Page:
    matters: Iterable[str] = next((one.matters for one in life_events() if one.code == code), ())
    pairs = tuple((kind, number) for kind, _, number in (one.partition(":") for one in matters))
    found = hits(pairs)
    following = found[seen : seen + limit]
    return Page(following, keyset.token([seen + limit]) if len(found) > seen + limit else "")


def _unlisted(code: str, written: str, items: int) -> Department:
    """A department that only the source names; without a code: all items whose department is not published."""
    name = Words(written) if code else Words("")
    return Department(code, name, name, items)
