"""自己的行: what a member reaches, as one condition over rows, so that single rows, lists, expansions and counts are cut alike."""

from django.db.models import Q

from zhengtong.foundation.identity.queries.rows import NOTHING
from zhengtong.kernel.actors import Actor, ActorKind


def own_rows(
    actor: Actor,
    *,
    kind: str = "subject_kind",
    number: str = "subject_number",
    basis: str = "basis",
    matter: str | tuple[str, str] = ("matter_kind", "matter_code"),
) -> Q:
    """The rows of the subject acted for; on a narrow ground only those made on it; on a limited one only those of its matters.

    The names are those of the table's columns; ``matter``: one column that holds ``bundle:…``, or two.
    """
    if actor.kind is not ActorKind.MEMBER or actor.subject is None:
        return NOTHING
    if actor.narrow:
        found = Q(**{basis: str(actor.basis)}) if actor.basis is not None else NOTHING
    else:
        found = Q(**{kind: actor.subject.kind, number: actor.subject.number})
    return found if actor.matters is None else found & of_matters(actor.matters, matter)


def of_matters(matters: frozenset[str], matter: str | tuple[str, str]) -> Q:
    """Rows of one of these matters; of none, nothing."""
    if isinstance(matter, str):
        return Q(**{f"{matter}__in": sorted(matters)})
    among: dict[str, list[str]] = {}
    for one in sorted(matters):
        kind, _, code = one.partition(":")
        among.setdefault(kind, []).append(code)
    found = Q()
    for kind, codes in among.items():
        found |= Q(**{matter[0]: kind, f"{matter[1]}__in": codes})
    return found or NOTHING
