"""办理规则: under which rules an item runs, and by when the law wants it answered, where its source says neither. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from zhengtong.foundation.catalogue.terms import Guide, PowerKind, Regime, Term

DECISION_DAYS = "decision.days"


def by_power(regimes: Iterable[Regime]) -> dict[PowerKind, str]:
    """The regime of each kind of power: a permit runs under 行政许可法 whether or not its source says so."""
    return {power: one.code for one in regimes for power in one.powers}


def law_term(regime: Regime | None, on: date) -> Term | None:
    """法定期限 of a decision under a regime (行政许可法 art. 42: twenty working days); None where its law sets none."""
    days = regime.at(DECISION_DAYS, on) if regime else None
    return Term(int(str(days.value)), days.unit, days.reference) if days else None


def governed(guide: Guide, regimes: Mapping[str, Regime], on: date) -> Guide:
    """The item with its regime, its own or that of its kind of power; and the term by law where it names no article that sets one."""
    code = guide.regime or by_power(regimes.values()).get(guide.power, "")
    cited = guide.legal is not None and guide.legal.reference
    return replace(guide, regime=code, law_term=None if cited else law_term(regimes.get(code), on))
