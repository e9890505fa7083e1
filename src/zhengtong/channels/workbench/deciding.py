"""决定: what stands beside a decision: its conditions, what a refusal would say, the benchmark, what was automatic."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext, gettext_noop

from zhengtong.channels.ui import fields
from zhengtong.channels.ui.translate import language
from zhengtong.channels.workbench import posting
from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.terms import (
    AfterCheck,
    ApprovalState,
    ApprovalView,
    Automated,
    Automation,
    Checked,
    Gap,
    Opinion,
    Proviso,
    Weighed,
)
from zhengtong.foundation.catalogue.terms import Benchmark, Guide
from zhengtong.foundation.elements import api as elements
from zhengtong.foundation.elements.terms import Element
from zhengtong.kernel import clock
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.words import Words

PROVISOS = 3  # lines offered on the form

_WANTS: Mapping[str, str] = {
    ">=": gettext_noop("%(title)s is %(has)s; at least %(wants)s"),
    ">": gettext_noop("%(title)s is %(has)s; more than %(wants)s"),
    "<=": gettext_noop("%(title)s is %(has)s; at most %(wants)s"),
    "<": gettext_noop("%(title)s is %(has)s; less than %(wants)s"),
    "==": gettext_noop("%(title)s is %(has)s; it must be %(wants)s"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One condition as the officer reads it."""

    of: Checked
    gaps: tuple[str, ...]  # what is, and what would do
    ticked: bool

    @property
    def tone(self) -> str:
        return "done" if self.of.met else "wait" if self.of.met is None else "late"

    @property
    def word(self) -> str:
        return gettext("met") if self.of.met else gettext("not known") if self.of.met is None else gettext("not met")


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper of the item, on which a commitment may be refused."""

    code: str
    name: Words
    ticked: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything of parts/decision.html that is not in the approval itself."""

    lines: tuple[Line, ...]
    refusal: Mapping[str, str]  # what the form of a refusal says before anybody writes
    benchmark: tuple[Benchmark, ...]
    step: str
    provisos: tuple[Proviso, ...]
    why_not: str  # msgid
    automated: Automated | None
    switch: Automation | None
    to_explain: bool
    check: AfterCheck | None
    on_papers: str  # 告知承诺: the article by which complete papers are enough; empty: substance is examined
    papers: tuple[Paper, ...]  # what may then lack
    grants: bool
    typed: Mapping[str, str]

    @property
    def told(self) -> bool:
        return any(one.text or one.article for one in self.provisos)

    @property
    def met(self) -> int:
        return sum(1 for one in self.lines if one.of.met)


def show(request: HttpRequest, view: ApprovalView, guide: Guide, by: Actor) -> Shown:
    """For one reader: the conditions of what is open; of what was decided automatically, as they were worked out then."""
    checked = approvals.checked(view.number, by) if guide.handling.conditions else ()
    done = approvals.automated(view.number, by) if view.automatic else None
    lines = _lines(request, checked, approvals.classes_open(view.number, by))
    on_papers = approvals.on_papers(view, clock.today())
    return Shown(
        lines=lines,
        refusal=_refusal(lines),
        benchmark=guide.handling.benchmark,
        step=posting.text(request, "step"),
        provisos=_provisos(request, PROVISOS),
        why_not=approvals.why_not_automatic(view.number, by) if guide.handling.automatic else "",
        automated=done,
        switch=approvals.automation(done.automation) if done else None,
        to_explain=_to_explain(view, by),
        check=approvals.check_of(view.number) if view.committed else None,
        on_papers=on_papers,
        papers=_papers(request, guide) if on_papers else (),
        grants=approvals.grants(view, clock.today()),
        typed={name: posting.text(request, name) for name in ("outcome", "departure", "explanation")},
    )


def conditions(request: HttpRequest) -> tuple[Proviso, ...]:
    """附条件, as typed; a line left empty is none."""
    return tuple(one for one in _provisos(request, 0) if one.text or one.article)


def weighed(request: HttpRequest) -> Weighed | None:
    """裁量: the step chosen, and what departs from it."""
    step = posting.text(request, "step")
    return Weighed(step, posting.text(request, "outcome"), "", posting.text(request, "departure")) if step else None


def fails_on(request: HttpRequest) -> tuple[str, ...]:
    return tuple(request.POST.getlist("fails_on"))


def _papers(request: HttpRequest, guide: Guide) -> tuple[Paper, ...]:
    ticked = set(fails_on(request))
    return tuple(Paper(one.code, one.name, one.code in ticked) for one in guide.materials or ())


def _provisos(request: HttpRequest, least: int) -> tuple[Proviso, ...]:
    texts, articles = (list(map(str.strip, request.POST.getlist(name))) for name in ("condition", "condition_article"))
    most = max(least, len(texts), len(articles))
    padded = ([*many, *([""] * (most - len(many)))] for many in (texts, articles))
    return tuple(Proviso(text, article) for text, article in zip(*padded, strict=True))


def _lines(request: HttpRequest, checked: tuple[Checked, ...], opened: Collection[str] | None) -> tuple[Line, ...]:
    """``opened``: the classes of answers that the reader's right opens; a value of another class is not told here either."""
    asked = {gap.element for one in checked for gap in one.gaps}
    known = elements.elements({key.removeprefix("record.") for key in asked}) if asked else {}
    told = {key for key, one in known.items() if opened is None or one.sensitivity in opened}
    sent = set(fails_on(request)) if request.POST.get("opinion") == Opinion.REFUSE else None
    return tuple(
        Line(
            one,
            tuple(_gap(gap, known) for gap in one.gaps if gap.element.removeprefix("record.") in told),
            one.code in sent if sent is not None else one.met is False,
        )
        for one in checked
    )


def _gap(gap: Gap, known: Mapping[str, Element]) -> str:
    element = known[gap.element.removeprefix("record.")]
    has, wants = fields.as_read(element, gap.has), fields.as_read(element, gap.wants)
    return gettext(_WANTS[gap.operator]) % {"title": element.title.say(language()), "has": has, "wants": wants}


def _refusal(lines: tuple[Line, ...]) -> Mapping[str, str]:
    """Prefilled from what is not met; the officer may write it otherwise."""
    unmet = [one for one in lines if one.of.met is False]
    says = [gettext("Not met: %(condition)s") % {"condition": _with(one.of.says.say(language()), one.gaps)} for one in unmet]
    joint = "；" if language().startswith("zh") else "; "
    return {
        "text": joint.join(says),
        "article": "、".join(dict.fromkeys(one.of.reference for one in unmet)),
        "would_pass_if": joint.join(one.of.otherwise.say(language()) for one in unmet),
    }


def _with(words: str, gaps: tuple[str, ...]) -> str:
    said = "，".join(gaps)
    return words if not gaps else f"{words}（{said}）" if language().startswith("zh") else f"{words} ({', '.join(gaps)})"


def _to_explain(view: ApprovalView, by: Actor) -> bool:
    owed = view.automatic and view.human_asked_at is not None and view.explained_at is None
    return owed and view.state is ApprovalState.APPROVED and any(one.approval == view.number for one in approvals.asked(by))
