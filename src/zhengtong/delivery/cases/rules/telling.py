"""告知: what the applicant is told of a decision, in one sentence."""

from zhengtong.delivery.approvals.terms import ApprovalState, ApprovalView
from zhengtong.delivery.cases.terms import Sentence
from zhengtong.kernel.refusals import gettext_noop
from zhengtong.kernel.words import Words


def decision(decided: ApprovalView, *, body: Words, licence: Words) -> Sentence:
    """准予, with the licence issued on it, or 不予. ``licence``: its name, empty where the decision is all there is."""
    params: dict[str, object] = {"name": decided.name, "body": body}
    if decided.state is not ApprovalState.APPROVED:
        said = gettext_noop("%(name)s (%(body)s): not approved. The reasons and what you can do are on the page of the case.")
        return Sentence(said, params)
    if decided.by_law:
        said = gettext_noop("%(name)s (%(body)s): nobody had decided when it ended, so by law it counts as renewed (%(article)s).")
        return Sentence(said, {**params, "article": decided.by_law})
    if not licence:
        return Sentence(gettext_noop("%(name)s (%(body)s): approved."), params)
    return Sentence(gettext_noop("%(name)s (%(body)s): approved. Your licence is ready: %(licence)s."), {**params, "licence": licence})


def taken_over(*, body: Words, former: Words) -> Sentence:
    """接续办理: who goes on, and that it costs the applicant nothing."""
    said = gettext_noop(
        "%(title)s (%(case)s): %(body)s goes on with it in the place of %(former)s. What was received and accepted stands, and the terms "
        "run on from where they are; you need do nothing."
    )
    return Sentence(said, {"body": body, "former": former})
