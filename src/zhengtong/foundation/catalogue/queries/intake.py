"""一窗受理: what may be filed here, and under which rules, where a document does not say so itself."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings

from zhengtong.foundation.catalogue.errors import UnknownRegime
from zhengtong.foundation.catalogue.models import Matter
from zhengtong.foundation.catalogue.queries.documents import regime
from zhengtong.foundation.catalogue.queries.editions import kept
from zhengtong.foundation.catalogue.terms import Filing, Term
from zhengtong.kernel import clock
from zhengtong.kernel.content import api as content
from zhengtong.kernel.refs import Pin

DECISION_DAYS = "decision.days"


def completed(body: Mapping[str, Any], pack: str) -> dict[str, Any]:
    """The body of an item or bundle with whose catalogue it stands in, whether it can be filed here, and an item's regime."""
    return {**body, "pack": pack, "filing": filing(str(body.get("filing") or ""), pack), "regime": body.get("regime") or regime_of(body)}


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


def regime_of(body: Mapping[str, Any]) -> str:
    """办理规则 by the kind of power: a permit runs under 行政许可法 whether or not its source says so. "" where none is known."""
    return _by_power().get(str(body.get("power") or ""), "")


@kept
def _by_power() -> dict[str, str]:
    found = [(one.code, one.body.get("powers")) for one in content.current_of("regime", clock.today())]
    return {str(power): code for code, powers in found if isinstance(powers, list) for power in powers}


@kept
def law_term(code: str) -> Term | None:
    """The term that the law of a regime sets for a decision (行政许可法 art. 42); None where it sets none."""
    try:
        days = regime(code).at(DECISION_DAYS, clock.today()) if code else None
    except UnknownRegime:  # told where the content is checked; a guide is shown all the same
        return None
    return Term(int(str(days.value)), days.unit, days.reference) if days else None


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
