"""The calendar file, read back by a reader of its own, written after RFC 5545 and not after the writer."""

import re
from datetime import date, datetime

from hypothesis import given
from hypothesis import strategies as st

from zhengtong.delivery.approvals import rules
from zhengtong.delivery.approvals.terms import DueEntry
from zhengtong.kernel.clock import CHINA

AT = datetime(2026, 3, 1, 9, 0, tzinfo=CHINA)
TITLES = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"), include_characters="\n"), max_size=120)


def read(text: str) -> list[tuple[str, str]]:
    """Content lines: unfolded, then name with its parameters and value."""
    assert text.endswith("\r\n")
    lines = text[:-2].split("\r\n")
    for line in lines:
        assert len(line.encode()) <= 75, line
        assert "\n" not in line
        assert "\r" not in line
    whole = re.sub(r"\r\n[ \t]", "", text)[:-2].split("\r\n")
    return [(line.split(":", 1)[0], line.split(":", 1)[1]) for line in whole]


def plain(value: str) -> str:
    """TEXT: what a backslash stands before."""
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value)


def values(lines: list[tuple[str, str]], name: str) -> list[str]:
    return [value for key, value in lines if key == name]


@given(st.lists(st.tuples(TITLES, st.dates(date(2000, 1, 1), date(2100, 12, 31))), max_size=5))
def test_what_goes_in_comes_out(entries: list[tuple[str, date]]) -> None:
    given_ = [DueEntry(f"4301-2026-{place:07d}-A-01", title, on) for place, (title, on) in enumerate(entries)]
    lines = read(rules.calendar_file(given_, name="期限", at=AT))
    assert lines[0] == ("BEGIN", "VCALENDAR")
    assert lines[-1] == ("END", "VCALENDAR")
    assert values(lines, "VERSION") == ["2.0"]
    assert [plain(one) for one in values(lines, "SUMMARY")] == [f"{one.title} · {one.number}" for one in given_]
    assert values(lines, "DTSTART;VALUE=DATE") == [f"{one.on:%Y%m%d}" for one in given_]
    assert values(lines, "DTSTAMP") == ["20260301T010000Z"] * len(given_)
    assert len(set(values(lines, "UID"))) == len(given_)


def test_a_date_that_moves_keeps_its_uid_and_nothing_else_is_told() -> None:
    days = (date(2026, 3, 16), date(2026, 3, 23))
    first, second = (rules.calendar_file([DueEntry("C-01", "食品经营许可证新办", on)], name="期限", at=AT) for on in days)
    assert values(read(first), "UID") == values(read(second), "UID") == ["C-01.due@zhengtong"]
    assert {key for key, _ in read(first)} == {
        "BEGIN", "END", "VERSION", "PRODID", "METHOD", "X-WR-CALNAME", "UID", "DTSTAMP", "DTSTART;VALUE=DATE", "SUMMARY", "TRANSP",
    }  # fmt: skip


def test_a_title_cannot_smuggle_a_line_in() -> None:
    entry = DueEntry("C-01", "a\r\nATTENDEE:mailto:x@example.org;b,c\\d\x07", date(2026, 3, 2))
    lines = read(rules.calendar_file([entry], name="期限", at=AT))
    assert values(lines, "ATTENDEE") == []
    assert plain(values(lines, "SUMMARY")[0]) == "a\nATTENDEE:mailto:x@example.org;b,c\\d · C-01"
