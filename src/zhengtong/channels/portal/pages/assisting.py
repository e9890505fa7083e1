"""谁帮我办过: the person sees each sitting with them, the paper they signed, what was filed, and stops it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from zhengtong.channels.portal.pages.forms.handing import hand_back
from zhengtong.channels.ui.guards import actor_of, member
from zhengtong.channels.ui.preferences import way_back
from zhengtong.foundation.forms.terms import Attached
from zhengtong.foundation.identity import api as identity
from zhengtong.kernel import clock
from zhengtong.kernel.files import api as files


@member
@require_safe
def helpers(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/space/helpers.html")


@member
@require_POST
def stop(request: HttpRequest, number: str) -> HttpResponse:
    """帮办叫停: it holds from this moment."""
    view = identity.stop_assistance(number=number, by=actor_of(request), at=clock.now())
    messages.success(request, gettext("%(name)s can do nothing more for you. What was filled in is yours.") % {"name": view.helper_name})
    return HttpResponseRedirect(way_back(request, reverse("portal:helpers")))


@member
@require_safe
def paper(request: HttpRequest, number: str) -> HttpResponseBase:
    """The paper that was signed for the sitting."""
    view = next((one for one in identity.helped(actor_of(request)) if one.number == number), None)
    if view is None or not view.paper:
        raise Http404
    path, media_type = files.path(view.paper), files.media_type(view.paper)
    name = f"{view.number}.{media_type.rpartition('/')[2]}"
    return hand_back([Attached("paper", view.paper, name, path.stat().st_size, media_type, view.asked_at)], view.paper)
