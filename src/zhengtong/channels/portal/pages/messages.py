"""消息: what happened in one's matters."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from zhengtong.channels.ui import translate
from zhengtong.channels.ui.context import readers
from zhengtong.channels.ui.guards import actor_of, member
from zhengtong.kernel import clock
from zhengtong.kernel.messages import api as messages
from zhengtong.kernel.refs import Ref


@dataclass(frozen=True, slots=True)
class Line:
    text: str
    at: datetime
    fresh: bool
    href: str


@member
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Opening the list reads it."""
    told, after = readers(actor_of(request)), request.GET.get("after", "")
    page = messages.messages_of(told, after=after)
    lines = [Line(translate.sentence(one.message, one.params), one.at, not one.read, _where(one.about)) for one in page.lines]
    if any(line.fresh for line in lines):
        messages.mark_read(told, at=clock.now())
    return render(request, "portal/messages/mine.html", {"lines": lines, "next": page.next, "after": after})


_PAGES = {"case": "case", "licence": "licence", "mandate": "mandate", "draft": "form"}
_LISTS = {"firm": "firm", "look": "my-looks"}


def _where(about: Ref) -> str:
    """The page of what a message is about."""
    if about.kind in _PAGES:
        return reverse(f"portal:{_PAGES[about.kind]}", args=[about.number])
    return reverse(f"portal:{_LISTS.get(about.kind, 'my')}")
