"""Small bundles and guides for the pure rules."""

from collections.abc import Mapping, Sequence

from zhengtong.foundation.catalogue.rules import plan as rule
from zhengtong.foundation.catalogue.terms import (
    TICKED,
    Bundle,
    BundleCode,
    BundleItem,
    Guide,
    ItemCode,
    Material,
    Outcome,
    Plan,
    PowerKind,
    Question,
    Term,
)
from zhengtong.foundation.forms.terms import Ask, Form
from zhengtong.foundation.identity.terms import Known
from zhengtong.kernel.refs import Pin
from zhengtong.kernel.words import Words


def item(
    code: str,
    *,
    organisation: str = "",
    promised: int | None = 5,
    legal: int | None = 20,
    materials: Sequence[Material] = (),
    asks: Sequence[str] = (),
    outcome: str = "",
) -> Guide:
    return Guide(
        pin=Pin("item", code, f"sha-{code}"),
        code=ItemCode(code),
        name=Words(f"事项{code}"),
        division="430100000000",
        power=PowerKind.PERMIT,
        organisation=organisation,
        organisation_name=organisation and f"部门{organisation}",
        promised=None if promised is None else Term(promised),
        legal=None if legal is None else Term(legal, reference="行政许可法 第四十二条"),
        materials=tuple(materials),
        asks=tuple(Ask(element, code) for element in asks),
        outcome=Outcome(Words("证"), outcome),
    )


def line(code: str, *, when: str = "", after: Sequence[str] = (), produces: Sequence[str] = ()) -> BundleItem:
    return BundleItem(ItemCode(code), Words(f"事项{code}"), when, tuple(map(ItemCode, after)), tuple(produces))


def bundle(*lines: BundleItem, questions: Sequence[Question] = (), materials: Sequence[Material] = ()) -> Bundle:
    return Bundle(
        pin=Pin("bundle", "B", "sha-B"),
        code=BundleCode("B"),
        name=Words("一件事"),
        division="430100000000",
        items=lines,
        questions=tuple(questions),
        materials=tuple(materials),
    )


def ask(element: str, *, licence: str = "", when: str = "") -> Question:
    return Question(element, Words("为什么"), when, licence)


def paper(code: str, **more: object) -> Material:
    return Material(code, Words(f"材料{code}"), **more)  # type: ignore[arg-type]


def planned(
    whole: Bundle,
    *guides: Guide,
    answers: Mapping[str, object] | None = None,
    held: Mapping[str, str] | None = None,
    known: Mapping[str, Known] | None = None,
) -> Plan:
    """The plan, with a form that only remembers what was asked. Where items are ticked, all are, unless the answers say otherwise."""
    ticks = {TICKED: [line.item for line in whole.items]} if whole.ticked else {}
    found = {guide.code: guide for guide in guides}
    told = {**ticks, **(answers or {})}
    return rule.plan(whole, found, told, known=known or {}, held=held or {}, merge=lambda asks, given, known: Form(()))
