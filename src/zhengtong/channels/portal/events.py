"""人生大事: life events as doors: a door leads to its one matter, or to the list of what belongs to it."""

from dataclasses import dataclass

from django.urls import reverse

from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.catalogue.terms import Filing, Hit, HitKind, LifeEvent, SubjectKind
from zhengtong.kernel.words import Words


@dataclass(frozen=True, slots=True)
class Door:
    name: Words
    icon: str
    subject: SubjectKind
    count: int
    href: str
    online: int  # how many can be handed in here


def doors() -> tuple[Door, ...]:
    """Those with something behind them; first those where most can be handed in here, then those that most belongs to."""
    found = [_door(event, catalogue.browse(life_event=event.code, limit=60).hits) for event in catalogue.life_events()]
    return tuple(sorted((one for one in found if one.count), key=lambda one: (-one.online, -one.count)))


def _door(event: LifeEvent, hits: tuple[Hit, ...]) -> Door:
    only = hits[0] if len(hits) == 1 else None
    href = (
        reverse(f"portal:{'bundle' if only.kind is HitKind.BUNDLE else 'item'}", args=[only.code])
        if only
        else reverse("portal:event", args=[event.code])
    )
    return Door(event.name, event.icon, event.subject, len(hits), href, sum(hit.filing is Filing.ONLINE for hit in hits))
