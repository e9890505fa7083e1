"""一窗受理: what may be filed here, and under which rules, where a document does not say so itself."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings

from zhengtong.foundation.catalogue.models import Matter
from zhengtong.foundation.catalogue.queries.editions import kept
from zhengtong.foundation.catalogue.rules import governing, reading
from zhengtong.foundation.catalogue.terms import Filing, Guide, Regime
from zhengtong.kernel import clock
from zhengtong.kernel.content import api as content
from zhengtong.kernel.refs import Pin


def placed(body: Mapping[str, Any], pack: str) -> dict[str, Any]:
    """The body of an item or bundle with whose catalogue it stands in, and whether it can be filed here."""
    return {**body, "pack": pack, "filing": filing(str(body.get("filing") or ""), pack)}


def filing(written: str, pack: str) -> Filing:
    """What a neighbour's catalogue lists is filed with the neighbour; of our own, what its document says, else what the city says."""
    if pack != settings.ZT_CITY:
        return Filing.BROWSE_ONLY
    return Filing(written) if written else Filing.ONLINE if takes_everything(pack) else Filing.BROWSE_ONLY


@kept
def takes_everything(pack: str) -> bool:
    """Whether the city's window takes in whatever its catalogue lists."""
    found = content.current("city", pack, clock.today())
    return bool(found and found.body.get("general_intake") and found.body.get("lead_window"))


def governed(guide: Guide) -> Guide:
    """With its regime, and the term that its law sets."""
    return governing.governed(guide, _regimes(), clock.today())


@kept
def _regimes() -> Mapping[str, Regime]:
    return {one.code: reading.regime(one.code, one.body) for one in content.current_of("regime", clock.today())}


def packs(pins: Iterable[Pin]) -> dict[Pin, str]:
    """Whose catalogue each stands in, or stood in last."""
    wanted = list(pins)
    rows = Matter.objects.filter(code__in={pin.code for pin in wanted}).values_list("kind", "code", "pack")
    known = {(kind, code): pack for kind, code, pack in rows}
    return {pin: known.get((pin.kind, pin.code)) or _last_pack(pin) for pin in wanted}


def _last_pack(pin: Pin) -> str:
    """Of what is no longer in the catalogue."""
    before = content.versions(pin.kind, pin.code)
    return before[-1].pack if before else ""
