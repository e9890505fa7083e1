"""办件: go on under the rules published since a draft was begun."""

from datetime import datetime

from zhengtong.delivery.cases.queries import planning
from zhengtong.delivery.cases.terms import Preparation
from zhengtong.foundation.forms import api as forms
from zhengtong.kernel.actors import Actor


def refresh(*, draft: str, by: Actor, at: datetime) -> Preparation:
    """换版: the plan is computed anew and the draft pinned to it; every answer and file stays. Repeating it changes nothing."""
    ready = planning.prepare(draft, by)
    pins = planning.pins(ready.plan)
    if set(ready.draft.pins) != set(pins):
        forms.repin(draft=draft, pins=pins, by=by, at=at)
    return planning.prepare(draft, by)
