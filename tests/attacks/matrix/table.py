"""Reads ``matrix.yaml``: which role gets which answer at which address and operation."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

OPEN, SIGN_IN, REFUSED, NOT_FOUND, WRONG_METHOD = "open", "sign in", "refused", "not found", "wrong method"
ANSWERS = {OPEN, SIGN_IN, REFUSED, NOT_FOUND, WRONG_METHOD, "any"}
_GIVEN: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("matrix.yaml").read_text())
ROLES: tuple[str, ...] = tuple(_GIVEN["roles"])
GUARDS: Mapping[str, frozenset[str]] = {
    name: frozenset(ROLES if roles == "everybody" else roles) for name, roles in _GIVEN["guards"].items()
}
REACH: Mapping[str, Mapping[str, frozenset[str]]] = {
    name: {thing: frozenset(roles) for thing, roles in things.items()} for name, things in _GIVEN["reach"].items()
}
VALUES: Mapping[str, Mapping[str, str]] = _GIVEN["values"]
BODIES: Mapping[str, Any] = _GIVEN["bodies"]
_UNKNOWN = frozenset({"nobody", "closed"})  # who is asked to sign in first


@dataclass(frozen=True)
class Line:
    """One address (or operation) of the table. ``reach``: whose thing stands there; empty: no numbered thing."""

    where: str
    guard: str
    methods: frozenset[str]
    reach: str = ""
    more: Mapping[str, Any] = field(default_factory=dict)

    @property
    def lets_in(self) -> frozenset[str]:
        return GUARDS[self.guard]

    def things(self) -> tuple[str, ...]:
        return tuple(REACH[self.reach]) if self.reach else ("",)

    def answer(self, role: str, method: str, thing: str = "") -> str:
        """What this role is answered. Exceptions stand on the line itself."""
        for case in (f"{method} {role}", role):
            if case in self.more:
                return str(self.more[case])
        if role not in self.lets_in:
            return SIGN_IN if role in _UNKNOWN else REFUSED
        if method not in self.methods:
            return WRONG_METHOD
        if role not in self.more.get("only", self.lets_in):
            return REFUSED
        if self.reach and role not in REACH[self.reach][thing]:
            return NOT_FOUND
        return str(self.more.get(method, OPEN))


def _lines(kind: str) -> dict[str, Line]:
    found = {}
    for name, (guard, *rest) in _GIVEN[kind].items():
        methods, where = (rest.pop(0), name) if kind == "pages" else name.split(" ")
        reach = next((one for one in rest if isinstance(one, str)), "")
        more = next((one for one in rest if isinstance(one, dict)), {})
        assert guard in GUARDS, f"{where}: no guard {guard}"
        assert not reach or reach in REACH, f"{where}: nothing says who reaches {reach}"
        found[name] = Line(where, guard, frozenset(methods.split()), reach, more)
    return found


PAGES = _lines("pages")
OPERATIONS = _lines("operations")


def filled(where: str, values: Mapping[str, str]) -> str:
    """The address with these values; with what stands in the table for its like where none is given."""
    like = {name: value for one in sorted(VALUES, key=len) if where.startswith(one) for name, value in VALUES[one].items()}

    def value(found: re.Match[str]) -> str:
        name = found[1] or found[2] or found[3]
        return str({**like, **values}[name])

    return re.sub(r"<(?:\w+:)?(\w+)>|\{(\w+)\}|\(\?P<(\w+)>[^)]*\)", value, where).replace("^", "").replace("$", "").replace("\\", "")


def expected(line: Line, method: str) -> Iterator[tuple[str, str, str]]:
    """Role, thing, answer: for each role and thing of a line."""
    for thing in line.things():
        for role in ROLES:
            yield role, thing, line.answer(role, method, thing)
