"""模拟手机: where the texts of a demonstration arrive."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from zhengtong.channels.ui.guards import public
from zhengtong.foundation.identity import api as identity
from zhengtong.kernel.messages import api as messages


@public
@require_safe
def phone(request: HttpRequest) -> HttpResponse:
    """The newest texts, of everybody: only synthetic people are here. Outside a demonstration there is no such page."""
    if not identity.demo_allowed():
        raise Http404
    return render(request, "ui/simulators/phone.html", {"texts": messages.simulated_texts()})
