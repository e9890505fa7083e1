"""A register of firms for demonstrations and tests: it fails as a real one does, and can be told what has changed in it.

It knows what a city's ``demonstration`` content writes under ``firm_register``, and the synthetic firms that are here already. Which is
marked ``behaves: slow | down | confused`` makes it late, unreachable, or answer for another firm.
"""

import time
from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from django.conf import settings

from zhengtong.foundation.identity.errors import FirmRegisterDown
from zhengtong.foundation.identity.models import Firm, Representation, SimulatedFirm
from zhengtong.foundation.identity.terms import DocumentType, FirmKind, Office, RegisteredFirm, RegisterStatus
from zhengtong.kernel import clock
from zhengtong.kernel.actors import system
from zhengtong.kernel.content import api as content
from zhengtong.kernel.ledger import api as ledger

MARK = "（演示）"


class SimulatedFirms:
    """Synthetic firms; none real."""

    simulated = True

    def look_up(self, code: str, *, patience: float) -> RegisteredFirm | None:
        listed = _listed(code)
        _behave(str(listed.get("behaves") or ""), patience)
        said = _told(code) or (_read(code, listed) if listed else _here(code))
        return replace(said, code=code[:-1] + "?") if said and listed.get("behaves") == "confused" else said


def enter(said: RegisteredFirm) -> None:
    """登记变更: from now on the simulated register says this."""
    with ledger.writing(None, system("simulator")):
        SimulatedFirm.objects.update_or_create(code=said.code, defaults={"said": asdict(said)})


def _behave(how: str, patience: float) -> None:
    if how == "slow":
        time.sleep(patience)
    if how in {"slow", "down"}:
        raise FirmRegisterDown


def _told(code: str) -> RegisteredFirm | None:
    row = SimulatedFirm.objects.filter(code=code).first()
    return _firm(row.said) if row else None


def _listed(code: str) -> Mapping[str, Any]:
    found = content.current("demonstration", settings.ZT_CITY, clock.today())
    listed = (found.body.get("firm_register") or ()) if found else ()
    return next((one for one in listed if str(one["code"]) == code), {})  # type: ignore[attr-defined]


def _read(code: str, one: Mapping[str, Any]) -> RegisteredFirm:
    head = one["representative"]
    return _firm(
        {
            "code": code,
            "name": f"{one['name']}{MARK}",
            "kind": one.get("kind") or FirmKind.COMPANY,
            "address": one.get("address") or "",
            "status": one.get("status") or RegisterStatus.ACTIVE,
            "representative_name": head["name"],
            "representative_document_type": head.get("type") or DocumentType.RESIDENT_ID,
            "representative_document": head["document"],
        }
    )


def _here(code: str) -> RegisteredFirm | None:
    """A synthetic firm of our own, as it was registered."""
    row = Firm.objects.filter(code=code, synthetic=True).first()
    if row is None:
        return None
    held = Representation.objects.filter(firm=row, office=Office.LEGAL_REPRESENTATIVE, until=None).select_related("person").first()
    head = held.person if held else None
    return RegisteredFirm(
        code, row.name, FirmKind(row.kind), row.address, RegisterStatus(row.status), head.name if head else "",
        DocumentType(head.document_type) if head else DocumentType.NONE, (head.document or "") if head else "",
    )  # fmt: skip


def _firm(said: Mapping[str, Any]) -> RegisteredFirm:
    return RegisteredFirm(
        code=str(said["code"]),
        name=str(said["name"]),
        kind=FirmKind(said["kind"]),
        address=str(said["address"]),
        status=RegisterStatus(said["status"]),
        representative_name=str(said["representative_name"]),
        representative_document_type=DocumentType(said["representative_document_type"]),
        representative_document=str(said["representative_document"]),
    )
