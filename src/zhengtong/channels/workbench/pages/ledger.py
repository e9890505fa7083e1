"""作业: work owed to facts, what failed and why, and the button that runs it again. For those who operate."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from zhengtong.channels.ui.guards import actor_of, duty
from zhengtong.foundation.identity.terms import Duty
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.ledger.terms import JobState

SHOWN = 100


@duty(Duty.OPERATE)
def jobs(request: HttpRequest) -> HttpResponse:
    """Reactions in one state, newest first, and the schedules."""
    asked = request.GET.get("state", "")
    state = JobState(asked) if asked in set(JobState) else None
    context = {
        "place": "jobs",
        "jobs": ledger.jobs(state, limit=SHOWN),
        "schedules": ledger.schedules(),
        "state": state,
        "states": tuple(JobState),
        "most": SHOWN,
    }
    return render(request, "workbench/ledger/jobs.html", context)


@duty(Duty.OPERATE)
@require_POST
def again(request: HttpRequest, number: int) -> HttpResponse:
    """Run a job again: reactions are idempotent, so this never does a thing twice."""
    ledger.run_again(number, by=actor_of(request))
    messages.success(request, gettext("Job %(number)s is due now; the worker takes it next.") % {"number": number})
    return HttpResponseRedirect(reverse("workbench:jobs"))
