"""谁帮我办过, for the page of all who act for somebody, and for the page of its own."""

from django import template
from django.template.context import RequestContext

from zhengtong.channels.ui.guards import actor_of
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.cases.terms import HelpedLine
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import AssistanceView, OrganisationView

register = template.Library()
Shown = tuple[AssistanceView, OrganisationView | None, tuple[HelpedLine, ...]]


@register.simple_tag(takes_context=True)
def helped(context: RequestContext) -> tuple[Shown, ...]:
    """Each sitting with whoever is signed in, the station of its helper, and what was filed in it."""
    by = actor_of(context["request"])
    sittings = identity.helped(by)
    filed = cases.filed_with_help(sittings, by)
    return tuple(
        (one, identity.organisation(one.organisation), tuple(line for line in filed if line.basis == str(one.basis))) for one in sittings
    )
