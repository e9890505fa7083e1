"""A register for demonstrations and tests: it knows who a city's ``demonstration`` content writes, and fails as a real one does.

Who is marked ``behaves: slow | down | confused`` there makes it late, unreachable, or answer for somebody else.
"""

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.conf import settings

from zhengtong.foundation.identity import rules
from zhengtong.foundation.identity.errors import RegisterDown, RegisterLate
from zhengtong.foundation.identity.terms import Claim, DocumentType, RegisterAnswer, RegisterExample, Verdict, Ward
from zhengtong.kernel import clock
from zhengtong.kernel.content import api as content
from zhengtong.kernel.refs import Pin

MARK = "（演示）"


@dataclass(frozen=True, slots=True)
class _Known:
    document_type: DocumentType
    document: str
    name: str
    born: date | None
    behaves: str = ""


class SimulatedPeople:
    """Everybody of the demonstration; nobody real."""

    def examples(self) -> tuple[RegisterExample, ...]:
        listed = [_read(one) for one in _body().get("register") or ()]
        return tuple(RegisterExample(one.document_type, one.document, one.name, one.behaves) for one in listed)

    def check(self, claim: Claim, *, patience: float) -> RegisterAnswer:
        known = _people().get((claim.document_type, claim.document))
        if known is None:
            return RegisterAnswer(claim.document, Verdict.NO_MATCH)
        _behave(known, patience)
        answered = claim.document[:-1] + "?" if known.behaves == "confused" else claim.document
        if not rules.same_name(claim.name, known.name):
            return RegisterAnswer(answered, Verdict.NO_MATCH)
        return RegisterAnswer(answered, Verdict.MATCH, name=known.name + MARK, born=known.born, synthetic=True)

    def wards(self, guardian: Claim, *, today: date, patience: float) -> tuple[Ward, ...]:
        known = _people().get((guardian.document_type, guardian.document))
        if known is None:
            return ()
        _behave(known, patience)
        body = _body()
        listed = [one for one in body.get("households") or () if str(one["guardian"]) == guardian.document]
        wards = [_ward(one) for household in listed for one in household["wards"]]
        return tuple(one for one in wards if not rules.is_adult(one.born, today))


def _behave(known: _Known, patience: float) -> None:
    if known.behaves == "slow":
        time.sleep(patience)
        raise RegisterLate
    if known.behaves == "down":
        raise RegisterDown


def _ward(one: Mapping[str, Any]) -> Ward:
    known = _read(one)
    assert known.born is not None  # the schema asks for it
    return Ward(known.name + MARK, known.born, known.document_type, known.document, str(one.get("certificate") or ""), synthetic=True)


def _people() -> dict[tuple[DocumentType, str], _Known]:
    found = content.current("demonstration", settings.ZT_CITY, clock.today())
    return _index(found.pin) if found else {}


def _body() -> Mapping[str, Any]:
    found = content.current("demonstration", settings.ZT_CITY, clock.today())
    return found.body if found else {}


@lru_cache(maxsize=8)
def _index(pin: Pin) -> dict[tuple[DocumentType, str], _Known]:
    """Whoever signs in, whoever is in the register only, and the wards who have a number."""
    return {(one.document_type, one.document): one for one in _listed(content.body(pin)) if one.document}


def _listed(body: Mapping[str, Any]) -> Iterator[_Known]:
    for one in (*(body.get("people") or ()), *(body.get("register") or ())):
        yield _read(one)
    for household in body.get("households") or ():
        for one in household["wards"]:
            yield _read(one)


def _read(one: Mapping[str, Any]) -> _Known:
    kind = DocumentType(str(one.get("type") or DocumentType.RESIDENT_ID))
    document = str(one.get("document") or "")
    told = one.get("born")
    born = date.fromisoformat(str(told)) if told else rules.birth_date(document) if kind is DocumentType.RESIDENT_ID else None
    return _Known(kind, document, str(one["name"]), born, str(one.get("behaves") or ""))
