"""电子证照: what follows from facts."""
from zhengtong.delivery.licences import commands, queries
from zhengtong.delivery.licences.facts import LicenceAnnulled, LicenceDeregistered, LicenceIssued
from zhengtong.foundation.identity.facts import PersonsMerged
from zhengtong.kernel.actors import system
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.ledger.terms import Row
from zhengtong.kernel.messages import api as messages
from zhengtong.kernel.refs import Ref
from zhengtong.kernel.refusals import gettext_noop

_READY = gettext_noop("Your licence is ready: %(name)s.")
_ENDED = gettext_noop("Your licence %(name)s is no longer in force. Open it to read why.")


@ledger.afterwards(LicenceIssued, lease=120)
def make_sheet(fact: LicenceIssued, row: Row) -> None:
    """Print the sheet, then tell the holder; both once, however often this runs. Of a licence that ends a case, the case tells."""
    commands.print_sheet(number=fact.number, by=system("worker"))
    if not fact.case:
        _tell(fact.number, _READY, row)


@ledger.afterwards(LicenceDeregistered, LicenceAnnulled)
def tell_holder(fact: LicenceDeregistered | LicenceAnnulled, row: Row) -> None:
    """The holder is told that a licence has ended."""
    _tell(fact.number, _ENDED, row)


def _tell(number: str, message: str, row: Row) -> None:
    held = queries.licence(number, system("worker"))
    about = Ref("licence", number)
    messages.send(to=held.holder, message=message, params={"name": held.name}, about=about, at=row.at, once=row.once("tell"))


@ledger.afterwards(PersonsMerged)
def follow_person(fact: PersonsMerged, row: Row) -> None:  # noqa: ARG001
    """自然人合并."""
    commands.follow(gone=Ref("person", fact.gone), kept=Ref("person", fact.kept))
