"""办理环节 as the applicant reads them: who else has a say in each part, until when, and what the applicant may do."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_noop

from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.terms import ENDED, ApprovalState, ApprovalView
from zhengtong.delivery.approvals.terms.flow import Flow, HearingState, Looked, View
from zhengtong.foundation.identity import api as identity
from zhengtong.kernel.words import Words

_WORDS = {
    View.AGREE: ("done", gettext_noop("has answered")),
    View.OBJECT: ("done", gettext_noop("has answered")),
    View.NO_VIEW: ("done", gettext_noop("has answered")),
    View.SILENT: ("sleep", gettext_noop("let its term pass")),
    None: ("act", gettext_noop("is being asked")),
}


@dataclass(frozen=True, slots=True)
class Body:
    """Another body with a say."""

    name: Words
    tone: str
    word: str
    due: date | None


@dataclass(frozen=True, slots=True)
class Part:
    """One approval of the case with its steps."""

    number: str
    name: Words
    held: Flow
    asked: tuple[Body, ...]
    lower: Words | None
    spoken: bool  # 统一办理: its body has finished, one answer comes for all
    may_ask: bool  # the applicant may ask for a hearing today
    visits: tuple[tuple[date, tuple[str, ...]], ...]


def of_case(parts: Sequence[ApprovalView], today: date) -> tuple[Part, ...]:
    """Of the parts that have any step; for the applicant, who has been checked."""
    found = approvals.flows_told([one.number for one in parts])
    codes = {asked.organisation for held in found.values() for asked in held.consultations}
    names = identity.organisation_names(codes | {held.examination.organisation for held in found.values() if held.examination})
    shown = [_part(one, found.get(one.number, Flow()), names, today) for one in parts]
    return tuple(one for one in shown if one.held or one.spoken)


def _part(one: ApprovalView, held: Flow, names: dict[str, Words], today: date) -> Part:
    hearing = held.hearing
    told = hearing is not None and hearing.state is HearingState.TOLD and hearing.ask_by is not None and today <= hearing.ask_by
    return Part(
        number=one.number,
        name=one.name,
        held=held,
        asked=tuple(
            Body(names.get(asked.organisation, Words(asked.organisation)), *_WORDS[asked.view], asked.due_on)
            for asked in held.consultations
        ),
        lower=names.get(held.examination.organisation) if held.examination else None,
        spoken=one.state is ApprovalState.SPOKEN,
        may_ask=told and one.state not in ENDED,
        visits=tuple((seen.on, seen.officers) for seen in held.verifications if seen.kind is Looked.SITE),
    )
