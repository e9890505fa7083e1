"""环节一栏: who else has a say in one approval, and what its officer may do about it."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest

from zhengtong.channels.workbench import posting
from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.terms import ApprovalState, ApprovalView, View
from zhengtong.delivery.approvals.terms.flow import Consultation, Flow, Looked, Party, Verification
from zhengtong.foundation.catalogue.terms import Guide
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import OrganisationKind, OrganisationView
from zhengtong.kernel import clock as the_clock
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.refusals import gettext_noop
from zhengtong.kernel.words import Words

SAID = {
    View.AGREE: ("done", gettext_noop("agrees")),
    View.OBJECT: ("late", gettext_noop("objects")),
    View.NO_VIEW: ("sleep", gettext_noop("has no view")),
    View.SILENT: ("sleep", gettext_noop("let its term pass")),
}
TYPED = (
    *("to", "question", "days", "name", "contact", "touched", "nobody", "on", "at_hour", "place", "chair", "record", "signed"),
    *("officers", "found", "standard", "evidence", "why", "view"),
)
TESTS = {Looked.TEST: gettext_noop("Inspection or test"), Looked.QUARANTINE: gettext_noop("Quarantine")}


@dataclass(frozen=True, slots=True)
class Asked:
    """One consultation, as the reviewer reads it."""

    of: Consultation
    body: Words
    tone: str
    word: str
    late: bool


@dataclass(frozen=True, slots=True)
class Shown:
    held: Flow
    today: date
    asked: tuple[Asked, ...] = ()
    clash: tuple[Words, ...] = ()  # bodies whose objection stands against another's agreement
    lower: Words | None = None
    upper: Words | None = None
    wanted: tuple[Words, ...] = ()  # whom the item says to tell
    heard: tuple[Party, ...] = ()
    steps: bool = False  # the reader may take steps
    passes_up: bool = False
    bodies: tuple[OrganisationView, ...] = ()  # who can be asked
    takers: tuple[OrganisationView, ...] = ()
    chairs: tuple[tuple[str, str], ...] = ()
    chaired_by_me: bool = False
    tests: tuple[tuple[Looked, str], ...] = ()  # tests that law requires of this item
    testing: Verification | None = None
    passed: tuple[tuple[Words, Words, object], ...] = ()
    typed: dict[str, str] | None = None
    me: str = ""

    @property
    def anything(self) -> bool:
        return bool(self.held or self.steps or self.passes_up or self.wanted or self.passed)

    @property
    def hearing_open(self) -> bool:
        """Whether one may be called, or another day set."""
        return self.steps and (self.held.hearing is None or self.held.hearing.state != "held")


def of(request: HttpRequest, view: ApprovalView, guide: Guide, by: Actor) -> Shown:
    held, today = approvals.flow_for(view.number, by), the_clock.today()
    open_now = view.state is ApprovalState.OPEN
    steps = open_now and approvals.may_step(view.number, by)
    moved = approvals.passed(view.number)
    codes = {one.organisation for one in held.consultations} | {code for one in moved for code in (one.former, one.organisation)}
    if held.examination is not None:
        codes |= {held.examination.organisation, held.examination.upper}
    names = identity.organisation_names(codes)
    running = next((one for one in held.verifications if one.kind is not Looked.SITE and one.reported_on is None), None)
    return Shown(
        held=held,
        today=today,
        asked=tuple(_asked(one, names, today) for one in held.consultations),
        clash=tuple(names.get(code, Words(code)) for code in approvals.objectors(held.consultations, held.examination, None)),
        lower=names.get(held.examination.organisation) if held.examination else None,
        upper=names.get(held.examination.upper) if held.examination else None,
        wanted=tuple(one.who for one in guide.handling.interested),
        steps=steps,
        passes_up=open_now and approvals.may_pass_up(view.number, by),
        bodies=_bodies(view) if steps else (),
        takers=approvals.may_take(view.number, by) if steps else (),
        chairs=approvals.chairs(view.number, by) if steps else (),
        chaired_by_me=held.hearing is not None and held.hearing.chair == str(by.who),
        tests=tuple((Looked(one.kind), TESTS[Looked(one.kind)]) for one in guide.handling.special if one.kind in TESTS) if steps else (),
        testing=running,
        passed=tuple(
            (names.get(one.former, Words(one.former)), names.get(one.organisation, Words(one.organisation)), one)
            for one in moved
        ),
        typed={name: posting.text(request, name) for name in TYPED} if request.method == "POST" else {},
        me=by.name,
    )


def _asked(one: Consultation, names: dict[str, Words], today: date) -> Asked:
    late = one.view is None and one.due_on is not None and one.due_on < today
    tone, word = SAID[one.view] if one.view else ("late" if late else "act", gettext_noop("not answered yet"))
    return Asked(one, names.get(one.organisation, Words(one.organisation)), tone, word, late)


def _bodies(view: ApprovalView) -> tuple[OrganisationView, ...]:
    """Departments of the place, without the one that asks."""
    holder = identity.organisation(view.organisation)
    found = identity.organisations(holder.division) if holder else ()
    takes = (OrganisationKind.DEPARTMENT, OrganisationKind.BUREAU)
    return tuple(one for one in found if one.kind in takes and one.code != view.organisation and identity.handed_on(one.code) == one.code)
