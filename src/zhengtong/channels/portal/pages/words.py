"""Help and the accessibility statement."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from zhengtong.channels.ui.guards import public


@public
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """帮助."""
    return render(request, "portal/words/help.html")


@public
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """无障碍声明."""
    return render(request, "portal/words/accessibility.html")
