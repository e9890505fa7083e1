"""Template tags of rights: their words, and the emergencies that this reader must know of."""

from django import template
from django.utils.translation import gettext

from zhengtong.channels.ui import rights
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms.staffing import RightLine
from zhengtong.kernel.actors import Actor, ActorKind
from zhengtong.kernel.refs import Ref
from zhengtong.kernel.words import Words

register = template.Library()
register.filter("duty_name", rights.duty)
register.filter("source_name", rights.source)
register.filter("purpose_name", rights.purpose)
register.filter("query_state", rights.query_state)
register.filter("effect_name", rights.effect)


@register.simple_tag
def emergencies_of(actor: Actor) -> tuple[RightLine, ...]:
    """应急权 in force: the reader's own, and of the bodies they administer."""
    return identity.emergencies(actor) if actor.kind is ActorKind.STAFF else ()


@register.filter
def is_own(line: RightLine, actor: Actor) -> bool:
    return Ref("account", str(line.grant.account)) == actor.who


@register.filter
def body_name(code: str) -> Words:
    """A body by its code; the code itself where no body here bears it."""
    found = identity.organisation(code)
    return found.short if found else Words(code)


@register.filter
def query_purpose(kept: str) -> str:
    """``handle: because …`` as it is read."""
    purpose, _, reason = kept.partition(": ")
    return gettext("%(purpose)s: %(reason)s") % {"purpose": rights.purpose(purpose), "reason": reason}


@register.filter
def giver(name: str) -> str:
    """Who gave or ended a right: a colleague by name, else the platform."""
    return gettext("the platform") if name.startswith("system:") or not name else name
