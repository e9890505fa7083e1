"""内容成文: from the body of a content document to the catalogue's own terms. Bodies have passed their JSON Schema before."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from zhengtong.foundation.catalogue.rules.handled import handling
from zhengtong.foundation.catalogue.terms import (
    Bundle,
    BundleCode,
    BundleItem,
    Citation,
    City,
    Filing,
    Guide,
    ItemCode,
    LifeEvent,
    Material,
    MaterialSource,
    Otherwise,
    Outcome,
    Parameter,
    PowerKind,
    Question,
    QuestionAnswer,
    Regime,
    Situation,
    Stage,
    SubjectKind,
    Term,
    Unit,
)
from zhengtong.foundation.forms.terms import Ask
from zhengtong.foundation.identity.terms import Level
from zhengtong.kernel.refs import Pin
from zhengtong.kernel.words import Words

Body = Mapping[str, Any]
Cite = Callable[[str], Citation]


def guide(pin: Pin, body: Body, *, cite: Cite, division: str, bundles: tuple[BundleCode, ...] = ()) -> Guide:
    """One item. ``division`` is its pack's, where the document names none; ``bundles`` are those that hold it."""
    code = ItemCode(pin.code)
    materials = body.get("materials")
    return Guide(
        pin=pin,
        code=code,
        name=Words.read(body.get("name")),
        division=text(body, "division") or division,
        power=PowerKind(body.get("power") or PowerKind.OTHER),
        basic_code=text(body, "basic_code"),
        business_code=text(body, "business_code"),
        organisation=text(body, "organisation"),
        organisation_name=text(body, "organisation_name"),
        organisation_code_as_published=text(body, "organisation_code_as_published"),
        regime=text(body, "regime"),
        subjects=_subjects(body),
        level=text(body, "level"),
        scope=text(body, "scope"),
        online=body.get("online"),
        visits=body.get("visits"),
        promised=term(body.get("promised")),
        legal=term(body.get("legal")),
        fee=body.get("fee"),
        outcome=_outcome(body.get("outcome")),
        basis=tuple(cite(str(one)) for one in body.get("basis") or ()),
        conditions=_words(body.get("conditions")),
        materials=None if materials is None else tuple(material(one) for one in materials),
        asks=tuple(_ask(one, code) for one in body.get("asks") or ()),
        questions_answers=_answered(body, cite),
        clock_note=text(body, "clock_note"),
        address=text(body, "address"),
        phone=text(body, "phone"),
        commitment=bool(body.get("commitment")),
        assurance=_assurance(body),
        separate=bool(body.get("separate")),
        separate_basis=tuple(cite(str(one)) for one in body.get("separate_basis") or ()),
        handling=handling(body.get("handling")),
        bundles=bundles,
        filing=Filing(body.get("filing") or Filing.BROWSE_ONLY),
        pack=text(body, "pack"),
        defects=tuple(str(one) for one in body.get("defects") or ()),
        source=text(body, "source"),
        source_url=text(body, "source_url"),
        as_of=day(body.get("as_of")),
    )


def bundle(pin: Pin, body: Body, *, division: str, cite: Cite = Citation) -> Bundle:
    return Bundle(
        pin=pin,
        code=BundleCode(pin.code),
        name=Words.read(body.get("name")),
        division=text(body, "division") or division,
        summary=Words.read(body.get("summary")),
        subjects=_subjects(body),
        items=tuple(_line(one) for one in body.get("items") or ()),
        questions=tuple(_question(one) for one in body.get("questions") or ()),
        situations=tuple(_situation(one) for one in body.get("situations") or ()),
        questions_answers=_answered(body, cite),
        before_after={str(what): (int(pair[0]), int(pair[1])) for what, pair in (body.get("before_after") or {}).items()},
        materials=tuple(material(one) for one in body.get("materials") or ()),
        conditions=_words(body.get("conditions")),
        rules=_words(body.get("rules")),
        claim=term(body.get("claim")),
        fee=body.get("fee"),
        life_event=text(body, "life_event"),
        joint_basis=text(body, "joint_basis"),
        filing=Filing(body.get("filing") or Filing.BROWSE_ONLY),
        assurance=_assurance(body),
        pack=text(body, "pack"),
        defects=tuple(str(one) for one in body.get("defects") or ()),
        source=text(body, "source"),
        source_url=text(body, "source_url"),
        as_of=day(body.get("as_of")),
    )


def material(body: Body) -> Material:
    return Material(
        code=text(body, "code"),
        name=Words.read(body.get("name")),
        required=body.get("required", True),
        source=MaterialSource(body.get("source") or MaterialSource.OTHER),
        form=text(body, "form"),
        copies=body.get("copies"),
        note=text(body, "note"),
        why=Words.read(body.get("why")),
        when=text(body, "when"),
        licence=text(body, "licence"),
        instead_of=text(body, "instead_of"),
    )


def term(body: Body | None) -> Term | None:
    """A term; None where the source is silent."""
    if not body or body.get("days") is None:
        return None
    return Term(int(body["days"]), Unit(body.get("unit") or Unit.WORKING_DAY), text(body, "reference"))


def regime(code: str, body: Body) -> Regime:
    powers = tuple(PowerKind(one) for one in body.get("powers") or ())
    return Regime(code, Words.read(body.get("name")), tuple(_parameter(one) for one in body.get("parameters") or ()), powers)


def life_event(code: str, body: Body) -> LifeEvent:
    return LifeEvent(
        code=code,
        name=Words.read(body.get("name")),
        icon=text(body, "icon"),
        subject=SubjectKind(body.get("subject") or SubjectKind.PERSON),
        matters=tuple(str(one) for one in body.get("matters") or ()),
        order=int(str(body.get("order") or 1000)),
        stage=Stage(body["stage"]) if body.get("stage") else None,
    )


def city(code: str, body: Body) -> City:
    return City(
        code=code,
        name=Words.read(body.get("name")),
        division=text(body, "division"),
        lead_window=text(body, "lead_window"),
        neighbours=tuple(str(one) for one in body.get("neighbours") or ()),
        frequent=tuple(_frequent(one) for one in body.get("frequent") or ()),
        hotline=text(body, "hotline") or "12345",
        general_intake=bool(body.get("general_intake")),
        reconsideration=text(body, "reconsideration"),
        greeting=Words.read(body.get("greeting")),
    )


def text(body: Body, name: str) -> str:
    value = body.get(name)
    return "" if value is None else str(value)


def day(value: object) -> date | None:
    if not value:
        return None
    return value if isinstance(value, date) else date.fromisoformat(str(value)[:10])


def _words(values: Iterable[Any] | None) -> tuple[Words, ...]:
    return tuple(Words.read(one) for one in values or ())


def _subjects(body: Body) -> tuple[SubjectKind, ...]:
    return tuple(SubjectKind(one) for one in body.get("subjects") or ())


def _assurance(body: Body) -> Level:
    """认证等级: as a city writes it; under a real name where it says nothing."""
    return Level[text(body, "assurance").upper() or "VERIFIED"]


def _outcome(body: Body | str | None) -> Outcome:
    if not body:
        return Outcome()
    if isinstance(body, str):
        return Outcome(Words(body))
    values = {str(name): str(element) for name, element in (body.get("values") or {}).items()}
    return Outcome(Words.read(body.get("name")), text(body, "licence_type"), values)


def _ask(body: Body, item: ItemCode) -> Ask:
    return Ask(
        element=text(body, "element"),
        needed_by=item,
        section=text(body, "section") or "matter",
        required=bool(body.get("required", True)),
        when=text(body, "when"),
        check=text(body, "check"),
        check_says=Words.read(body.get("check_says")),
    )


def _line(body: Body) -> BundleItem:
    return BundleItem(
        item=ItemCode(text(body, "item")),
        name=Words.read(body.get("name")),
        when=text(body, "when"),
        after=tuple(ItemCode(str(one)) for one in body.get("after") or ()),
        produces=tuple(str(one) for one in body.get("produces") or ()),
        promised=term(body.get("promised")),
    )


def _question(body: Body) -> Question:
    return Question(
        element=text(body, "element"),
        why=Words.read(body.get("why")),
        when=text(body, "when"),
        answered_by_licence=text(body, "answered_by_licence"),
        otherwise=_otherwise(body.get("otherwise")),
    )


def _situation(body: Body) -> Situation:
    return Situation(text(body, "code"), Words.read(body.get("name")), dict(body.get("answers") or {}))


def _answered(body: Body, cite: Cite) -> tuple[QuestionAnswer, ...]:
    return tuple(_question_answer(one, cite) for one in body.get("questions_answers") or ())


def _question_answer(body: Body, cite: Cite) -> QuestionAnswer:
    basis = tuple(cite(str(law)) for law in body.get("basis") or ())
    return QuestionAnswer(Words.read(body.get("question")), Words.read(body.get("answer")), basis)


def _otherwise(body: Body | None) -> Otherwise | None:
    if not body:
        return None
    matters = tuple(str(one) for one in body.get("matters") or ())
    return Otherwise(body["answer"], Words.read(body.get("say")), matters, text(body, "condition"))


def _parameter(body: Body) -> Parameter:
    value = body.get("value")
    return Parameter(
        name=text(body, "name"),
        value=tuple(str(one) for one in value) if isinstance(value, list) else value,  # type: ignore[arg-type]
        since=day(body.get("since")) or date.min,
        reference=text(body, "reference"),
        unit=Unit(body.get("unit") or Unit.WORKING_DAY),
    )


def _frequent(body: Body) -> tuple[Words, str]:
    label = Words.read(body.get("label"))
    return label, text(body, "query") or label.zh
