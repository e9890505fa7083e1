"""听证与陈述: the applicant asks for a hearing; whoever holds the key of a letter speaks; hearings are open to everybody."""

from uuid import uuid4

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from zhengtong.channels.ui import translate
from zhengtong.channels.ui.guards import actor_of, member, public
from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.errors.flow import KeyUnknown
from zhengtong.delivery.approvals.terms import View
from zhengtong.delivery.approvals.terms.flow import Statement
from zhengtong.delivery.cases import api as cases
from zhengtong.foundation.identity import api as identity
from zhengtong.kernel import clock
from zhengtong.kernel.refs import Key
from zhengtong.kernel.refusals import Refusal

_LONGEST = 4000


@public
@require_http_methods(["GET", "HEAD", "POST"])
def statement(request: HttpRequest) -> HttpResponse:
    """陈述申辩: by the key in the letter, without an account (行政许可法 art. 36). The key travels in the form, never in the address."""
    if request.method != "POST":
        return _statement(request, "", None, None)
    key = request.POST.get("key", "").strip()[:40]
    found = approvals.statement(key)
    if found is None:
        return _statement(request, key, None, KeyUnknown())
    if "text" not in request.POST:
        return _statement(request, key, found, None)
    said, once = request.POST.get("view", ""), request.POST.get("once", "")[:64]
    try:
        told = approvals.state_views(
            key=key,
            view=View(said) if said in set(View) else View.SILENT,
            text=request.POST["text"][:_LONGEST],
            hearing=bool(request.POST.get("hearing")),
            at=clock.now(),
            once=Key(once) if once else None,
        )
    except Refusal as refused:
        return _statement(request, key, found, refused)
    return _statement(request, key, told, None)


def _statement(request: HttpRequest, key: str, found: Statement | None, refused: Refusal | None) -> HttpResponse:
    told = translate.refusal(refused) if refused else None
    today = clock.today()
    given = {
        "key": key,
        "found": found,
        "told": told,
        "body": identity.organisation(found.body) if found else None,
        "may_ask": found is not None and found.ask_by is not None and today <= found.ask_by,
        "open": found is not None and not found.decided and found.said_at is None,
        "typed": {name: request.POST.get(name, "") for name in ("text", "view", "hearing")},
        "once": uuid4(),
    }
    answer = render(request, "portal/hearing/statement.html", given, status=told.status if told else 200)
    answer["Cache-Control"] = "no-store"
    return answer


@public
@require_safe
def hearings(request: HttpRequest) -> HttpResponse:
    """公开听证: which hearings are held next, where and when; never whose matter it is (行政许可法 art. 48(2))."""
    found = approvals.hearings_called(clock.today())
    names = identity.organisation_names({about.organisation for _, about in found})
    given = {"hearings": [(one, about, names.get(about.organisation)) for one, about in found]}
    return render(request, "portal/hearing/hearings.html", given)


@member
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, number: str, approval: str) -> HttpResponse:
    """申请听证, by the applicant; asked once more before it is done."""
    actor, refused = actor_of(request), None
    shown = cases.case(number, actor)
    part = next((one for one in shown.approvals if one.number == approval), None)
    if part is None:
        raise approvals.ApprovalNotFound(number=approval)
    if request.method == "POST":
        once = request.POST.get("once", "")[:64]
        try:
            approvals.ask_hearing(approval=approval, by=actor, at=clock.now(), once=Key(once) if once else None)
            return HttpResponseRedirect(reverse("portal:case", args=[number]))
        except Refusal as raised:
            refused = raised
    told = translate.refusal(refused) if refused else None
    hearing = approvals.flows_told([approval]).get(approval)
    given = {"case": shown, "part": part, "hearing": hearing and hearing.hearing, "told": told, "once": uuid4()}
    return render(request, "portal/hearing/ask.html", given, status=told.status if told else 200)
