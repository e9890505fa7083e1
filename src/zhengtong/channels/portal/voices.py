"""还有谁参与: who beside the deciding body has a say in an item, what does not count, and how it is weighed; each with its article."""

from dataclasses import dataclass

from zhengtong.delivery.approvals.terms import PAUSES, PauseKind
from zhengtong.foundation.catalogue.terms import Guide
from zhengtong.foundation.catalogue.terms.handling import Benchmark, Consulted, Interested, Limited, LowerOffice, SpecialProcedure
from zhengtong.foundation.identity import api as identity
from zhengtong.kernel.words import Words


@dataclass(frozen=True, slots=True)
class Voices:
    """Of one item; false where its regime says all there is."""

    lower: tuple[Words, LowerOffice] | None
    consulted: tuple[tuple[Words, Consulted], ...]
    interested: tuple[Interested, ...]
    limited: Limited | None
    special: tuple[tuple[Words, SpecialProcedure], ...]
    benchmark: tuple[Benchmark, ...]

    def __bool__(self) -> bool:
        return bool(self.lower or self.consulted or self.interested or self.limited or self.special or self.benchmark)


def of_guide(guide: Guide) -> Voices:
    """As its content says (行政许可法 arts. 35, 36, 43, 45, 57)."""
    held = guide.handling
    codes = {one.organisation for one in held.consulted} | ({held.lower.organisation} if held.lower else set())
    names = {code: one.name for code, one in identity.organisations_by_code(codes).items()} if codes else {}
    return Voices(
        lower=(names.get(held.lower.organisation, Words(held.lower.organisation)), held.lower) if held.lower else None,
        consulted=tuple((names.get(one.organisation, Words(one.organisation)), one) for one in held.consulted),
        interested=held.interested,
        limited=held.limited,
        special=tuple((PAUSES[PauseKind(one.kind)], one) for one in held.special),
        benchmark=held.benchmark,
    )
