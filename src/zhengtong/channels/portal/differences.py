"""变化: two versions of a guide or a bundle, field by field, in words: what it was, what it is."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext, gettext_noop

from zhengtong.channels.ui.templatetags.ui import days
from zhengtong.channels.ui.translate import language
from zhengtong.foundation.elements import api as elements
from zhengtong.kernel.words import Words

Body = Mapping[str, Any]

_TITLES = {
    "name": gettext_noop("Name"),
    "summary": gettext_noop("In a few words"),
    "organisation_name": gettext_noop("Department"),
    "organisation": gettext_noop("Code of the department"),
    "subjects": gettext_noop("For whom"),
    "promised": gettext_noop("Promised"),
    "legal": gettext_noop("By law at most"),
    "claim": gettext_noop("The source's figure for all of it"),
    "visits": gettext_noop("Visits"),
    "online": gettext_noop("Can be handed in online, says the source"),
    "filing": gettext_noop("Can be done here"),
    "fee": gettext_noop("Fee"),
    "fee_note": gettext_noop("About the fee"),
    "outcome": gettext_noop("What you get"),
    "power": gettext_noop("Kind"),
    "regime": gettext_noop("Rules of procedure"),
    "level": gettext_noop("Level"),
    "scope": gettext_noop("Scope"),
    "address": gettext_noop("Address"),
    "phone": gettext_noop("Telephone"),
    "clock_note": gettext_noop("How the time is counted"),
    "commitment": gettext_noop("Notify-and-commit"),
    "joint_basis": gettext_noop("Joint handling"),
    "source_url": gettext_noop("The published page"),
    "source": gettext_noop("Source"),
    "as_of": gettext_noop("As of"),
    "conditions": gettext_noop("Conditions"),
    "rules": gettext_noop("Rules"),
    "basis": gettext_noop("The law behind it"),
    "steps": gettext_noop("Steps"),
    "materials": gettext_noop("Paper"),
    "items": gettext_noop("Item"),
    "questions": gettext_noop("Question"),
    "asks": gettext_noop("Answer to give"),
    "questions_answers": gettext_noop("Often asked"),
    "situations": gettext_noop("Typical situation"),
    "required": gettext_noop("required"),
    "when": gettext_noop("only if"),
    "note": gettext_noop("note"),
    "form": gettext_noop("form"),
    "copies": gettext_noop("copies"),
    "why": gettext_noop("why"),
    "licence": gettext_noop("licence that stands in"),
    "after": gettext_noop("after"),
    "answer": gettext_noop("answer"),
    "otherwise": gettext_noop("what to do first"),
}
_KEYS = {
    "materials": "code",
    "items": "item",
    "questions": "element",
    "asks": "element",
    "situations": "code",
    "questions_answers": "question",
}
_UNSEEN = frozenset({"code", "division", "valid_from", "authored_fields", "pack", "section"})  # ours: say nothing to a reader
_LONGEST = 600


@dataclass(frozen=True, slots=True)
class Change:
    """``how``: new, gone, changed."""

    title: str
    how: str
    before: str = ""
    after: str = ""


def between(before: Body, after: Body) -> tuple[Change, ...]:
    """Every field that differs, in the order of a guide; nothing that differs is left out but what says nothing to a reader."""
    names = [name for name in dict.fromkeys([*_TITLES, *before, *after]) if name not in _UNSEEN and (name in before or name in after)]
    return tuple(change for name in names for change in _of(name, before.get(name), after.get(name)))


def _of(name: str, before: Any, after: Any) -> Iterable[Change]:
    if before == after:
        return
    if name in _KEYS:
        yield from _keyed(name, before or (), after or ())
    elif isinstance(before, list) or isinstance(after, list):
        yield from _listed(name, [_text(name, one) for one in before or ()], [_text(name, one) for one in after or ()])
    else:
        yield _changed(_title(name), _text(name, before), _text(name, after), before, after)


def _keyed(name: str, before: Iterable[Body], after: Iterable[Body]) -> Iterable[Change]:
    """Things with a code of their own: come, gone, or changed in one of their fields."""
    key: Callable[[Body], str] = lambda one: str(_plain(one.get(_KEYS[name])))  # noqa: E731
    was, now = {key(one): one for one in before}, {key(one): one for one in after}
    for code in dict.fromkeys([*was, *now]):
        title = gettext("%(kind)s: %(name)s") % {"kind": _title(name), "name": _name(name, code, now.get(code) or was[code])}
        if code not in was:
            yield Change(title, "new", "", _gist(now[code]))
        elif code not in now:
            yield Change(title, "gone", _gist(was[code]), "")
        else:
            for inner in dict.fromkeys([*was[code], *now[code]]):
                old, new = was[code].get(inner), now[code].get(inner)
                if old != new and inner not in _UNSEEN:
                    yield _changed(f"{title} · {_title(inner)}", _text(inner, old), _text(inner, new), old, new)
    if list(was) != list(now) and set(was) == set(now):
        yield Change(gettext("%(kind)s: order") % {"kind": _title(name)}, "changed", gettext("another order"), gettext("a new order"))


def _listed(name: str, before: list[str], after: list[str]) -> Iterable[Change]:
    """Sentences without a code: each one that went, each one that came."""
    for text in before:
        if text not in after:
            yield Change(_title(name), "gone", text, "")
    for text in after:
        if text not in before:
            yield Change(_title(name), "new", "", text)
    if sorted(before) == sorted(after):
        yield Change(_title(name), "changed", "; ".join(before), "; ".join(after))


def _changed(title: str, before: str, after: str, old: Any, new: Any) -> Change:
    how = "new" if old in (None, "") else "gone" if new in (None, "") else "changed"
    return Change(title, how, before if how != "new" else "", after if how != "gone" else "")


def _title(name: str) -> str:
    return gettext(_TITLES[name]) if name in _TITLES else gettext("Other: %(field)s") % {"field": name}


def _name(name: str, code: str, one: Body) -> str:
    """What people call it."""
    if name in {"questions", "asks"}:
        held = elements.elements([code]).get(code)
        return held.title.say(language()) if held else code
    return str(_plain(one.get("question") or one.get("name") or code))


def _gist(one: Body) -> str:
    """What a thing that came or went was about."""
    told = [_text(inner, one[inner]) for inner in ("answer", "promised", "why", "note") if one.get(inner)]
    return told[0] if told else ""


def _text(name: str, value: Any) -> str:
    if value is None or value == "":
        return gettext("Not published")
    if name in {"promised", "legal", "claim"} and isinstance(value, Mapping):
        return str(days(int(value.get("days") or 0), value.get("unit") or "working_day"))
    if name == "fee":
        return gettext("There is a fee") if value else gettext("Free")
    if name == "filing":
        return gettext("yes") if value == "online" else gettext("guide only")
    if name == "subjects":
        return {"person": gettext("people"), "firm": gettext("firms and other bodies")}.get(str(value), str(value))
    if name == "outcome" and isinstance(value, Mapping):
        value = value.get("name") or value
    return str(_plain(value))[:_LONGEST]


def _plain(value: Any) -> Any:
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, Mapping):
        if "zh" in value:
            return Words.read(value).say(language())
        return json.dumps(value, ensure_ascii=False)
    return value
