"""人生大事: life events as doors: a door leads to its one matter, or to the list of what belongs to it."""

from dataclasses import dataclass

from django.urls import reverse

from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.catalogue.terms import Hit, HitKind, LifeEvent, SubjectKind
from zhengtong.kernel.words import Words


@dataclass(frozen=True, slots=True)
class Door:
    name: Words
    icon: str
    subject: SubjectKind
    count: int
    href: str


def doors() -> tuple[Door, ...]:
    """Those with something behind them, in the order content gives: what most people need comes first."""
    events = sorted(catalogue.life_events(), key=lambda event: (event.order, event.code))
    found = [_door(event, catalogue.browse(life_event=event.code, limit=60).hits) for event in events]
    return tuple(one for one in found if one.count)


def _door(event: LifeEvent, hits: tuple[Hit, ...]) -> Door:
    only = hits[0] if len(hits) == 1 else None
    href = (
        reverse(f"portal:{'bundle' if only.kind is HitKind.BUNDLE else 'item'}", args=[only.code])
        if only
        else reverse("portal:event", args=[event.code])
    )
    return Door(event.name, event.icon, event.subject, len(hits), href)
