"""事项: by life event, department, person or firm, place."""

from collections import Counter
from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from zhengtong.channels.portal.events import doors
from zhengtong.channels.portal.places import place as place_of
from zhengtong.channels.portal.places import places
from zhengtong.channels.portal.stages import stages
from zhengtong.channels.ui import authority
from zhengtong.channels.ui.guards import public
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.catalogue.terms import Department, Page, SubjectKind
from zhengtong.foundation.identity import api as identity

UNPUBLISHED = "unpublished"  # in addresses: the department that no source names


@public
@require_safe
def events(request: HttpRequest) -> HttpResponse:
    """人生大事、企业大事."""
    shown = doors()
    groups = [
        (gettext("In my life"), [one for one in shown if one.subject is SubjectKind.PERSON]),
        (gettext("In my firm"), [one for one in shown if one.subject is SubjectKind.FIRM]),
    ]
    return render(request, "portal/catalogue/events.html", {"groups": groups, "any": bool(shown)})


@public
@require_safe
def event(request: HttpRequest, code: str) -> HttpResponse:
    found = next((one for one in catalogue.life_events() if one.code == code), None)
    if found is None:
        raise Http404
    after = request.GET.get("after", "")
    listing = catalogue.browse(life_event=code, after=after)
    return _listing(request, found.name, listing, after, crumb=(reverse("portal:events"), gettext("Life events")))


@public
@require_safe
def departments(request: HttpRequest) -> HttpResponse:
    """按部门, each place apart."""
    told = [(one.name, one.division, _rows(catalogue.departments(one.division), one.division)) for one in places()]
    return render(request, "portal/catalogue/departments.html", {"places": told})


def _rows(found: Sequence[Department], division: str) -> list[dict[str, object]]:
    """Where a source gives one name to several codes, the code is shown too."""
    often = Counter(row.name.zh for row in found)
    rows = []
    for row in found:
        href = reverse("portal:department", args=[row.code or UNPUBLISHED]) + ("" if row.code else f"?division={division}")
        rows.append({"name": row.name, "count": row.items, "href": href, "code": row.code if often[row.name.zh] > 1 else ""})
    return rows


@public
@require_safe
def department(request: HttpRequest, code: str) -> HttpResponse:
    """One department's matters, with where it is."""
    after, division = request.GET.get("after", ""), request.GET.get("division", "")[:12] or None
    crumb = (reverse("portal:departments"), gettext("Departments"))
    if code == UNPUBLISHED:
        listing = catalogue.browse(organisation="", division=division, after=after)
        note = gettext(
            "The source names no department for these. When one is handed in, the lead window takes it and finds out whose it is."
        )
        return _listing(request, gettext("Department not published"), listing, after, crumb=crumb, note=note)
    contact = identity.organisation(code)
    listing = catalogue.browse(organisation=code, after=after)
    if contact is None and not listing.hits:
        raise Http404
    name = contact.name if contact else listing.hits[0].organisation_name
    return _listing(request, name, listing, after, crumb=crumb, contact=contact, card=authority.card(code))


@public
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    return _for(request, SubjectKind.PERSON, gettext("For people"))


@public
@require_safe
def firms(request: HttpRequest) -> HttpResponse:
    menu = stages() if not request.GET.get("after") else ()
    return _for(request, SubjectKind.FIRM, gettext("For firms"), stages=menu)


def _for(request: HttpRequest, subject: SubjectKind, title: str, **more: object) -> HttpResponse:
    after = request.GET.get("after", "")
    return _listing(request, title, catalogue.browse(subject=subject, after=after), after, **more)


@public
@require_safe
def place(request: HttpRequest, division: str) -> HttpResponse:
    """按地方: everything one place publishes."""
    found = place_of(division)
    if found is None:
        raise Http404
    after = request.GET.get("after", "")
    return _listing(request, found.name, catalogue.browse(division=division, after=after), after, division=division)


def _listing(request: HttpRequest, title: object, listing: Page, after: str, **more: object) -> HttpResponse:
    return render(request, "portal/catalogue/list.html", {"title": title, "listing": listing, "after": after, **more})
