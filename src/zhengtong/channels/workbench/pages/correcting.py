"""更正登记: two records of one person, a document that comes later, and marks of protection; beside the record that is open."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from zhengtong.channels.ui.guards import actor_of, duty
from zhengtong.channels.workbench import posting
from zhengtong.channels.workbench.pages import people
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import DocumentType, Duty
from zhengtong.kernel import clock
from zhengtong.kernel.refusals import Refusal


@duty(Duty.LOOK_UP)
@require_POST
def merge(request: HttpRequest, number: int) -> HttpResponse:
    """合并: the other record is the one that was chosen from those alike."""
    other, reason = posting.text(request, "other")[:16], posting.text(request, "merge.reason")
    by, at = actor_of(request), clock.now()
    return _done(
        request,
        number,
        lambda: identity.merge_looked(look=number, other=other, reason=reason, by=by, at=at, once=posting.once(request)),
        gettext("The two records are one. Everything under either of them follows; the person is told."),
    )


@sensitive_post_parameters("document")
@duty(Duty.LOOK_UP)
@require_POST
def document(request: HttpRequest, number: int) -> HttpResponse:
    """补登证件."""
    kind = posting.text(request, "document_type")
    chosen = DocumentType(kind) if kind in set(DocumentType) else DocumentType.NONE
    told, by, at = posting.text(request, "document")[:60], actor_of(request), clock.now()
    return _done(
        request,
        number,
        lambda: identity.give_document_looked(look=number, document_type=chosen, document=told, by=by, at=at, once=posting.once(request)),
        gettext("The document is entered, and the person is told."),
    )


@duty(Duty.COUNTERSIGN)
@require_POST
def mark(request: HttpRequest) -> HttpResponse:
    """标记保护、取消."""
    protected = posting.text(request, "mark") != "lift"
    try:
        identity.mark_record(
            person=posting.text(request, "person")[:16],
            protected=protected,
            reason=posting.text(request, "mark.reason"),
            by=actor_of(request),
            at=clock.now(),
        )
    except Refusal as refused:
        if refused.code == "not-permitted":
            raise
        return people.shown(request, refused)
    messages.success(request, gettext("The record is protected now.") if protected else gettext("The mark is lifted."))
    return HttpResponseRedirect(reverse("workbench:people"))


def _done(request: HttpRequest, number: int, act: Callable[[], object], said: str) -> HttpResponse:
    try:
        act()
    except Refusal as refused:
        if refused.code in {"not-permitted", "nothing-to-show"}:
            raise
        return people.look_shown(request, number, refused)
    messages.success(request, said)
    return HttpResponseRedirect(reverse("workbench:look", args=[number]))
