"""Addresses of the workbench, under /desk/."""

from django.urls import URLPattern, URLResolver, path

from zhengtong.channels.workbench.pages import approvals, assisting, cases, content, entries, leave, ledger, work

app_name = "workbench"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", work.work, name="work"),
    path("done/", work.done, name="done"),
    path("cases/", cases.queue, name="cases"),
    path("cases/<str:number>/", cases.case, name="case"),
    path("cases/<str:number>/accept/", cases.accept, name="accept"),
    path("cases/<str:number>/ask/", cases.ask, name="ask"),
    path("cases/<str:number>/decline/", cases.decline, name="decline"),
    path("cases/<str:number>/files/<str:sha256>/", cases.file, name="case-file"),
    path("assist/", assisting.start, name="assist"),
    path("assist/ask/", assisting.ask, name="assist-ask"),
    path("assist/paper/", assisting.blank, name="assist-paper"),
    path("assist/stop/", assisting.stop, name="assist-stop"),
    path("assist/<str:number>/open/", assisting.begin, name="assist-open"),
    path("assist/<str:number>/go/", assisting.go_on, name="assist-go"),
    path("assist/<str:number>/end/", assisting.end, name="assist-end"),
    path("assist/<str:number>/paper/", assisting.signed, name="assist-signed"),
    path("approvals/<str:number>/", approvals.approval, name="approval"),
    path("approvals/<str:number>/decide/", approvals.decide, name="decide"),
    path("approvals/<str:number>/forward/", approvals.forward, name="forward"),
    path("approvals/<str:number>/files/<str:sha256>/", approvals.file, name="approval-file"),
    path("leave/", leave.leave, name="leave"),
    path("leave/record/", leave.record, name="leave-record"),
    path("leave/<str:number>/end/", leave.end, name="leave-end"),
    path("content/", content.reports, name="content"),
    path("content/<str:pack>/<str:name>/", content.report, name="content-report"),
    path("jobs/", ledger.jobs, name="jobs"),
    path("refusals/", entries.refusals, name="refusals"),
    path("jobs/<int:number>/again/", ledger.again, name="again"),
]
