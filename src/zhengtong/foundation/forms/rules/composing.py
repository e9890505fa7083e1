"""合并表单: every element once, whoever needs it; what is already known is shown, not asked (国务院令716 art. 7: 一次填报)."""
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from zhengtong.foundation.elements.terms import Element, Type
from zhengtong.foundation.forms.terms import Agreement, Ask, Field, Form, Section
from zhengtong.foundation.identity.terms import Known
from zhengtong.kernel.expressions import api as expressions
from zhengtong.kernel.words import Words

SECTIONS: Mapping[str, Words] = {
    "applicant": Words("申请人", "Applicant"),
    "firm": Words("经营主体", "Firm"),
    "family": Words("家庭", "Family"),
    "child": Words("孩子", "The child"),
    "premises": Words("经营场所", "Premises"),
    "food": Words("食品经营", "Food business"),
    "fire": Words("消防安全", "Fire safety"),
    "signboard": Words("户外招牌", "Signboard"),
    "tax": Words("税务", "Tax"),
    "staff": Words("雇工", "Staff"),
    "transport": Words("货运经营", "Freight business"),
    "driver": Words("驾驶员", "Driver"),
    "vehicle": Words("车辆", "Vehicle"),
    "estate": Words("房屋", "The property"),
    "seller": Words("卖方", "The seller"),
    "mortgage": Words("抵押和贷款", "Mortgage and loan"),
    "household": Words("户口", "Household registration"),
    "insurance": Words("社会保险和医疗保险", "Social and medical insurance"),
    "retirement": Words("退休", "Retirement"),
    "payment": Words("收款账户", "Account to be paid into"),
    "matter": Words("办理事项", "The matter"),
    "agent": Words("代办人", "Agent"),
    "commitment": Words("承诺", "Commitments"),
}
_ORDER = {code: place for place, code in enumerate(SECTIONS)}
_OTHER = _ORDER["matter"]              # a section that only its city knows stands beside the matter itself


@dataclass(slots=True)
class _Merged:
    element: Element
    section: str
    required: bool = False
    conditional: bool = True
    needed_by: list[str] = field(default_factory=list)
    agreements: list[Agreement] = field(default_factory=list)


def compose(asks: Iterable[Ask], answers: Mapping[str, object], known: Mapping[str, Known], elements: Mapping[str, Element]) -> Form:
    """One form. A question whose ``when`` is false is left out; while it is undecided it stays, marked conditional and not required.

    Required if any item that certainly asks requires it; in the first section (in the fixed order) that any of them names.
    """
    values = {**answers, **{key: one.value for key, one in known.items()}}
    merged: dict[str, _Merged] = {}
    for ask in asks:
        needed = expressions.evaluate(parsed(ask.when), values) if ask.when else None
        if needed and needed.is_false:
            continue
        element = elements.get(ask.element) or Element(ask.element, Words(ask.element), Type.TEXT)
        one = merged.setdefault(ask.element, _Merged(element, ask.section))
        one.section = min(one.section, ask.section, key=_place)
        if needed is None or needed.is_true:
            one.required |= ask.required
            one.conditional = False
        if ask.check and (agreement := Agreement(ask.check, ask.check_says)) not in one.agreements:
            one.agreements.append(agreement)
        if ask.needed_by not in one.needed_by:
            one.needed_by.append(ask.needed_by)
    return Form(tuple(_sections(merged, values, known)))


def _sections(merged: Mapping[str, _Merged], values: Mapping[str, object], known: Mapping[str, Known]) -> Iterable[Section]:
    fields: dict[str, list[Field]] = {}
    for key, one in merged.items():
        by, agreements = tuple(one.needed_by), tuple(one.agreements)
        made = Field(one.element, one.required, values.get(key), known.get(key), by, one.conditional, agreements)
        fields.setdefault(one.section, []).append(made)
    for code in sorted(fields, key=_place):
        yield Section(code, SECTIONS.get(code, Words(code)), tuple(fields[code]))


def _place(section: str) -> tuple[int, str]:
    return (_ORDER[section], "") if section in _ORDER else (_OTHER, section)


@lru_cache(maxsize=4096)
def parsed(when: str) -> expressions.Expression:
    return expressions.parse(when)
