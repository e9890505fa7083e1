"""Why an item was chosen or not: the parts of a condition that decided, as people say them. "food.business_kind == 'small'" becomes
"Kind of business is small eatery"."""

import re
from collections.abc import Iterable, Mapping

from django.utils.translation import gettext

from zhengtong.channels.ui.fields import as_read
from zhengtong.channels.ui.translate import language
from zhengtong.foundation.elements.terms import Element, Type

_PART = re.compile(r"^\s*(?P<left>[A-Za-z_][\w.]*)\s*(?P<sign>==|!=|>=|<=|>|<)\s*(?P<right>\"[^\"]*\"|'[^']*'|[\w.]+)\s*$")
_ALONE = re.compile(r"^\s*(?P<no>!?)\s*\(?\s*(?P<key>[A-Za-z_][\w.]*)\s*\)?\s*$")


def keys_in(parts: Iterable[str]) -> set[str]:
    """Element keys that the parts name."""
    bare = (re.sub(r"\"[^\"]*\"|'[^']*'", "", part) for part in parts)
    return {found for part in bare for found in re.findall(r"[A-Za-z_]\w*(?:\.\w+)+", part)}


def told(part: str, held: Mapping[str, Element], answers: Mapping[str, object]) -> str:
    """One part in words. A boolean: what was answered; a comparison: the sentence. What is not understood is left out: ''."""
    alone = _ALONE.match(part)
    if alone and alone["key"] in held:
        element = held[alone["key"]]
        return _said(element, as_read(element, answers.get(element.key)))
    found = _PART.match(part)
    if not found or found["left"] not in held:
        return ""
    element = held[found["left"]]
    answer = as_read(element, answers.get(element.key))
    if element.type in {Type.BOOLEAN, Type.CHOICE} or not answer:
        return _said(element, answer or "—")
    right = as_read(element, found["right"].strip("\"'"))
    holds = {
        ">": gettext("%(what)s is %(value)s; the line is more than %(limit)s"),
        ">=": gettext("%(what)s is %(value)s; the line is %(limit)s or more"),
        "<": gettext("%(what)s is %(value)s; the line is less than %(limit)s"),
        "<=": gettext("%(what)s is %(value)s; the line is %(limit)s or less"),
    }.get(found["sign"], gettext("%(what)s is %(value)s"))
    return holds % {"what": element.title.say(language()), "value": answer, "limit": right}


def _said(element: Element, value: str) -> str:
    """A title that is a question is answered; another one gets its value after a colon."""
    what = element.title.say(language())
    told = gettext("%(question)s %(answer)s") if what.endswith(("?", "？")) else gettext("%(question)s: %(answer)s")
    return told % {"question": what, "answer": value}


def all_told(parts: Iterable[str], held: Mapping[str, Element], answers: Mapping[str, object]) -> list[str]:
    """Each once, in order."""
    return list(dict.fromkeys(text for part in parts if (text := told(part, held, answers))))
