"""Template tags of the page kit: words in the reader's language, dates as people write them, states, icons, masks."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django import template
from django.template.context import RequestContext
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, gettext_noop, ngettext
from lucide import IconDoesNotExist
from lucide.templatetags.lucide import lucide as lucide_tag

from zhengtong.channels.ui import dates, deeds, fields, states, translate
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.catalogue.terms import MaterialSource, Term, Unit
from zhengtong.foundation.elements.terms import Element
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import Deed, SubjectView
from zhengtong.kernel.clock import CHINA
from zhengtong.kernel.refusals import Refusal
from zhengtong.kernel.words import Words

register = template.Library()
_UNFOLDED = 10  # lines of an error summary shown without asking
_HAN = re.compile(r"[\u3400-\u9fff]")


@register.simple_tag
def say(words: object) -> str | SafeString:
    """Words, or a text of the source, in the reader's language; Chinese left standing on an English page is marked as Chinese."""
    lang = translate.language()
    text = words.say(lang) if isinstance(words, Words) else str(words or "")
    if lang.startswith("en") and _HAN.search(text):
        return format_html('<span lang="zh-Hans">{}</span>', text)
    return text


@register.simple_tag
def sentence(said: Any) -> str:
    """A plain sentence that a capability returned, in the reader's language."""
    return translate.sentence(said.message, said.params)


@register.simple_tag
def chinese_only(words: object) -> str | SafeString:
    """Beside a title that has no English."""
    if translate.language().startswith("en") and _HAN.search(str(said(words))):
        return format_html('<p class="small soft">{}</p>', gettext("published in Chinese only"))
    return ""


@register.simple_tag
def person_of(account: int) -> str:
    """Who signs in with an account."""
    return identity.actor_of(account=account, acting_for=None).name


@register.simple_tag
def ground(view: SubjectView) -> str:
    """On what ground one acts for somebody."""
    return deeds.ground(view)


@register.filter
def deed(done: Deed | None) -> str:
    """Who did it for whom, on what ground; nothing where it was the applicant themselves."""
    return deeds.deed(done) if done else ""


@register.simple_tag
def item_name(code: str) -> str | SafeString:
    """An item by its name; by its code where it is gone."""
    try:
        return say(catalogue.guide(code).name)
    except Refusal:
        return code


@register.filter
def said(words: object) -> str:
    """The same as plain text, for attributes and titles."""
    return words.say(translate.language()) if isinstance(words, Words) else str(words or "")


@register.filter
def msgid(text: str) -> str:
    """A msgid that a lower stratum returned, translated."""
    return gettext(text) if text else ""


@register.filter
def day(value: date | None) -> str:
    return dates.day_as_written(value) if value else ""


@register.filter
def whole_day(value: date | None) -> str:
    return dates.whole_day(value) if value else ""


@register.filter
def short_day(value: date | None) -> str:
    return dates.short_day(value) if value else ""


@register.filter
def moment(value: datetime | None) -> str:
    return dates.moment_as_written(value) if value else ""


@register.filter
def hour(value: datetime | None) -> str:
    """14:05, in China."""
    return f"{value.astimezone(CHINA):%H:%M}" if value else ""


@register.filter
def unlocal(value: float) -> str:
    """A coordinate: never with a thousands separator or a decimal comma."""
    return f"{value:g}"


@register.filter
def masked(text: str) -> str:
    """First and last four; short ones keep their first character only."""
    if len(text) <= 8:
        return text[:1] + "*" * (len(text) - 1)
    return text[:4] + "*" * (len(text) - 8) + text[-4:]


@register.filter
def weight(size: int) -> str:
    """A file's size as people say it."""
    if size < 1024 * 1024:
        return f"{max(1, round(size / 1024))} kB"
    return f"{size / (1024 * 1024):.1f} MB"


@register.simple_tag
def unpublished() -> SafeString:
    """The source is silent: said, never guessed."""
    return format_html('<span class="unpublished">{}</span>', gettext("Not published"))


@register.simple_tag
def term(value: Term | None) -> str | SafeString:
    """3 working days · on the spot · not published."""
    return unpublished() if value is None else days(value.days, value.unit)


@register.simple_tag
def days(number: int | None, unit: str = Unit.WORKING_DAY) -> str | SafeString:
    if number is None:
        return unpublished()
    if number == 0:
        return gettext("On the spot")
    if unit == Unit.CALENDAR_DAY:
        return ngettext("%(n)s calendar day", "%(n)s calendar days", number) % {"n": number}
    return ngettext("%(n)s working day", "%(n)s working days", number) % {"n": number}


_MATERIAL_SOURCES = {
    MaterialSource.APPLICANT: gettext_noop("your own document"),
    MaterialSource.GOVERNMENT: gettext_noop("issued by a government body"),
    MaterialSource.OTHER: gettext_noop("who issues it is not published"),
}


@register.simple_tag
def material_source(source: MaterialSource) -> str:
    return gettext(_MATERIAL_SOURCES[source])


@register.filter
def as_read(value: object, element: Element) -> str:
    return fields.as_read(element, value)


@lru_cache(maxsize=512)
def _drawn(name: str, label: str) -> SafeString:
    spoken = {"role": "img", "aria-label": label} if label else {"aria-hidden": "true"}
    try:
        return mark_safe(lucide_tag(name, size=None, **{"class": "icon", **spoken}))  # noqa: S308 (shipped artwork)
    except IconDoesNotExist:
        return mark_safe(lucide_tag("file-text", size=None, **{"class": "icon", **spoken}))  # noqa: S308


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """A lucide icon. Decorative unless it is given a label."""
    return _drawn(str(name), label)


@register.inclusion_tag("ui/state.html")
def state(value: object, text: str = "") -> dict[str, object]:
    """A pill: an enum of a case, approval or licence, an approval itself; or a tone (done, wait, late, sleep, act) with a text."""
    if isinstance(value, states.Tone) or value in set(states.Tone):
        return {"tone": str(value), "icon": states.ICONS[states.Tone(str(value))], "text": text}
    shown = states.shown(value)
    return {"tone": shown.tone.value, "icon": shown.icon, "text": text or gettext(shown.text)}


@register.inclusion_tag("ui/field.html")
def field(control: fields.Control) -> dict[str, object]:
    return {"c": control}


@register.inclusion_tag("ui/field.html")
def text_field(name: str, label: str, errors: str | Iterable[str] = (), **more: Any) -> dict[str, object]:
    """A plain control without an element: kind, value, help, errors, required, rows …"""
    told = (errors,) if isinstance(errors, str) and errors else tuple(errors)
    return {"c": fields.Control(name=name, label=label, errors=told, **more)}


@register.inclusion_tag("ui/errors.html")
def error_summary(*sections: Iterable[Any], title: str = "") -> dict[str, object]:
    """A list of what is wrong, each linked to its control. Takes lists of controls, or lists of (words, controls)."""
    groups: dict[str, list[dict[str, str]]] = {}
    for section in sections:
        for one in section or ():
            words, controls = one if isinstance(one, tuple) else ("", (one,))
            told = [{"at": c.first, "text": fields.named(c.label, text)} for c in controls for text in c.errors]
            if told:
                groups.setdefault(str(said(words)), []).extend(told)
    count = sum(len(told) for told in groups.values())
    return {"groups": list(groups.items()), "count": count, "folded": count > _UNFOLDED, "title": title}


@register.simple_tag(takes_context=True)
def current(context: RequestContext, *prefixes: str) -> SafeString | str:
    """aria-current for a place in the navigation."""
    path = context["request"].path if "request" in context else ""
    hit = any(path == one or (one != "/" and path.startswith(one)) for one in prefixes)
    return mark_safe(' aria-current="page"') if hit else ""


@register.simple_tag(takes_context=True)
def with_query(context: RequestContext, **changes: object) -> str:
    """The present query string with some values changed; empty values drop out."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value not in (None, ""):
            query[name] = str(value)
    return "?" + urlencode(sorted((k, v) for k, values in query.lists() for v in values)) if query else "?"
