"""What every page knows: the city, who is here and for whom, language and preferences. Nothing is read until a template asks."""

from functools import cached_property

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation

from zhengtong.channels.ui import assurance, sittings
from zhengtong.channels.ui.guards import actor_of
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.catalogue.terms import City
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import AssistanceView, Basis, DemoSignIn, Duty, OrganisationView, SubjectView
from zhengtong.kernel.actors import Actor, ActorKind
from zhengtong.kernel.messages import api as messages
from zhengtong.kernel.refs import Ref
from zhengtong.kernel.refusals import Refusal
from zhengtong.kernel.words import Words

ELDER_COOKIE = "elder"


class Here:
    """Read by templates as ``here``."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @cached_property
    def city(self) -> City:
        try:
            return catalogue.city()
        except Refusal:  # nothing published yet: the page still opens, under the folder's name
            return City(code=settings.ZT_CITY, name=Words(settings.ZT_CITY), division="", lead_window="")

    @cached_property
    def actor(self) -> Actor:
        return actor_of(self._request)

    @property
    def signed_in(self) -> bool:
        return self.actor.kind in {ActorKind.MEMBER, ActorKind.STAFF}

    @property
    def member(self) -> bool:
        return self.actor.kind is ActorKind.MEMBER

    @property
    def officer(self) -> bool:
        return self.actor.kind is ActorKind.STAFF

    @cached_property
    def organisation(self) -> OrganisationView | None:
        return identity.organisation(self.actor.organisation) if self.actor.organisation else None

    @cached_property
    def subjects(self) -> tuple[SubjectView, ...]:
        """Themselves, and those whom they may act for."""
        return identity.subjects_of(self.actor) if self.member else ()

    @property
    def unproved(self) -> bool:
        """Signed in with an account of which nobody has confirmed whose it is."""
        return self.member and self.actor.subject is None

    @cached_property
    def acting_for(self) -> SubjectView | None:
        """Whom they act for, and on what ground; None for oneself."""
        if self.actor.basis is None or self.actor.subject is None:
            return None
        found = next((one for one in self.subjects if one.basis == self.actor.basis), None)
        return found or SubjectView(self.actor.subject, identity.subject_name(self.actor.subject), basis=self.actor.basis)

    @cached_property
    def sitting(self) -> AssistanceView | None:
        """帮办: the sitting that goes on, for the helper in it or at their desk."""
        sits = self.actor.basis is not None and self.actor.basis.kind == Basis.ASSISTANCE
        helps = self.officer and (self.actor.has(Duty.ASSIST) or sittings.at_counter(self._request))
        return identity.sitting(self.actor) if sits or helps else None

    @cached_property
    def unread(self) -> int:
        return messages.unread_count(readers(self.actor)) if self.signed_in else 0

    @property
    def sign_ins(self) -> tuple[DemoSignIn, ...]:
        """演示账号 for the sign-in page; none outside a demonstration."""
        return identity.demo_sign_ins()

    @property
    def passkeys(self) -> bool:
        """Whether browsers can make and use passkeys at this address."""
        return assurance.passkeys_possible(self._request)

    @property
    def language(self) -> str:
        return translation.get_language() or settings.LANGUAGE_CODE

    @property
    def html_language(self) -> str:
        return "en" if self.language.startswith("en") else "zh-Hans"

    @property
    def other_language(self) -> tuple[str, str]:
        """Code and own name of the language to switch to."""
        return ("zh-hans", "中文") if self.language.startswith("en") else ("en", "English")

    @property
    def elder(self) -> bool:
        return self._request.COOKIES.get(ELDER_COOKIE) == "1"

    @property
    def demonstration(self) -> bool:
        """Whether synthetic people and firms may be here."""
        return identity.demo_allowed()


def readers(actor: Actor) -> tuple[Ref | None, ...]:
    """To whom messages are addressed that this actor may read: the account, and whom it acts for; on a narrow or limited ground only
    what was sent to those who act on it."""
    if actor.narrow or actor.matters is not None:
        return (actor.who, actor.basis)
    return (actor.who, actor.subject)


def page(request: HttpRequest) -> dict[str, Here]:
    return {"here": Here(request)}
