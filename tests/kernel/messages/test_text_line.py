"""短信: the line that an installation has carries a text; without one, or when it is down, it says so."""
from datetime import date, datetime

import pytest
from django.db import connection
from django.utils import translation

from zhengtong.kernel.clock import CHINA
from zhengtong.kernel.messages import api as messages
from zhengtong.kernel.refs import Ref
from zhengtong.kernel.words import Words

pytestmark = pytest.mark.django_db
AT = datetime(2026, 7, 24, 9, 0, tzinfo=CHINA)
ME = Ref("account", "1")


@pytest.fixture(autouse=True)
def _demonstration(settings: object) -> None:
    settings.ZT_DEMO = True  # type: ignore[attr-defined]


def send(phone: str = "13900001234", message: str = "%(title)s until %(on)s", **params: object) -> None:
    params = params or {"title": Words("开办餐饮店", "Open a restaurant"), "on": date(2026, 7, 30)}
    messages.text(phone=phone, message=message, params=params, about=ME, at=AT)


def test_a_text_arrives_in_the_language_of_who_asked() -> None:
    with translation.override("en"):
        send()
    with translation.override("zh-hans"):
        send()
    assert [(one.phone, one.text, one.at) for one in messages.simulated_texts()] == [
        ("13900001234", "开办餐饮店 until 2026-07-30", AT),
        ("13900001234", "Open a restaurant until 2026-07-30", AT),
    ]


def test_neither_number_nor_text_can_be_read_in_the_database() -> None:
    send(message="code %(code)s", code="731946")
    with connection.cursor() as cursor:
        cursor.execute("SELECT phone, text FROM zt_messages_simulatedtext")
        held = str(cursor.fetchall())
    assert "731946" not in held
    assert "13900001234" not in held


def test_an_unknown_number_and_a_line_that_is_down_are_refused_apart() -> None:
    with pytest.raises(messages.PhoneUnknown):
        send("13900000000")
    with pytest.raises(messages.LineDown):
        send("13900009999")
    assert messages.simulated_texts() == ()


def test_the_simulator_is_no_line_outside_a_demonstration(settings: object) -> None:
    settings.ZT_DEMO = False  # type: ignore[attr-defined]
    with pytest.raises(messages.NoLine):
        send()


def test_an_installation_without_a_line_says_so(settings: object) -> None:
    settings.ZT_TEXT_LINE = ""  # type: ignore[attr-defined]
    with pytest.raises(messages.LineDown) as refused:
        send()
    assert refused.value.code == "messages.no_line"


def test_an_operator_names_the_line_by_its_path(settings: object) -> None:
    settings.ZT_TEXT_LINE = f"{__name__}.Kept"  # type: ignore[attr-defined]
    settings.ZT_DEMO = False  # type: ignore[attr-defined]
    from zhengtong.kernel.messages import ports

    kept = Kept()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ports, "import_string", lambda path: (lambda: kept) if path == settings.ZT_TEXT_LINE else None)  # type: ignore[attr-defined]
        send()
    ports._line.cache_clear()
    assert kept.sent == [("13900001234", "开办餐饮店 until 2026-07-30")]


class Kept:
    """A line of an operator's own."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, str]] = []

    def send(self, *, phone: str, text: str, about: Ref, at: datetime) -> None:
        self.sent.append((phone, text))


def test_the_simulator_keeps_the_newest_only(monkeypatch: pytest.MonkeyPatch) -> None:
    from zhengtong.kernel.messages.adapters import simulator

    monkeypatch.setattr(simulator, "_KEPT", 3)
    for number in range(5):
        send(message="code %(code)s", code=number)
    assert [one.text for one in messages.simulated_texts()] == ["code 4", "code 3", "code 2"]
