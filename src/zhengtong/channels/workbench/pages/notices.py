"""消息: what an officer is told: emergencies in their body, queries to release, what was released, their own account."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from zhengtong.channels.ui import translate
from zhengtong.channels.ui.guards import actor_of, officer
from zhengtong.kernel import clock
from zhengtong.kernel.messages import api as messages
from zhengtong.kernel.refs import Ref


@officer
@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """Opening the list reads it."""
    reader, after = actor_of(request).who, request.GET.get("after", "")
    page = messages.messages_of((reader,), after=after)
    lines = [(translate.sentence(one.message, one.params), one.at, not one.read, _where(one.about)) for one in page.lines]
    if any(fresh for _, _, fresh, _ in lines):
        messages.mark_read((reader,), at=clock.now())
    return render(request, "workbench/notices/notices.html", {"place": "notices", "lines": lines, "next": page.next, "first": after})


def _where(about: Ref) -> str:
    """The page of what a notice is about."""
    if about.kind == "grant" and about.number.isdecimal():
        return reverse("workbench:right", args=[about.number])
    if about.kind == "approval":
        return reverse("workbench:approval", args=[about.number])
    if about.kind == "query":
        return reverse("workbench:people")
    return reverse("workbench:leave") if about.kind == "leave" else ""
