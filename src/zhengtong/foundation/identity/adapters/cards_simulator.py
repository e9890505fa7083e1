"""A reader for demonstrations and tests: its cards are of the people whom a city's ``demonstration`` content writes; some are no good.

Its line is sealed with a key of the platform, as a real reader seals with its own.
"""

import base64
import binascii
import json
import secrets
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils.crypto import constant_time_compare

from zhengtong.foundation.identity.adapters.people_simulator import MARK
from zhengtong.foundation.identity.errors.counter import CardUnreadable, NoCard, NotAReading
from zhengtong.foundation.identity.terms import DocumentType
from zhengtong.foundation.identity.terms.counter import CardReading, SimulatedCard
from zhengtong.kernel import clock
from zhengtong.kernel.content import api as content
from zhengtong.kernel.crypto import api as crypto

PREFIX = "ZTCARD."
_MOST = 4_000  # characters of one line
NONE, UNREADABLE, EXPIRED, RENAMED = "none", "unreadable", "expired", "renamed"


class SimulatedReader:
    """Everybody of the demonstration who has a document, and four ways to fail."""

    simulated = True

    def cards(self) -> tuple[SimulatedCard, ...]:
        """A good card of each; then no card, an unreadable one, an expired one and one with another name."""
        people = list(_people())
        good = tuple(SimulatedCard(f"{kind}:{document}", name) for kind, document, name in people)
        if not people:
            return good
        kind, document, name = people[0]
        bad = (SimulatedCard(NONE, "", NONE), SimulatedCard(UNREADABLE, "", UNREADABLE))
        of_first = tuple(SimulatedCard(f"{how}:{kind}:{document}", name, how) for how in (EXPIRED, RENAMED))
        return (*good, *bad, *of_first)

    def lay(self, card: str, *, organisation: str, at: datetime) -> str:
        if card == NONE:
            raise NoCard
        how, _, rest = card.partition(":")
        wanted = rest if how in (EXPIRED, RENAMED) else card
        found = next((one for one in _people() if f"{one[0]}:{one[1]}" == wanted), None)
        if found is None:
            raise CardUnreadable
        kind, document, name = found
        said = {
            "once": secrets.token_urlsafe(12),
            "organisation": organisation,
            "at": at.isoformat(),
            "type": kind,
            "document": document,
            "name": (name + "改" if how == RENAMED else name) + MARK,
            "until": (at.date() - timedelta(days=1) if how == EXPIRED else date(at.year + 9, 12, 31)).isoformat(),
        }
        return seal(said)

    def knows(self, typed: str) -> bool:
        return typed.startswith(PREFIX)

    def read(self, typed: str) -> CardReading:
        body, _, sealed = typed.removeprefix(PREFIX).partition(".")
        if not self.knows(typed) or len(typed) > _MOST or not constant_time_compare(_sealed(body), sealed):
            raise NotAReading
        try:
            said = json.loads(base64.urlsafe_b64decode(body))
            return CardReading(
                once=str(said["once"]),
                organisation=str(said["organisation"]),
                read_at=datetime.fromisoformat(said["at"]),
                document_type=DocumentType(said["type"]),
                document=str(said["document"]),
                name=str(said["name"]),
                valid_until=date.fromisoformat(said["until"]) if said["until"] else None,
            )
        except (binascii.Error, ValueError, KeyError, TypeError) as broken:
            raise NotAReading from broken


def seal(said: Mapping[str, str]) -> str:
    """The line that the reader types."""
    body = base64.urlsafe_b64encode(json.dumps(said, ensure_ascii=False).encode()).decode()
    return f"{PREFIX}{body}.{_sealed(body)}"


def _sealed(body: str) -> str:
    return crypto.blind_index(body, of="card.simulator")


def _people() -> Iterator[tuple[DocumentType, str, str]]:
    """Those who come to a counter: with an account, without one, and never registered."""
    found = content.current("demonstration", settings.ZT_CITY, clock.today())
    body: Mapping[str, Any] = found.body if found else {}
    for one in (*(body.get("helped") or ()), *(body.get("people") or ()), *(body.get("register") or ())):
        if one.get("document") and not one.get("behaves"):
            yield DocumentType(str(one.get("type") or DocumentType.RESIDENT_ID)), str(one["document"]), str(one["name"])
