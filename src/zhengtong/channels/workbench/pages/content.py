"""内容: the import reports of the city's content, for those who operate: what came in, and every defect its source has to mend."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from zhengtong.channels.ui.guards import duty
from zhengtong.channels.workbench import imports
from zhengtong.foundation.identity.terms import Duty
from zhengtong.kernel.content import api as content
from zhengtong.kernel.content.terms import Severity


@duty(Duty.OPERATE)
def reports(request: HttpRequest) -> HttpResponse:
    """Every pack's last imports, one a format."""
    packs = [(pack, [imports.page_of(one, most=0) for one in content.reports_of(pack)]) for pack in content.packs_with_reports()]
    return render(request, "workbench/content/reports.html", {"place": "content", "packs": packs})


@duty(Duty.OPERATE)
def report(request: HttpRequest, pack: str, name: str) -> HttpResponse:
    """One import: counts, then every defect with its place and its remedy; by severity."""
    found = next((one for one in content.reports_of(pack) if one.name == name), None) if pack in content.packs_with_reports() else None
    if found is None:
        raise Http404
    asked = request.GET.get("severity", "")
    severity = Severity(asked) if asked in set(Severity) else None
    everything = request.GET.get("all") == "1"
    page = imports.page_of(found, severity, most=None if everything else imports.SHOWN)
    context = {"place": "content", "page": page, "severity": severity, "everything": everything, "severities": tuple(Severity)}
    return render(request, "workbench/content/report.html", context)
