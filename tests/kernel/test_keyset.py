"""Tokens of lists: ours lead on, all others lead nowhere."""
import base64
import json
from datetime import date, datetime

import pytest

from zhengtong.kernel import keyset
from zhengtong.kernel.clock import CHINA

MOMENT = datetime(2026, 8, 3, 9, 30, tzinfo=CHINA)


def test_a_token_gives_back_what_it_was_made_of() -> None:
    assert keyset.after(keyset.token(["饭", 7]), kinds=(str, int)) == ("饭", 7)
    assert keyset.after(keyset.token([MOMENT.isoformat(), 7]), kinds=(datetime, int)) == (MOMENT, 7)
    assert keyset.after(keyset.token(["2026-08-03", 7]), kinds=(date, int)) == (date(2026, 8, 3), 7)
    assert keyset.after("", kinds=(int,)) is None


def made(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode()


@pytest.mark.parametrize(
    ("token", "kinds"),
    [
        ("broken", (int,)),
        ("é", (int,)),
        ("====", (int,)),
        (made({"a": 1}), (int,)),
        (made([]), (int,)),
        (made([1, 2]), (int,)),
        (made(["1"]), (int,)),
        (made([True]), (int,)),
        (made([10**40]), (int,)),
        (made([-(10**40)]), (int,)),
        (made(["yesterday", 1]), (datetime, int)),
        (made(["2026-08-03T09:30:00", 1]), (datetime, int)),
        (made([20260803, 1]), (date, int)),
        (made([None, 1]), (date, int)),
        (base64.urlsafe_b64encode(b"[" * 100_000).decode(), (int,)),
    ],
)
def test_any_other_token_is_refused(token: str, kinds: tuple[type, ...]) -> None:
    with pytest.raises(keyset.BadPage):
        keyset.after(token, kinds=kinds)
