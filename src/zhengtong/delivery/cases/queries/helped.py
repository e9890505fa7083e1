"""帮办办件: what was filed in sittings, for the helper who filed it and the person it was filed for."""

from collections.abc import Collection

from zhengtong.delivery.cases.models import Case
from zhengtong.delivery.cases.terms import CaseNumber, HelpedLine
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import AssistanceView
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.refs import Ref
from zhengtong.kernel.words import Words


def filed_with_help(sittings: Collection[AssistanceView], by: Actor) -> tuple[HelpedLine, ...]:
    """Number, matter and time, the latest first; of sittings that are the reader's own, as helper or as the person."""
    own = [str(one.basis) for one in sittings if one.helper == int(by.who.number) or one.person in _mine(by)]
    found = Case.objects.filter(basis__in=own).order_by("-submitted_at", "-id") if own else ()
    return tuple(
        HelpedLine(CaseNumber(row.number), row.basis, Words.read(row.title), Ref(row.subject_kind, row.subject_number), row.submitted_at)
        for row in found
    )


def _mine(by: Actor) -> frozenset[str]:
    return frozenset(one.ref.number for one in identity.subjects_of(by) if one.me)
