"""消息: what happened in one's matters."""

from django.http import HttpRequest
from ninja import Router, Status
from pydantic import Field

from zhengtong.channels.gateway import doors
from zhengtong.channels.gateway.v1 import parts
from zhengtong.channels.gateway.v1.parts import NEXT, REFUSALS, Moment, Number, Out, read
from zhengtong.channels.ui import translate
from zhengtong.channels.ui.context import readers
from zhengtong.kernel import clock
from zhengtong.kernel.messages import api as messages
from zhengtong.kernel.messages.terms import MessageView

router = Router(auth=doors.BEARER)


class MessageOut(Out):
    id: int
    text: str
    about: Number = Field(description="case:…, licence:…, draft:…")
    at: Moment
    read: bool

    @classmethod
    def of(cls, message: MessageView) -> "MessageOut":
        return read(cls, message, text=translate.sentence(message.message, message.params))


class MessagesOut(Out):
    messages: list[MessageOut]
    unread: int
    next: str = NEXT


@router.get("/messages", operation_id="messages", response={200: MessagesOut, **REFUSALS}, summary="My messages")
@doors.signed_in
def mine(request: HttpRequest, after: parts.After = "", limit: parts.Limit = 20) -> MessagesOut:
    """消息: the latest first. Unlike the page, reading the list marks nothing as read."""
    told = readers(doors.actor_of(request))
    page = messages.messages_of(told, after=after, limit=limit)
    return MessagesOut(messages=[MessageOut.of(one) for one in page.lines], unread=messages.unread_count(told), next=page.next)


@router.post("/messages/read", operation_id="mark_read", response={204: None, **REFUSALS}, summary="Mark all as read")
@doors.signed_in
def mark_read(request: HttpRequest) -> Status[None]:
    """已读. To send it twice changes nothing more."""
    messages.mark_read(readers(doors.actor_of(request)), at=clock.now())
    return Status(204, None)
