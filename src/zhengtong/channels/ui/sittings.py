"""帮办: what a helper's page meets when the sitting is over: what was typed is kept for the person, and nothing more is done."""

from typing import NoReturn

from django.http import HttpRequest

from zhengtong.foundation.forms import api as forms
from zhengtong.foundation.identity import api as identity
from zhengtong.kernel import clock

PREFIX = "assistance:"
_FORM = "portal:form"
_OWN = frozenset({"csrfmiddlewaretoken", "go", "shown", "revision", "window"})


def over(request: HttpRequest, token: str) -> NoReturn:
    """Always raises SittingOver. A form sent in the meantime is put into the draft first, where it is not the person who stopped it."""
    match = request.resolver_match
    if request.method == "POST" and match is not None and match.view_name == _FORM:
        revision = request.POST.get("revision", "")
        forms.keep_late(
            draft=str(match.kwargs["number"]),
            answers={key: request.POST[key] for key in request.POST if key not in _OWN},
            revision=int(revision) if revision.isdecimal() and len(revision) < 10 else None,
            sitting=token.removeprefix(PREFIX),
            account=request.user.pk or 0,
            at=clock.now(),
            window=request.POST.get("window", "")[:40],
        )
    raise identity.SittingOver
