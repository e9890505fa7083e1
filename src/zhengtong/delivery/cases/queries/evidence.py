"""审查依据: what is known of one part of a case when its conditions are worked out, each value with its source."""

from collections.abc import Iterator

from zhengtong.delivery.approvals.terms import Evidence, Value
from zhengtong.delivery.cases.models import Case
from zhengtong.delivery.cases.queries.reading import whole
from zhengtong.delivery.licences import api as licences
from zhengtong.delivery.licences.terms import LicenceStatus
from zhengtong.foundation.catalogue.terms import MaterialState
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import Known, RegisterStatus
from zhengtong.kernel.actors import system
from zhengtong.kernel.clock import today
from zhengtong.kernel.refs import Ref
from zhengtong.kernel.words import Words

RECORD, HELD, STANDING = "record.", "held.", "record.standing"
_ANSWER = Words("申请人填写", "The applicant's answer")
_FIRMS = Words("市场主体登记信息", "Register of market entities")


def evidence(case: str, item: str, names: frozenset[str]) -> Evidence:
    """``premises.area``: as answered. ``record.firm.name``: what the register, else a valid licence, says of the subject today.
    ``held.business_licence``: whether the subject holds one that is valid, or this case has issued it. What nobody knows is left out.
    """
    row = Case.objects.get(number=case)
    subject = Ref(row.subject_kind, row.subject_number)
    values = {key: Value(row.answers[key], _ANSWER) for key in names if row.answers.get(key) not in (None, "")}
    wanted = {key.removeprefix(RECORD) for key in names if key.startswith(RECORD) and key != STANDING}
    found = {**licences.known(subject, wanted), **identity.known(subject, wanted)} if wanted else {}
    values |= {f"{RECORD}{key}": Value(one.value, _FIRMS if _registered(one) else one.label) for key, one in found.items()}
    if STANDING in names and (firm := identity.firm(subject.number) if subject.kind == "firm" else None):
        values[STANDING] = Value(firm.status is RegisterStatus.ACTIVE, _FIRMS)
    types = sorted(key.removeprefix(HELD) for key in names if key.startswith(HELD))
    held = _held(case, subject) if types else frozenset()
    values |= {f"{HELD}{one}": Value(one in held, _register_of(one)) for one in types}
    return Evidence(values, tuple(_papers(row, item)))


def _registered(one: Known) -> bool:
    return one.source == "identity" and one.element.startswith("firm.")


def hold(case: str) -> None:
    """One part after the other: whoever answers one holds the whole case meanwhile."""
    Case.objects.select_for_update().only("pk").get(number=case)


def _held(case: str, subject: Ref) -> frozenset[str]:
    issued = {one.type for one in licences.licences_of_case(case, system("cases")) if one.status is LicenceStatus.VALID}
    return frozenset({*licences.held(subject), *issued})


def _register_of(licence_type: str) -> Words:
    name = licences.licence_type(licence_type, today()).name
    return Words(f"电子证照：{name.zh}", f"E-licence: {name.say('en')}")


def _papers(row: Case, item: str) -> Iterator[Words]:
    """What was handed in for this item, for a person to read: a machine does not look at papers."""
    held = whole(row, {item})
    handed = {one.material for one in held.files}
    for need in held.materials:
        if need.state is MaterialState.BRING and (need.material.required or need.material.code in handed):
            yield need.material.name
