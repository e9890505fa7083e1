"""Template tags of the portal: addresses of matters, sentences, small look-ups."""

from collections.abc import Mapping
from datetime import datetime

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_noop

from zhengtong.channels.portal.places import place_name
from zhengtong.channels.ui import translate
from zhengtong.channels.ui.templatetags.ui import say
from zhengtong.delivery.cases.terms import Sentence
from zhengtong.foundation.catalogue.terms import Hit, PowerKind
from zhengtong.kernel.clock import CHINA

register = template.Library()

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
def sentence(said: Sentence) -> str:
    """A plain sentence that a capability returned, in the reader's language."""
    return translate.sentence(said.message, said.params)


@register.simple_tag
def place(division: str) -> str:
    return place_name(division)


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
