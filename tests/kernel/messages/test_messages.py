"""消息: one cause, one message, in the reader's own language, seen by nobody else."""
from datetime import date, datetime

import pytest

from zhengtong.kernel import keyset
from zhengtong.kernel.clock import CHINA
from zhengtong.kernel.messages import api as messages
from zhengtong.kernel.messages.models import Message
from zhengtong.kernel.refs import Key, Ref
from zhengtong.kernel.words import Words

pytestmark = pytest.mark.django_db
AT = datetime(2026, 7, 24, 9, 0, tzinfo=CHINA)
FIRM, ME, OTHER = Ref("firm", "91990100MA0000015X"), Ref("account", "1"), Ref("account", "2")
CASE = Ref("case", "4301-2026-0000001-X")
TITLE = Words("开办餐饮店", "Open a restaurant")


def send(to: Ref = FIRM, once: str | None = None, **params: object) -> int:
    params = params or {"title": TITLE}
    return messages.send(to=to, message="%(title)s was received.", params=params, about=CASE, at=AT, once=Key(once) if once else None)


def test_words_and_dates_come_back_as_what_they_were() -> None:
    send(title=TITLE, on=date(2026, 7, 30), at=AT, days=5)
    (line,) = messages.messages_of(FIRM).lines
    assert line.params == {"title": TITLE, "on": date(2026, 7, 30), "at": AT, "days": 5}
    assert (line.message, line.about, line.at, line.read) == ("%(title)s was received.", CASE, AT, False)


def test_a_title_as_content_writes_it_is_words_too() -> None:
    send(title={"zh": "开办餐饮店", "en": "Open a restaurant"})
    assert messages.messages_of(FIRM).lines[0].params == {"title": TITLE}


def test_one_cause_sends_one_message_to_each_reader() -> None:
    assert send(once="row:1") == send(once="row:1")
    send(to=ME, once="row:1")
    send(once="row:2")
    assert (messages.unread_count(FIRM), messages.unread_count(ME)) == (2, 1)


def test_a_message_without_its_parameter_is_not_sent() -> None:
    with pytest.raises(ValueError, match="does not go with"):
        messages.send(to=ME, message="%(title)s was received.", params={}, about=CASE, at=AT)
    assert not Message.objects.exists()


def test_an_account_reads_its_own_and_those_of_whom_it_acts_for() -> None:
    send(to=FIRM)
    send(to=ME)
    send(to=OTHER)
    assert messages.unread_count((ME, FIRM)) == 2
    assert messages.unread_count((ME, None)) == 1
    assert {line.to for line in messages.messages_of((ME, FIRM)).lines} == {ME, FIRM}


def test_reading_touches_nobody_elses() -> None:
    mine, theirs = send(to=ME), send(to=OTHER)
    assert messages.mark_read(ME, id=theirs, at=AT) == 0
    assert messages.mark_read(ME, id=mine, at=AT) == 1
    assert messages.mark_read(ME, id=mine, at=AT) == 0
    assert (messages.unread_count(ME), messages.unread_count(OTHER)) == (0, 1)
    send(to=ME)
    assert messages.mark_read((ME, FIRM), at=AT) == 1


def test_pages_go_on_after_the_last_line_also_when_a_new_one_arrives() -> None:
    sent = [send(to=ME) for _ in range(5)]
    first = messages.messages_of(ME, limit=2)
    send(to=ME)
    second = messages.messages_of(ME, limit=2, after=first.next)
    third = messages.messages_of(ME, limit=2, after=second.next)
    assert [line.id for page in (first, second, third) for line in page.lines] == sent[::-1]
    assert third.next == ""
    with pytest.raises(keyset.BadPage):
        messages.messages_of(ME, after="nonsense")
