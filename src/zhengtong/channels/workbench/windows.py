"""窗口收件: what the desk at the counter shows: the one field, the person, what they have here, what can be begun."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from zhengtong.channels.ui.fields import Control, Option
from zhengtong.channels.workbench import posting, posts
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.licences import api as licences
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.catalogue.terms import Filing
from zhengtong.foundation.identity.terms import SubjectView
from zhengtong.foundation.identity.terms.counter import CounterView, QueueView
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.refs import Ref
from zhengtong.kernel.words import Words

Act = Callable[[Actor], object]
_CASE = re.compile(r"/cases/([^/?#\s]+)/?")
_NUMBER = re.compile(r"[0-9A-Za-z-]{6,40}")
_MOST_HITS = 8


@dataclass(frozen=True, slots=True)
class Offered:
    """A matter that opens with one press."""

    matter: str
    name: Words
    note: str = ""


@dataclass(frozen=True, slots=True)
class SubjectChoice:
    """For whom the person may act here."""

    token: str
    name: str
    office: str
    chosen: bool


def case_number(line: str) -> str:
    """A case number as it was typed, or as the QR code of a receipt says it; empty for anything else."""
    found = _CASE.search(line)
    text = found[1] if found else line.strip()
    return text if _NUMBER.fullmatch(text) else ""


def matter_of(text: str) -> Ref | None:
    kind, _, code = text.partition(":")
    return Ref(kind, code) if kind in {"bundle", "item"} and code and len(code) <= 80 else None


def found(text: str, sitting: CounterView) -> tuple[Offered, ...]:
    """What answers the clerk's words and can be begun here for whom the person acts."""
    held = []
    for hit in catalogue.suggest(text, limit=20) if text.strip() else ():
        matter = Ref(str(hit.kind), hit.code)
        if hit.filing is Filing.ONLINE and _fits(matter, sitting.subject):
            held.append(Offered(str(matter), hit.name, hit.organisation_name))
    return tuple(held[:_MOST_HITS])


def frequent(by: Actor, sitting: CounterView) -> tuple[Offered, ...]:
    """常办, within the person's own office."""
    often = cases.frequent(by, sitting.subject.ref.kind, limit=8)
    return tuple(Offered(str(one.matter), one.title) for one in often if _fits(one.matter, sitting.subject, known=True))


def _fits(matter: Ref, subject: SubjectView, *, known: bool = False) -> bool:
    if subject.matters is not None and str(matter) not in subject.matters:
        return False
    if known:
        return True
    bundle = catalogue.matter(matter)
    return (not bundle.subjects or subject.ref.kind in bundle.subjects) and catalogue.neighbour(bundle.pack) is None


def choices(sitting: CounterView) -> tuple[SubjectChoice, ...]:
    """Themselves, their firms, their wards."""
    return tuple(
        SubjectChoice(
            "" if one.me else one.token,
            one.name,
            gettext("themselves") if one.me else gettext("ward") if one.office == "guardian" else gettext("firm"),
            one.ref == sitting.subject.ref,
        )
        for one in sitting.choices
    )


def licences_held(sitting: CounterView, today: date) -> list[Words]:
    """持有: the names of the licences in force; what they say stands in the forms that ask for it."""
    return [licences.licence_type(kind, today).name for kind in licences.held(sitting.subject.ref, today)]


def waited(queue: QueueView) -> str:
    """The average wait of today, in words."""
    if queue.average is None:
        return gettext("nobody called yet")
    minutes = max(0, round(queue.average / timedelta(minutes=1)))
    return ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": minutes}


def typed_controls(request: HttpRequest) -> list[Control]:
    """手工录入: the document in hand, and why it is typed."""
    chosen = posting.text(request, "document_type")
    kinds = tuple(Option(str(one), said, str(one) == chosen) for one, said in posts.documents())
    return [
        Control("document_type", gettext("Kind of document"), "select", options=kinds),
        Control("document", gettext("Number of the document"), value=posting.text(request, "document")[:60], most=60),
        Control("name", gettext("Name on the document"), value=posting.text(request, "name")[:80], most=80),
        Control(
            "reason",
            gettext("Why it is typed and not read"),
            value=posting.text(request, "reason")[:200],
            most=200,
            help=gettext("It is kept, and the person is told that their document was used."),
        ),
    ]


def receipt(case: str) -> str:
    return reverse("portal:receipt", args=[case])
