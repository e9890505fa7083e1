"""消息: reads. A reader is an account together with whom it acts for: pass all of them."""
from collections.abc import Iterable

from zhengtong.kernel import keyset
from zhengtong.kernel.messages import wording
from zhengtong.kernel.messages.models import Message, SimulatedText
from zhengtong.kernel.messages.terms import MessagePage, MessageView, TextView
from zhengtong.kernel.refs import Ref


def messages_of(readers: "Ref | Iterable[Ref | None]", *, after: str = "", limit: int = 20) -> MessagePage:
    """The latest first. Raises BadPage."""
    rows = Message.objects.filter(to__in=addresses(readers))
    last = keyset.after(after, kinds=(int,))
    if last is not None:
        rows = rows.filter(pk__lt=last[0])
    found = list(rows.order_by("-pk")[: limit + 1])
    lines = tuple(map(_view, found[:limit]))
    return MessagePage(lines, keyset.token([lines[-1].id]) if len(found) > limit else "")


def unread_count(readers: "Ref | Iterable[Ref | None]") -> int:
    return Message.objects.filter(to__in=addresses(readers), read_at=None).count()


def simulated_texts(*, limit: int = 20) -> tuple[TextView, ...]:
    """模拟短信: what the simulated line carried last, the latest first."""
    return tuple(TextView(row.phone, row.text, row.at) for row in SimulatedText.objects.order_by("-pk")[:limit])


def addresses(readers: "Ref | Iterable[Ref | None]") -> list[str]:
    if isinstance(readers, Ref):
        return [str(readers)]
    return [str(one) for one in readers if one is not None]


def _view(row: Message) -> MessageView:
    about = Ref(row.about_kind, row.about_number)
    return MessageView(row.pk, Ref.parse(row.to), row.message, wording.given_back(row.params), about, row.at, row.read_at is not None)
