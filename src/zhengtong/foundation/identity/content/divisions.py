"""内容 ``division_change``: which division became which, as a table."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from zhengtong.foundation.identity.commands.bodies import publish_division_changes
from zhengtong.foundation.identity.terms import DivisionChange
from zhengtong.kernel.content.terms import Defect, Document, Published
from zhengtong.kernel.refusals import gettext_noop

TWICE = gettext_noop("The division %(code)s becomes two others on the same day.")
TWICE_REMEDY = gettext_noop("Keep one; a division that was split has no single successor, so leave it out.")
ITSELF = gettext_noop("The division %(code)s becomes itself.")
ITSELF_REMEDY = gettext_noop("Leave it out, or write the new code.")


def check(documents: list[Document]) -> list[Defect]:
    """One successor a day, and never oneself."""
    return [defect for document in documents for defect in _defects(document)]


def publish(published: list[Published]) -> None:
    """Rebuild the table of changes from what holds now."""
    newest: dict[str, Published] = {}
    for one in published:
        if not one.withdrawn and (one.code not in newest or newest[one.code].valid_from <= one.valid_from):
            newest[one.code] = one
    publish_division_changes([_change(row) for one in newest.values() for row in _rows(one.body)])


def _defects(document: Document) -> Iterator[Defect]:
    seen: set[tuple[str, str]] = set()
    for place, row in enumerate(_rows(document.body)):
        code, since = str(row.get("code")), str(row.get("since"))
        if (code, since) in seen:
            yield document.defect("division_twice", TWICE, at=f"rows/{place}", remedy=TWICE_REMEDY, code=code)
        if code == row.get("successor"):
            yield document.defect("division_itself", ITSELF, at=f"rows/{place}", remedy=ITSELF_REMEDY, code=code)
        seen.add((code, since))


def _rows(body: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    rows = body.get("rows")
    return [row for row in rows if isinstance(row, Mapping)] if isinstance(rows, list) else []


def _change(row: Mapping[str, Any]) -> DivisionChange:
    return DivisionChange(
        code=str(row["code"]),
        successor=str(row["successor"]),
        since=date.fromisoformat(str(row["since"])),
        kind=str(row.get("kind") or ""),
        name=str(row.get("name") or ""),
        successor_name=str(row.get("successor_name") or ""),
        reference=str(row.get("reference") or ""),
    )
