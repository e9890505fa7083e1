"""被拒的进入: told to identity by guards and doors, which keeps it as a fact."""

from django.http import HttpRequest

from zhengtong.foundation.identity import api as identity
from zhengtong.kernel import clock
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.refusals import Refusal


def note(request: HttpRequest, guard: str, by: Actor) -> None:
    """The address as the product writes it, without what stood in it. Somebody is refused also while nothing can be written."""
    route = request.resolver_match.route if request.resolver_match else ""
    try:
        identity.record_refusal(route=f"{request.method} /{route}", guard=guard, by=by, at=clock.now())
    except Refusal:
        return
