"""哪里办: the bodies of a matter with telephone, address, hours and the way there, as far as somebody publishes them."""

from collections.abc import Iterable
from dataclasses import dataclass

from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.catalogue.terms import Bundle, Filing, Guide
from zhengtong.foundation.identity import api as identity
from zhengtong.kernel.refusals import Refusal
from zhengtong.kernel.words import Words


@dataclass(frozen=True, slots=True)
class Office:
    """Empty: not published."""

    name: object
    code: str
    phone: str = ""
    address: str = ""
    hours: Words = Words("")
    directions: Words = Words("")
    window: bool = False

    @property
    def published(self) -> bool:
        return bool(self.phone or self.address or self.hours or self.directions)


def of_guide(guide: Guide) -> tuple[Office, ...]:
    """The deciding body, as the guide writes it before what the list of bodies says; then the window, where it takes this in."""
    own = _body(guide.organisation)
    if own is None:
        first = Office(guide.organisation_name, guide.organisation, guide.phone, guide.address)
    else:
        first = Office(own.name, own.code, guide.phone or own.phone, guide.address or own.address, own.hours, own.directions)
    return (first, *_window(guide.filing, {guide.organisation}))


def of_bundle(bundle: Bundle, guides: Iterable[Guide]) -> tuple[Office, ...]:
    """Each body once, in the order of the items."""
    codes = dict.fromkeys(catalogue.acted(one).organisation for one in guides if one.organisation)
    bodies = [one for code in codes if (one := _body(code)) is not None]
    return (*_window(bundle.filing, set(codes)), *bodies)


def _window(filing: Filing, named: set[str]) -> tuple[Office, ...]:
    if filing is not Filing.ONLINE:
        return ()
    try:
        code = catalogue.city().lead_window
    except Refusal:
        return ()
    found = None if code in named else _body(code, window=True)
    return (found,) if found else ()


def _body(code: str, *, window: bool = False) -> Office | None:
    held = identity.organisation(code) if code else None
    return Office(held.name, held.code, held.phone, held.address, held.hours, held.directions, window) if held else None
