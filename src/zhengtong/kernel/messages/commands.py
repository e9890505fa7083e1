"""消息: send and mark as read; a text to a telephone."""
from collections.abc import Iterable, Mapping
from datetime import datetime

from zhengtong.kernel.actors import system
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.messages import ports, queries, wording
from zhengtong.kernel.messages.models import Message
from zhengtong.kernel.refs import Key, Ref


def send(
    *, to: Ref, message: str, about: Ref, at: datetime, params: Mapping[str, object] | None = None, once: Key | None = None
) -> int:
    """告知: leave a message. ``message`` is an English msgid marked for translation; ``params`` may hold Words, dates, plain values.

    The same ``once`` to the same reader sends nothing again. Returns the message's id. Raises ValueError where a parameter is missing.
    """
    stored = wording.stored(message, params or {})
    with ledger.writing(None, system("messages")):
        row = Message.objects.filter(to=str(to), once=once).first() if once else None
        if row is None:
            row = Message.objects.create(
                to=str(to), message=message, params=stored, about_kind=about.kind, about_number=about.number, at=at, once=once or ""
            )
    return row.pk


def text(*, phone: str, message: str, about: Ref, at: datetime, params: Mapping[str, object] | None = None) -> None:
    """短信: a text to a telephone, in the language in use, by the line this installation has. Not inside a transaction that may roll back.

    Neither number nor text is logged or kept here. Raises LineDown (NoLine where there is none), PhoneUnknown.
    """
    ports.text_line().send(phone=phone, text=wording.said(message, params or {}), about=about, at=at)


def mark_read(readers: "Ref | Iterable[Ref | None]", *, at: datetime, id: int | None = None) -> int:  # noqa: A002 - as in the view
    """已读: one message, or all there are. Another reader's message is not touched. Returns how many were unread."""
    unread = Message.objects.filter(to__in=queries.addresses(readers), read_at=None)
    if id is not None:
        unread = unread.filter(pk=id)
    with ledger.writing(None, system("messages")):
        return unread.update(read_at=at)


def readdress(*, gone: Ref, kept: Ref) -> int:
    """转投: what was sent to ``gone`` is ``kept``'s from now on. Doing it again changes nothing."""
    with ledger.writing(None, system("messages")):
        told = Message.objects.filter(to=str(kept)).exclude(once="").values("once")
        return Message.objects.filter(to=str(gone)).exclude(once__in=told).update(to=str(kept))
