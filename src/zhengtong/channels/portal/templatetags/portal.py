"""Template tags of the portal: addresses of matters, sentences, small look-ups."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_noop

from zhengtong.channels.portal.places import place_name
from zhengtong.channels.portal.stages import Level, stages
from zhengtong.channels.ui import states
from zhengtong.channels.ui.context import Here
from zhengtong.channels.ui.templatetags.ui import say
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.cases.terms import Tally
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.catalogue.terms import Bundle, City, Hit, PowerKind
from zhengtong.foundation.forms import api as forms
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import MandateState, Office, RegisterStatus, SubjectView
from zhengtong.kernel.clock import CHINA

register = template.Library()
_MOST_SUBJECTS = 20

_POWERS = {
    PowerKind.PERMIT: gettext_noop("administrative permit"),
    PowerKind.PENALTY: gettext_noop("administrative penalty"),
    PowerKind.COERCION: gettext_noop("administrative coercion"),
    PowerKind.LEVY: gettext_noop("levy"),
    PowerKind.BENEFIT: gettext_noop("benefit"),
    PowerKind.INSPECTION: gettext_noop("inspection"),
    PowerKind.CONFIRMATION: gettext_noop("confirmation"),
    PowerKind.REWARD: gettext_noop("reward"),
    PowerKind.RULING: gettext_noop("ruling"),
    PowerKind.OTHER: gettext_noop("other power"),
    PowerKind.PUBLIC_SERVICE: gettext_noop("public service"),
}
_WHY = {
    "synonym": gettext_noop("found by another word for it"),
    "pinyin": gettext_noop("found by pinyin"),
    "typo": gettext_noop("found in spite of a slip of typing"),
    "organisation": gettext_noop("found by its department"),
}

EDITOR = "editor"  # a source: written here, from the law


@register.simple_tag
def matter_url(kind: str, code: str) -> str:
    """The page of an item or a bundle."""
    return reverse(f"portal:{'bundle' if kind == 'bundle' else 'item'}", args=[code])


@register.simple_tag
def place(division: str) -> str:
    return place_name(division)


@register.simple_tag
def elsewhere(pack: str) -> City | None:
    """The neighbour that handles what stands in this catalogue; None for our own."""
    return catalogue.neighbour(pack)


@register.simple_tag
def power(kind: PowerKind) -> str:
    return gettext(_POWERS[kind])


@register.simple_tag
def why_found(hit: Hit) -> SafeString | str:
    """Said only where the words themselves do not show it."""
    return format_html("<span>{}</span>", gettext(_WHY[hit.why])) if hit.why in _WHY else ""


@register.simple_tag
def source_name(source: str) -> SafeString | str:
    """Who published it; what this platform's editors wrote says so."""
    return gettext("written here from the law, where the published source is silent") if source == EDITOR else say(source)


@register.filter
def get(held: Mapping[object, object], key: object) -> object:
    return held.get(key)


@register.filter
def thousands(number: int) -> str:
    return f"{number:,}"


@register.filter
def clock_time(moment: datetime) -> str:
    return f"{moment.astimezone(CHINA):%H:%M}"


@dataclass(frozen=True, slots=True)
class Whom:
    """One of those somebody may act for, with how much waits there."""

    view: SubjectView
    here: bool
    tally: Tally
    begun: bool  # a draft that was not handed in

    @property
    def idle(self) -> bool:
        return not (self.tally.all or self.begun)


@register.simple_tag(takes_context=True)
def whom(context: Context) -> list[Whom]:
    """Oneself and those whom one may act for: for the switch on the pages of my space."""
    here: Here = context["here"]
    told = []
    for view in here.subjects[:_MOST_SUBJECTS]:
        actor = identity.as_for(here.actor, view)
        chosen = view.basis == here.actor.basis and view.ref == here.actor.subject
        told.append(Whom(view, chosen, cases.tally(actor), bool(forms.drafts_of(actor, limit=1))))
    return told


_MANDATES = {
    MandateState.OFFERED: (states.Tone.WAIT, gettext_noop("waits for an answer")),
    MandateState.IN_FORCE: (states.Tone.DONE, gettext_noop("in force")),
    MandateState.DECLINED: (states.Tone.SLEEP, gettext_noop("declined")),
    MandateState.REVOKED: (states.Tone.SLEEP, gettext_noop("revoked")),
    MandateState.RESIGNED: (states.Tone.SLEEP, gettext_noop("given back")),
    MandateState.USED: (states.Tone.SLEEP, gettext_noop("used")),
    MandateState.EXPIRED: (states.Tone.SLEEP, gettext_noop("expired")),
}


_STATUSES = {
    RegisterStatus.ACTIVE: (states.Tone.DONE, gettext_noop("in being")),
    RegisterStatus.DEREGISTERED: (states.Tone.LATE, gettext_noop("deregistered")),
    RegisterStatus.REVOKED: (states.Tone.LATE, gettext_noop("licence revoked")),
}
_OFFICES = {
    Office.LEGAL_REPRESENTATIVE: gettext_noop("legal representative"),
    Office.HANDLER: gettext_noop("member of staff"),
    Office.AGENT: gettext_noop("registered agent"),
}


@register.inclusion_tag("ui/state.html")
def register_status(of: RegisterStatus) -> dict[str, str]:
    """A pill: what the register of firms says of one."""
    tone, word = _STATUSES[of]
    return {"tone": tone.value, "icon": states.ICONS[tone], "text": gettext(word)}


@register.simple_tag
def office_word(of: Office) -> str:
    return gettext(_OFFICES[of])


@register.inclusion_tag("ui/state.html")
def mandate_state(of: MandateState) -> dict[str, str]:
    """A pill: where a power of attorney stands."""
    tone, word = _MANDATES[of]
    return {"tone": tone.value, "icon": states.ICONS[tone], "text": gettext(word)}


@register.simple_tag
def firm_stages() -> tuple[Level, ...]:
    """企业全生命周期, as a menu."""
    return stages()


_SAVED = {
    "days": (gettext_noop("How long"), gettext_noop("%(n)s days")),
    "visits": (gettext_noop("Visits"), gettext_noop("%(n)s visits")),
    "materials": (gettext_noop("Papers"), gettext_noop("%(n)s papers")),
    "links": (gettext_noop("Steps"), gettext_noop("%(n)s steps")),
}


@register.simple_tag
def before_after(bundle: Bundle) -> list[dict[str, str]]:
    """The source's own figures, one by one and together."""
    return [
        {"title": gettext(title), "before": gettext(unit) % {"n": pair[0]}, "after": gettext(unit) % {"n": pair[1]}}
        for what, (title, unit) in _SAVED.items()
        if (pair := bundle.before_after.get(what))
    ]
