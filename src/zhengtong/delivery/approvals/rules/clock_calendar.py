"""日历订阅规则: due dates as a calendar program reads them (RFC 5545). Only number, title and date leave the house."""

from collections.abc import Iterable
from datetime import UTC, datetime

from zhengtong.delivery.approvals.terms import DueEntry

WIDEST = 75  # octets of one line, without its end
_ESCAPED = {"\\": "\\\\", ";": "\\;", ",": "\\,", "\r\n": "\\n", "\n": "\\n", "\r": "\\n"}


def calendar_file(entries: Iterable[DueEntry], *, name: str, at: datetime) -> str:
    """One all-day event for each due date. Its UID is that of the approval, so that a date that moves moves the event."""
    stamp = at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Zhengtong//Due dates//ZH", "METHOD:PUBLISH", f"X-WR-CALNAME:{_text(name)}"]
    for one in entries:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{one.number}.due@zhengtong",
            f"DTSTAMP:{stamp}",
            f"DTSTART;VALUE=DATE:{one.on:%Y%m%d}",
            f"SUMMARY:{_text(f'{one.title} · {one.number}')}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    return "".join(f"{_folded(line)}\r\n" for line in (*lines, "END:VCALENDAR"))


def _text(value: str) -> str:
    """TEXT (RFC 5545, 3.3.11): control characters are left out, what has a meaning is escaped."""
    said = "".join(char for char in value if char in "\r\n" or (ord(char) >= 32 and ord(char) != 127))
    for plain, escaped in _ESCAPED.items():
        said = said.replace(plain, escaped)
    return said


def _folded(line: str) -> str:
    """At most 75 octets a line, never in the middle of a character (RFC 5545, 3.1)."""
    parts, held, width = [], "", 0
    for char in line:
        size = len(char.encode())
        if width + size > WIDEST:
            parts.append(held)
            held, width = " ", 1
        held += char
        width += size
    return "\r\n".join((*parts, held))
