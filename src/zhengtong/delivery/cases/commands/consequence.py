"""办件: what follows where a promise was not kept."""

from datetime import datetime

from zhengtong.delivery.approvals.facts import CommitmentChecked
from zhengtong.delivery.approvals.terms import AfterCheckState
from zhengtong.delivery.licences import api as licences
from zhengtong.delivery.licences.terms import Annulment, LicenceStatus
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.words import Words


def undo(fact: CommitmentChecked, *, by: Actor, at: datetime) -> None:
    """依法撤销: what was issued on a promise not kept is annulled, on the article that says so (消防法 art. 58; 行政许可法 art. 69).

    Only where the item states its consequence and its article; runs in the transaction of the finding, so neither is without the other.
    """
    if fact.outcome is not AfterCheckState.BROKEN or not (fact.article and fact.consequence):
        return
    explanation = f"{fact.article}：{fact.consequence}"
    for one in licences.licences_of_case(fact.case, by):
        if one.approval == fact.approval and one.status in (LicenceStatus.VALID, LicenceStatus.WITHHELD, LicenceStatus.EXPIRED):
            licences.annul(number=one.number, ground=Annulment.OTHER_LAW, explanation=explanation, by=by, at=at)


def item_name(fact: CommitmentChecked) -> Words:
    """Of the part that was checked."""
    return catalogue.guide(fact.item).name
