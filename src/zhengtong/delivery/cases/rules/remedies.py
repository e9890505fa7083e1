"""救济途径: reconsideration and litigation as a regime's parameters give them (行政许可法 art. 38(2))."""

from collections.abc import Mapping
from datetime import date

from zhengtong.delivery.approvals.terms import ApprovalView
from zhengtong.delivery.cases.terms import Sentence
from zhengtong.foundation.catalogue.terms import Regime
from zhengtong.kernel.refusals import gettext_noop
from zhengtong.kernel.words import Words

_OFFICES = {
    "government_of_same_level": Words("本级人民政府", "the people's government of the same level"),
    "government_above": Words("上一级人民政府", "the people's government above it"),
    "higher_authority": Words("上一级主管部门", "the department above it"),
}
_LED = "行政复议法 第二十七条"
_WHOLLY = frozenset({"non_disclosure"})
"""复议前置 of every refusal in such a matter (行政复议法 art. 23(1)(4)); what stands in _PARTLY holds of some."""
_PARTLY = {
    "tax_dispute": gettext_noop(
        "Where you dispute the tax to be paid: pay it or give security first, then ask for reconsideration; only after that may you sue "
        "(%(article)s)."
    ),
    "natural_resource_right": gettext_noop(
        "Where this infringes a right to land or another natural resource that you already hold by law: ask for reconsideration first; "
        "only after that may you sue (%(article)s)."
    ),
}


def remedies(regime: Regime, on: date, government: Words | None, above: Words | None = None) -> tuple[Sentence, ...]:
    """What may be done against a decision of this day. ``government``: of the place of the deciding body, where it is known.

    ``above``: the department above a body that is led from above, and of the tax offices, which reconsiders instead (行政复议法 art. 27).
    """
    return (*_reconsideration(regime, on, government, above), *_litigation(regime, on))


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


def _reconsideration(regime: Regime, on: date, government: Words | None, above: Words | None) -> tuple[Sentence, ...]:
    days, by = regime.at("remedy.reconsideration_days", on), regime.at("remedy.reconsideration_by", on)
    if days is None:
        return ()
    if above is not None:
        office, article = above, _LED
    elif by is not None:
        office, article = _OFFICES.get(str(by.value), _OFFICES["higher_authority"]), by.reference
        office = government if government is not None and by.value != "higher_authority" else office
    else:
        said = gettext_noop(
            "Administrative reconsideration: ask for it within %(days)s days from when you knew or should have known of this (%(article)s)."
        )
        return (Sentence(said, {"days": days.value, "article": days.reference}),)
    said = gettext_noop(
        "Administrative reconsideration: ask %(body)s for it within %(days)s days from when you knew or should have known of this "
        "(%(article)s)."
    )
    return (Sentence(said, {"days": days.value, "body": office, "article": f"{days.reference}、{article}"}),)


def _litigation(regime: Regime, on: date) -> tuple[Sentence, ...]:
    """先复议 where the law says so, of all such refusals or of some; else both ways (行政诉讼法 art. 44)."""
    first = regime.at("remedy.reconsideration_first", on)
    kinds = set(first.value) if first is not None and isinstance(first.value, tuple | list) else set()
    told = [_partly(regime, on, kind, first.reference) for kind in _PARTLY if first is not None and kind in kinds]
    if first is not None and comes_first(regime, on):
        said = gettext_noop("In this kind of matter reconsideration comes first; only then may you sue (%(article)s).")
        told.append(Sentence(said, {"article": first.reference}))
    else:
        told += _directly(regime, on, otherwise=bool(told))
    after = regime.at("remedy.lawsuit_after_reconsideration_days", on)
    if after is not None:
        said = gettext_noop(
            "Whoever does not agree with the outcome of reconsideration may sue within %(days)s days of receiving it (%(article)s)."
        )
        told.append(Sentence(said, {"days": after.value, "article": after.reference}))
    return tuple(told)


def comes_first(regime: Regime, on: date) -> bool:
    """复议前置 of every refusal under this regime."""
    first = regime.at("remedy.reconsideration_first", on)
    return first is not None and isinstance(first.value, tuple | list) and bool(set(first.value) & _WHOLLY)


def _partly(regime: Regime, on: date, kind: str, reference: str) -> Sentence:
    """纳税争议: pay first, on its own article (税收征收管理法 art. 88)."""
    paid = regime.at("remedy.pay_first", on) if kind == "tax_dispute" else None
    return Sentence(_PARTLY[kind], {"article": f"{paid.reference}、{reference}" if paid else reference})


def _directly(regime: Regime, on: date, *, otherwise: bool) -> list[Sentence]:
    """直接起诉: within a special law's term, else within six months. ``otherwise``: besides what must be reconsidered first."""
    days, months = regime.at("remedy.lawsuit_days", on), regime.at("remedy.lawsuit_months", on)
    if days is not None:
        said = (
            gettext_noop("In every other matter you may also sue at the people's court within %(days)s days of it (%(article)s).")
            if otherwise
            else gettext_noop("Administrative litigation: sue at the people's court within %(days)s days of receiving this (%(article)s).")
        )
        return [Sentence(said, {"days": days.value, "article": days.reference})]
    if months is None:
        return []
    said = (
        gettext_noop(
            "In every other matter you may also sue at the people's court within %(months)s months "
            "from when you knew or should have known of this (%(article)s)."
        )
        if otherwise
        else gettext_noop(
            "Administrative litigation: sue at the people's court within %(months)s months "
            "from when you knew or should have known of this (%(article)s)."
        )
    )
    return [Sentence(said, {"months": months.value, "article": months.reference})]
