"""延续: a licence's holder asks to renew it; the item opens with what is known filled in."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from zhengtong.channels.ui.guards import actor_of, member
from zhengtong.channels.ui.templatetags.ui import day
from zhengtong.delivery.cases import api as cases
from zhengtong.kernel import clock
from zhengtong.kernel.refs import Key


@member
@require_POST
def renew(request: HttpRequest, number: str) -> HttpResponse:
    """Pressed twice, what was begun is gone on with."""
    once = request.POST.get("once", "")[:64]
    draft = cases.renew(licence=number, by=actor_of(request), at=clock.now(), once=Key(once) if once else None)
    held = cases.renewal_of_draft(draft.number)
    if held is not None and clock.today() <= held.ask_by:
        said = gettext("This asks to renew a licence that ends on %(ends)s. Hand it in by %(by)s to be in time (%(article)s).")
        messages.success(request, said % {"ends": day(held.expires), "by": day(held.ask_by), "article": held.reference})
    return HttpResponseRedirect(reverse("portal:form", args=[draft.number]))
