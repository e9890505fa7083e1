"""告知: what happens while a case is received."""

from datetime import date

from zhengtong.delivery.cases.commands.tell import tell
from zhengtong.delivery.cases.facts import (
    ApplicantReminded,
    CaseAbandoned,
    CaseMended,
    PaperDeferred,
    PaperMissed,
    PapersArrived,
    PaperSupplied,
)
from zhengtong.delivery.cases.queries.receiving import paper_name
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refusals import gettext_noop


@ledger.afterwards(ApplicantReminded)
def tell_reminded(fact: ApplicantReminded, row: ledger.Row) -> None:
    """提醒补正: until when, and what silence means, where it means anything."""
    if fact.due_on:
        said = gettext_noop("%(title)s (%(case)s): please answer the notice by %(day)s. After that day it counts as given up.")
        tell(case=fact.case, message=said, row=row.id, at=row.at, params={"day": date.fromisoformat(fact.due_on)})
    else:
        said = gettext_noop("%(title)s (%(case)s): the notice is not answered yet. It goes on as soon as you answer.")
        tell(case=fact.case, message=said, row=row.id, at=row.at)


@ledger.afterwards(CaseAbandoned)
def tell_abandoned(fact: CaseAbandoned, row: ledger.Row) -> None:
    said = gettext_noop(
        "%(title)s (%(case)s): the notice was not answered by %(day)s, so it counts as given up (%(reference)s). You can apply again."
    )
    params = {"day": date.fromisoformat(fact.due_on), "reference": fact.reference}
    tell(case=fact.case, message=said, row=row.id, at=row.at, params=params)


@ledger.afterwards(CaseMended)
def tell_mended(fact: CaseMended, row: ledger.Row) -> None:
    said = gettext_noop("%(title)s (%(case)s): something was put right at the window. What stands there now is on the page of the case.")
    tell(case=fact.case, message=said, row=row.id, at=row.at)


@ledger.afterwards(PaperDeferred)
def tell_deferred(fact: PaperDeferred, row: ledger.Row) -> None:
    said = gettext_noop("%(title)s (%(case)s): you may hand in “%(paper)s” by %(day)s.")
    _tell_of_paper(fact.case, fact.material, said, row, fact.due_on)


@ledger.afterwards(PaperSupplied)
def tell_supplied(fact: PaperSupplied, row: ledger.Row) -> None:
    _tell_of_paper(fact.case, fact.material, gettext_noop("%(title)s (%(case)s): “%(paper)s” has arrived."), row)


@ledger.afterwards(PaperMissed)
def tell_missed(fact: PaperMissed, row: ledger.Row) -> None:
    said = gettext_noop(
        "%(title)s (%(case)s): “%(paper)s” was promised by %(day)s and is not there. Hand it in now; without it the answer may be no."
    )
    _tell_of_paper(fact.case, fact.material, said, row, fact.due_on)


def _tell_of_paper(case: str, material: str, said: str, row: ledger.Row, day: str = "") -> None:
    params: dict[str, object] = {"paper": paper_name(case, material), **({"day": date.fromisoformat(day)} if day else {})}
    tell(case=case, message=said, row=row.id, at=row.at, params=params)


@ledger.afterwards(PapersArrived)
def tell_arrived(fact: PapersArrived, row: ledger.Row) -> None:
    """异地代收: the term runs from today, or has run since receipt: whichever it is, it is said."""
    arrived = gettext_noop("%(title)s (%(case)s): your papers have arrived where it is decided. The term to accept runs from today.")
    before = gettext_noop("%(title)s (%(case)s): your papers have arrived where it is decided. The term has run since they were received.")
    tell(case=fact.case, message=arrived if fact.starts == "arrived" else before, row=row.id, at=row.at)
