"""决定: what an approval's conditions say today, what was worked out automatically, and who asked for a person."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from django.db import connection

from zhengtong.delivery.approvals import policy, rules
from zhengtong.delivery.approvals.errors import ApprovalNotFound
from zhengtong.delivery.approvals.models import Approval
from zhengtong.delivery.approvals.queries.reading import found
from zhengtong.delivery.approvals.queries.showing import view
from zhengtong.delivery.approvals.terms import ApprovalState, Asked, Automated, Checked, Evidence
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.catalogue.terms import Guide
from zhengtong.kernel.actors import Actor, ActorKind
from zhengtong.kernel.expressions import api as expressions
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Pin, Ref
from zhengtong.kernel.words import Words


class Conductor(NamedTuple):
    """What only the case knows and does."""

    evidence: Callable[[str, str, frozenset[str]], Evidence]  # case, item, names read
    hold: Callable[[str], None]  # lock the case, so that its parts are answered one after the other


_conductors: list[Conductor] = []


def conducting(*, evidence: Callable[[str, str, frozenset[str]], Evidence], hold: Callable[[str], None]) -> None:
    """办件主持: the case says what is known of it and holds still while a part is decided. Registered once, when the apps get ready."""
    _conductors[:] = [Conductor(evidence, hold)]


def hold(case: str) -> None:
    """Before any of its approvals is locked, so that nobody waits for the other way round."""
    for one in _conductors:
        one.hold(case)


_HELD = ledger.Composed(lambda: Approval.objects.select_for_update().filter(number=ledger.Given("number")))


def decidable(number: str, by: Actor) -> Approval:
    """The approval, if it is within the rights by which this officer decides. Raises ApprovalNotFound."""
    row = found(number)
    if row is None or not policy.deciding_rights(by, row):
        raise ApprovalNotFound(number=number)
    return row


def locked(row: Approval) -> Approval:
    """To be answered: the case first, then the approval. Where one writes at a time anyway, the row as it was just read."""
    if not connection.features.has_select_for_update:
        return row
    hold(row.case)
    return _HELD(number=row.number)[0]


def guide_of(row: Approval) -> Guide:
    return catalogue.guide(row.item, pin=Pin("item", row.item, row.pin))


def evidence(row: Approval, guide: Guide) -> Evidence:
    """What is known of everything that the conditions of this item read."""
    wanted = rules.names(guide.handling.conditions)
    return _conductors[0].evidence(row.case, row.item, wanted) if _conductors else Evidence()


def applies(row: Approval, when: str) -> bool:
    """适用情形: whether a step of the item is this case's; what nobody answered does not take it away."""
    if not when or not _conductors:
        return True
    parsed = expressions.parse(when)
    known = _conductors[0].evidence(row.case, row.item, expressions.names(parsed))
    return not expressions.evaluate(parsed, {key: one.value for key, one in known.values.items()}).is_false


def work_out(row: Approval, guide: Guide) -> tuple[Checked, ...]:
    """Each condition as it stands now; nothing is read where the item has none."""
    return rules.check(guide.handling.conditions, evidence(row, guide)) if guide.handling.conditions else ()


def checked(number: str, by: Actor) -> tuple[Checked, ...]:
    """条件: for whoever may see the approval; of one decided automatically as it was worked out then. Raises ApprovalNotFound."""
    row = _seen(number, by)
    done = _automated(row)
    return done.checked if done else work_out(row, guide_of(row))


def automated(number: str, by: Actor) -> Automated | None:
    """自动作出的决定: every condition with its sources, the version, the assessment. Raises ApprovalNotFound."""
    return _automated(_seen(number, by))


def automated_of(numbers: list[str]) -> dict[str, Automated]:
    """Of several at once, for the conductor, which has checked who may see the case."""
    rows = Approval.objects.filter(number__in=numbers).exclude(automatic=None)
    return {row.number: done for row in rows if (done := _automated(row))}


def asked(by: Actor, *, limit: int = 30) -> tuple[Asked, ...]:
    """请人说明: automatic approvals of the actor's body whose applicant asked for a person and has no answer yet; earliest first."""
    rows = policy.decidable(by).filter(state=ApprovalState.APPROVED, explained_at=None).exclude(automatic=None).exclude(human_asked_at=None)
    return tuple(_asked(row) for row in rows.order_by("human_asked_at", "id")[:limit])


def written(checked: Checked) -> dict[str, object]:
    """A condition as it is kept: what it says, its sources and article, never the values."""
    return {
        "code": checked.code,
        "says": _both(checked.says),
        "met": checked.met,
        "sources": [_both(one) for one in checked.sources],
        "reference": checked.reference,
    }


def _seen(number: str, by: Actor) -> Approval:
    row = policy.visible(by).filter(number=number).first()
    if row is None:
        raise ApprovalNotFound(number=number)
    return row


def _automated(row: Approval) -> Automated | None:
    kept = row.automatic
    if kept is None:
        return None
    return Automated(tuple(map(_read, kept["checked"])), str(kept["pin"]), int(kept["automation"]))


def _read(one: Mapping[str, object]) -> Checked:
    sources, says, met = one["sources"], one["says"], one["met"]
    return Checked(
        code=str(one["code"]),
        says=Words.read(says),  # type: ignore[arg-type]
        met=met if isinstance(met, bool) else None,
        sources=tuple(map(Words.read, sources)) if isinstance(sources, list) else (),
        reference=str(one["reference"]),
    )


def _asked(row: Approval) -> Asked:
    shown = view(row)
    assert row.human_asked_at is not None
    return Asked(shown.number, shown.name, shown.title, row.human_asked_at)


def _both(words: Words) -> dict[str, str]:
    return {"zh": words.zh, "en": words.en}


def own_of(by: Actor, number: str) -> Approval | None:
    """An approval in the applicant's own matter, locked."""
    if by.kind is not ActorKind.MEMBER:
        return None
    return policy.visible(by).select_for_update().filter(number=number).first()


def case_ref(row: Approval) -> Ref:
    return Ref("case", row.case)
