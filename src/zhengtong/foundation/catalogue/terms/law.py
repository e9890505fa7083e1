"""办理规则用语: procedural law as dated parameters, and articles."""

from dataclasses import dataclass
from datetime import date

from zhengtong.foundation.catalogue.terms.words import PowerKind, Unit
from zhengtong.kernel.words import Words


@dataclass(frozen=True, slots=True)
class Parameter:
    """One rule of a regime from a date on, with its article."""

    name: str  # decision.days, acceptance.silence …
    value: int | str | bool | tuple[str, ...]
    since: date
    reference: str
    unit: Unit = Unit.WORKING_DAY


@dataclass(frozen=True, slots=True)
class Regime:
    """办理规则: procedural law as dated parameters. The engine knows parameters, not laws."""

    code: str
    name: Words
    parameters: tuple[Parameter, ...]
    powers: tuple[PowerKind, ...] = ()  # the kinds of power that run under it where an item names no regime

    def at(self, name: str, on: date) -> Parameter | None:
        """The parameter in force on a day; None where this regime is silent."""
        held = [one for one in self.parameters if one.name == name and one.since <= on]
        return max(held, key=lambda one: one.since, default=None)

    def from_receipt(self, on: date) -> bool:
        """Whether the term of a decision runs from the receipt of the application (社会保险经办条例 art. 18), not from its opening."""
        return self._starts(on, "receipt")

    def from_own_receipt(self, on: date) -> bool:
        """Whether it runs from when the body itself has the application: what waits for another's result, from when that is handed on.

        社会保险法 art. 57: 凭营业执照申请; 社会保险经办条例 art. 6: 以公民身份号码作为社会保障号码.
        """
        return self._starts(on, "own_receipt")

    def _starts(self, on: date, word: str) -> bool:
        start = self.at("decision.start", on)
        return start is not None and start.value == word


@dataclass(frozen=True, slots=True)
class Article:
    law: str
    number: int
    text: str
    in_force: bool = True
