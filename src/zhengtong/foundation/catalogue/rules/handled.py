"""办理方式成文: an item's ``handling`` from the body of its content document."""

from collections.abc import Mapping
from typing import Any

from zhengtong.foundation.catalogue.terms import Term, Unit
from zhengtong.foundation.catalogue.terms.handling import (
    Benchmark,
    Commitment,
    Condition,
    Consulted,
    Deferrable,
    Elsewhere,
    Extension,
    Handling,
    Interested,
    Limited,
    LowerOffice,
    OutsideSystem,
    SpecialProcedure,
    TakenIn,
)
from zhengtong.kernel.words import Words

Body = Mapping[str, Any]


def handling(body: Body | None) -> Handling:
    """Of one item; empty where its document says nothing of it."""
    if not body:
        return Handling()
    return Handling(
        special=tuple(SpecialProcedure(one["kind"], one["reference"], one.get("days")) for one in body.get("special") or ()),
        extension=_extension(body.get("extension")),
        lower=_lower(body.get("lower")),
        consulted=tuple(map(_consulted, body.get("consulted") or ())),
        interested=tuple(Interested(Words.read(one["who"]), _term(one["term"]), one["reference"]) for one in body.get("interested") or ()),
        limited=_limited(body.get("limited")),
        deferrable=tuple(map(_deferrable, body.get("deferrable") or ())),
        commitment=_commitment(body.get("commitment")),
        benchmark=tuple(map(_benchmark, body.get("benchmark") or ())),
        conditions=tuple(map(_condition, body.get("conditions") or ())),
        automatic=bool(body.get("automatic")),
        system=_system(body.get("system")),
        elsewhere=_elsewhere(body.get("elsewhere")),
    )


def _term(body: Body) -> Term:
    return Term(int(body["days"]), Unit(body.get("unit") or Unit.WORKING_DAY), str(body.get("reference") or ""))


def _some_term(body: Body | None) -> Term | None:
    return _term(body) if body else None


def _extension(body: Body | None) -> Extension | None:
    return Extension(_term(body["term"]), str(body["by"])) if body else None


def _lower(body: Body | None) -> LowerOffice | None:
    return LowerOffice(str(body["organisation"]), str(body["reference"]), _some_term(body.get("term"))) if body else None


def _consulted(body: Body) -> Consulted:
    return Consulted(
        organisation=str(body["organisation"]),
        question=Words.read(body["question"]),
        term=_some_term(body.get("term")),
        silence=str(body.get("silence") or "no_view"),
        reference=str(body.get("reference") or ""),
        when=str(body.get("when") or ""),
    )


def _limited(body: Body | None) -> Limited | None:
    return Limited(str(body["reference"]), body.get("places")) if body else None


def _deferrable(body: Body) -> Deferrable:
    return Deferrable(
        material=str(body["material"]),
        term=_term(body["term"]),
        reference=str(body["reference"]),
        grant_without=bool(body.get("grant_without")),
        note=str(body.get("note") or ""),
    )


def _commitment(body: Body | None) -> Commitment | None:
    if not body:
        return None
    return Commitment(
        told=Words.read(body["told"]),
        reference=str(body["reference"]),
        materials=tuple(map(str, body.get("materials") or ())),
        answer=str(body.get("answer") or ""),
        check_within=_term(body["check_within"]) if body.get("check_within") else None,
        correct_within=_term(body["correct_within"]) if body.get("correct_within") else None,
        on_finding=Words.read(body.get("on_finding")),
        breach=Words.read(body.get("breach")),
        breach_reference=str(body.get("breach_reference") or ""),
    )


def _benchmark(body: Body) -> Benchmark:
    return Benchmark(str(body["code"]), Words.read(body["facts"]), Words.read(body["outcome"]), str(body["reference"]))


def _condition(body: Body) -> Condition:
    return Condition(
        code=str(body["code"]),
        expression=str(body["expression"]),
        says=Words.read(body["says"]),
        otherwise=Words.read(body["otherwise"]),
        source=Words.read(body["source"]),
        reference=str(body["reference"]),
    )


def _system(body: Body | None) -> OutsideSystem | None:
    return OutsideSystem(str(body["code"]), Words.read(body["name"]), str(body["level"])) if body else None


def _elsewhere(body: Body | None) -> Elsewhere | None:
    return Elsewhere(tuple(map(str, body.get("places") or ())), TakenIn(body["starts"]), str(body["reference"])) if body else None
