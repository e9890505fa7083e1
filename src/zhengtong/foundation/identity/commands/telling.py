"""告知本人: in their messages, and on their telephone where they have one and the line carries it."""

from collections.abc import Mapping
from datetime import datetime

from django.conf import settings
from django.utils import translation

from zhengtong.foundation.identity.models import Person
from zhengtong.foundation.identity.queries import assisting, signing
from zhengtong.kernel.messages import api as messages
from zhengtong.kernel.refs import Key, Ref


def tell_person(
    *, person: Ref, message: str, about: Ref, once: Key, at: datetime, params: Mapping[str, object] | None = None, by_text: bool = True
) -> None:
    """告知: a person, wherever they are reached. ``once``: a repeated reaction tells nothing twice in their messages."""
    messages.send(to=person, message=message, params=params, about=about, at=at, once=once)
    row = Person.objects.filter(number=person.number).select_related("account").first()
    phone = assisting.phone_of(row) if row is not None else ""
    if by_text and phone:
        _text(phone, message, params, about, at)


def tell_holder(
    *, account: int, message: str, once: Key, at: datetime, params: Mapping[str, object] | None = None, by_text: bool = True
) -> None:
    """告知: whoever holds an account, also one that belongs to no person yet."""
    about = Ref("account", str(account))
    messages.send(to=about, message=message, params=params, about=about, at=at, once=once)
    held = signing.phone_of(account)
    if by_text and held is not None and held[1]:
        _text(held[0], message, params, about, at)


def _text(phone: str, message: str, params: Mapping[str, object] | None, about: Ref, at: datetime) -> None:
    """A line that is down keeps nobody from being told in their messages."""
    try:
        with translation.override(settings.LANGUAGE_CODE):
            messages.text(phone=phone, message=message, params=params, about=about, at=at)
    except messages.NotSent:
        return
