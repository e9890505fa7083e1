"""演示角色: who appears in a city's demonstration, and what names sound like there. Written in its content (kind ``demonstration``)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings

from zhengtong.foundation.identity.terms import FirmKind
from zhengtong.kernel import clock
from zhengtong.kernel.content import api as content
from zhengtong.kernel.refs import Pin
from zhengtong.kernel.words import Words
from zhengtong.site.synth.names import Place


@dataclass(frozen=True, slots=True)
class Paper:
    """An electronic licence that a person of the demonstration holds already."""

    type: str
    issuer: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Member:
    """A person of the demonstration, and the firm they represent."""

    username: str
    name: str
    document: str
    role: Words
    firm: str = ""                   # category of its credit code: 91 a company, 92 an individual business
    firm_name: str = ""
    kind: FirmKind = FirmKind.INDIVIDUAL
    licensed: bool = False
    papers: tuple[Paper, ...] = ()


@dataclass(frozen=True, slots=True)
class Helped:
    """A person of the demonstration without an account, who comes to a service station for help."""

    name: str
    document: str
    phone: str


@dataclass(frozen=True, slots=True)
class Cast:
    members: tuple[Member, ...] = ()
    helped: tuple[Helped, ...] = ()
    place: Place = Place()  # noqa: RUF009 - frozen
    offices: tuple[str, ...] = ()  # examine first and decide nothing


def cast() -> Cast:
    """The demonstration of the city served; nobody where its content writes none."""
    found = content.current("demonstration", settings.ZT_CITY, clock.today())
    return _read(found.pin) if found else Cast()


@lru_cache(maxsize=8)
def _read(pin: Pin) -> Cast:
    body: Mapping[str, Any] = content.body(pin)
    words: Mapping[str, Any] = body.get("words") or {}
    place = Place(str(words.get("firms") or ""), tuple(map(str, words.get("shops") or ("",))), str(words.get("streets") or "演示区"))
    helped = tuple(Helped(str(one["name"]), str(one["document"]), str(one["phone"])) for one in body.get("helped") or ())
    offices = tuple(map(str, body.get("offices") or ()))
    return Cast(tuple(_member(one) for one in body.get("people") or ()), helped, place, offices)


def _member(one: Mapping[str, Any]) -> Member:
    firm: Mapping[str, Any] = one.get("firm") or {}
    return Member(
        username=str(one["username"]),
        name=str(one["name"]),
        document=str(one["document"]),
        role=Words.read(one.get("role")),
        firm=str(firm.get("category") or ""),
        firm_name=str(firm.get("name") or ""),
        kind=FirmKind(str(firm.get("kind") or FirmKind.INDIVIDUAL)),
        licensed=bool(firm.get("licensed")),
        papers=tuple(Paper(str(paper["type"]), str(paper["issuer"]), paper["values"]) for paper in one.get("licences") or ()),
    )
