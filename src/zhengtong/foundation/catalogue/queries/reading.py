"""办事指南: guides and bundles, as they stand or as they stood when somebody began. Several at once, and each version read once."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from zhengtong.foundation.catalogue.errors import ItemWithdrawn, UnknownMatter
from zhengtong.foundation.catalogue.models import Matter, Part
from zhengtong.foundation.catalogue.queries import intake, laws
from zhengtong.foundation.catalogue.queries.editions import kept, store
from zhengtong.foundation.catalogue.rules import reading, single
from zhengtong.foundation.catalogue.terms import Bundle, BundleCode, Guide, ItemCode
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import Level
from zhengtong.kernel import clock
from zhengtong.kernel.content import api as content
from zhengtong.kernel.content.terms import Published
from zhengtong.kernel.refs import Pin, Ref
from zhengtong.kernel.words import Words


def guide(code: str, pin: Pin | None = None) -> Guide:
    """One item, as it stands or as pinned. Raises UnknownMatter, ItemWithdrawn."""
    wanted = pin or current_pins("item", [code]).get(code)
    if wanted is None:
        raise missing("item", code)
    return guides([wanted])[wanted]


def bundle(code: str, pin: Pin | None = None) -> Bundle:
    """One bundle, as it stands or as pinned. Raises UnknownMatter, ItemWithdrawn."""
    wanted = pin or current_pins("bundle", [code]).get(code)
    if wanted is None:
        raise missing("bundle", code)
    return _bundle(wanted)


def matter(ref: Ref, pin: Pin | None = None) -> Bundle:
    """What can be filed under a reference: a bundle, or an item as a bundle of one. Raises UnknownMatter, ItemWithdrawn."""
    if ref.kind == "bundle":
        return bundle(ref.number, pin)
    if ref.kind == "item":
        return single.alone(guide(ref.number, pin))
    raise UnknownMatter(matter=str(ref))


def guides(pins: Sequence[Pin]) -> dict[Pin, Guide]:
    """Guides of several pins in a fixed number of queries; pins that were never published raise UnknownMatter."""
    things = store()
    lacking = [pin for pin in dict.fromkeys(pins) if ("guide", pin) not in things]
    if lacking:
        bodies = content.bodies(lacking)
        held, packs = _bundles_of({pin.code for pin in lacking}), intake.packs(lacking)
        for pin in lacking:
            if pin not in bodies:
                raise UnknownMatter(matter=f"{pin.kind}:{pin.code}")
            things["guide", pin] = _guide(pin, intake.placed(bodies[pin], packs[pin]), held.get(pin.code, ()))
    return {pin: things["guide", pin] for pin in pins}  # type: ignore[misc]


def guides_of(shown: Bundle, pins: Iterable[Pin] = ()) -> dict[ItemCode, Guide]:
    """The guides of a bundle's items: as pinned, else as they stand. Items that are gone are left out."""
    wanted: dict[str, Pin] = {pin.code: pin for pin in (*pins, shown.pin) if pin.kind == "item"}
    lacking = [line.item for line in shown.items if line.item not in wanted]
    wanted.update(current_pins("item", lacking))
    found = guides([wanted[line.item] for line in shown.items if line.item in wanted])
    return {ItemCode(pin.code): one for pin, one in found.items()}


def assurance_of(shown: Bundle, pins: Iterable[Pin] = ()) -> Level:
    """认证等级 of a matter: the highest of its own and its items'."""
    return max((shown.assurance, *(one.assurance for one in guides_of(shown, pins).values())))


def current_pins(kind: str, codes: Sequence[str]) -> dict[str, Pin]:
    """Code → the version that stands in the catalogue now."""
    things = store()
    lacking = [code for code in codes if ("pin", kind, code) not in things]
    if lacking:
        rows = dict(Matter.objects.filter(kind=kind, code__in=lacking).values_list("code", "sha256"))
        things.update({("pin", kind, code): Pin(kind, code, sha256) for code, sha256 in rows.items()})
    return {code: things["pin", kind, code] for code in codes if ("pin", kind, code) in things}  # type: ignore[misc]


def missing(kind: str, code: str) -> UnknownMatter | ItemWithdrawn:
    """Why something is not there: it was withdrawn, or never was."""
    before = content.versions(kind, code)
    if before and before[-1].withdrawn:
        return ItemWithdrawn(name=Words.read(before[-1].body.get("name")).zh)  # type: ignore[arg-type]
    return UnknownMatter(matter=f"{kind}:{code}")


def versions(kind: str, code: str) -> tuple[Published, ...]:
    """Every published version, withdrawals included, first to last."""
    return content.versions(kind, code)


@kept
def _bundle(pin: Pin) -> Bundle:
    body = intake.placed(content.body(pin), intake.packs([pin])[pin])
    return reading.bundle(pin, body, cite=laws.resolve, division=division_of(pin))


def _guide(pin: Pin, body: Mapping[str, Any], bundles: Sequence[str]) -> Guide:
    place = str(body.get("division") or "") or division_of(pin)
    organisation = str(body.get("organisation") or "") or organisation_of(str(body.get("organisation_name") or ""), place)
    found = {**body, "organisation": organisation}
    holding = tuple(BundleCode(one) for one in bundles)
    return intake.governed(reading.guide(pin, found, cite=laws.resolve, division=place, bundles=holding))


@kept
def organisation_of(word: str, division: str) -> str:
    """The credit code of the body a source means by a word; "" where none is published."""
    found = identity.organisation_by_word(word, division) if word else None
    return found.code if found else ""


@kept
def division_of(pin: Pin) -> str:
    """The division of a document that names none: its city's."""
    pack = Matter.objects.filter(kind=pin.kind, code=pin.code).values_list("division", flat=True).first()
    if pack:
        return pack
    last = content.versions(pin.kind, pin.code)
    city = content.current("city", last[-1].pack, clock.today()) if last else None
    return str(city.body.get("division") or "") if city else ""


def _bundles_of(items: set[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for code, line in Part.objects.filter(item__in=items).order_by("bundle").values_list("item", "bundle"):
        found.setdefault(code, []).append(line)
    return found
