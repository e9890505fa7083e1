"""救济途径: reconsideration and litigation as a regime's parameters give them (行政许可法 art. 38(2))."""

from collections.abc import Mapping
from datetime import date

from zhengtong.delivery.approvals.terms import ApprovalView
from zhengtong.delivery.cases.terms import Sentence
from zhengtong.foundation.catalogue.terms import Parameter, Regime
from zhengtong.kernel.refusals import gettext_noop
from zhengtong.kernel.words import Words

_SAME_LEVEL = Words("本级人民政府", "the people's government of the same level")


def remedies(regime: Regime, on: date, government: Words | None) -> tuple[Sentence, ...]:
    """What may be done against a decision of this day. ``government``: of the place of the deciding body, where it is known."""
    return (*_reconsideration(regime, on, government), *_litigation(regime, on))


def respondent(part: ApprovalView, answers: str, bodies: Mapping[str, Words]) -> tuple[Sentence, ...]:
    """被申请人、被告, where it is not plainly who decided: the delegator, or who goes on (行政复议法 art. 19, 行政诉讼法 art. 26)."""
    ground = part.authority
    params = {"body": bodies.get(answers, Words(answers))}
    if answers != part.in_name_of:
        said = gettext_noop(
            "Against whom: %(body)s, which goes on with the powers of %(former)s (行政复议法 art. 19(4), 行政诉讼法 art. 26(6))."
        )
        return (Sentence(said, {**params, "former": bodies.get(part.in_name_of, Words(part.in_name_of))}),)
    if ground is not None and ground.in_another_name:
        said = gettext_noop("Against whom: %(body)s, which delegated it, not %(acting)s (行政复议法 art. 19(3), 行政诉讼法 art. 26(5)).")
        return (Sentence(said, {**params, "acting": bodies.get(ground.acting, Words(ground.acting))}),)
    return ()


def _reconsideration(regime: Regime, on: date, government: Words | None) -> tuple[Sentence, ...]:
    days, by = regime.at("remedy.reconsideration_days", on), regime.at("remedy.reconsideration_by", on)
    if days is None:
        return ()
    if by is None or by.value != "government_of_same_level":
        said = gettext_noop(
            "Administrative reconsideration: ask for it within %(days)s days from when you knew or should have known of this (%(article)s)."
        )
        return (Sentence(said, {"days": days.value, "article": days.reference}),)
    said = gettext_noop(
        "Administrative reconsideration: ask %(body)s for it within %(days)s days from when you knew or should have known of this; "
        "where the deciding body is led from above, ask the department above it (%(article)s)."
    )
    return (Sentence(said, {"days": days.value, "body": government or _SAME_LEVEL, "article": f"{days.reference}、{by.reference}"}),)


def _litigation(regime: Regime, on: date) -> tuple[Sentence, ...]:
    told = []
    first = _reconsideration_first(regime.at("remedy.reconsideration_first", on))
    months, days = regime.at("remedy.lawsuit_months", on), regime.at("remedy.lawsuit_days", on)
    if first is not None:
        said = gettext_noop("In this kind of matter reconsideration comes first; only then may you sue (%(article)s).")
        told.append(Sentence(said, {"article": first.reference}))
    elif days is not None:  # a special law's shorter term
        said = gettext_noop("Administrative litigation: sue at the people's court within %(days)s days of receiving this (%(article)s).")
        told.append(Sentence(said, {"days": days.value, "article": days.reference}))
    elif months is not None:
        said = gettext_noop(
            "Administrative litigation: sue at the people's court within %(months)s months "
            "from when you knew or should have known of this (%(article)s)."
        )
        told.append(Sentence(said, {"months": months.value, "article": months.reference}))
    after = regime.at("remedy.lawsuit_after_reconsideration_days", on)
    if after is not None:
        said = gettext_noop(
            "Whoever does not agree with the outcome of reconsideration may sue within %(days)s days of receiving it (%(article)s)."
        )
        told.append(Sentence(said, {"days": after.value, "article": after.reference}))
    return tuple(told)


def _reconsideration_first(given: Parameter | None) -> Parameter | None:
    """复议前置: a decision was made, so what is said of an authority's silence does not matter here."""
    if given is None or not isinstance(given.value, tuple | list):
        return None
    return given if set(given.value) - {"silence"} else None
