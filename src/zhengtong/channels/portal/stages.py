"""企业全生命周期: what firms do, by the stage of their life. Built from life events, which content puts into a stage."""

from dataclasses import dataclass

from django.utils.translation import gettext, gettext_noop

from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.catalogue.terms import Hit, LifeEvent, Stage, SubjectKind

_MOST = 8  # matters of one life event in the menu
_WORDS = {
    Stage.START: (gettext_noop("Start a business"), gettext_noop("found, register, open"), "sprout"),
    Stage.RUN: (gettext_noop("Run a business"), gettext_noop("hire, build, permits, credit"), "store"),
    Stage.CHANGE: (gettext_noop("Change its details"), gettext_noop("name, address, people"), "file-pen-line"),
    Stage.CLOSE: (gettext_noop("Close a business"), gettext_noop("pause, deregister"), "door-closed"),
}


@dataclass(frozen=True, slots=True)
class Door:
    event: LifeEvent
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Level:
    stage: Stage
    name: str
    note: str
    icon: str
    doors: tuple[Door, ...]


def stages() -> tuple[Level, ...]:
    """The four in the order of a firm's life; a life event shows only with something behind it."""
    events = sorted(
        (one for one in catalogue.life_events() if one.subject is SubjectKind.FIRM), key=lambda one: (one.order, one.code)
    )
    found = []
    for stage, (name, note, icon) in _WORDS.items():
        doors = [Door(one, catalogue.browse(life_event=one.code, limit=_MOST).hits) for one in events if one.stage is stage]
        shown = tuple(one for one in doors if one.hits)
        found.append(Level(stage, gettext(name), gettext(note), icon, shown))
    return tuple(one for one in found if one.doors)
