"""名册规则: a joiner–mover–leaver file as text becomes lines, or defects with their places. Pure: who is there is not asked here."""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from datetime import date

from zhengtong.foundation.identity.errors.staffing import RosterTooLarge, WrongUsername
from zhengtong.foundation.identity.rules.staffing import BETWEEN, DIVISION, ITEM, check_username
from zhengtong.foundation.identity.terms import Duty
from zhengtong.foundation.identity.terms.staffing import Post, RosterAction, RosterDefect, RosterLine
from zhengtong.kernel.refusals import gettext_noop

MOST_BYTES = 1024 * 1024
MOST_LINES = 5_000
_LONGEST = 60  # characters of a name, unit or title
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "action": ("操作", "action"),
    "username": ("账号", "username"),
    "name": ("姓名", "name"),
    "organisation": ("机构代码", "organisation"),
    "unit": ("内设机构", "unit"),
    "title": ("职务", "title"),
    "duties": ("职责", "duties"),
    "items": ("事项", "items"),
    "divisions": ("区划", "divisions"),
    "since": ("自", "from"),
    "until": ("至", "until"),
    "document": ("证件号", "document"),
}
ACTIONS: Mapping[str, RosterAction] = {
    "入职": RosterAction.JOIN,
    "join": RosterAction.JOIN,
    "调动": RosterAction.MOVE,
    "move": RosterAction.MOVE,
    "离职": RosterAction.LEAVE,
    "leave": RosterAction.LEAVE,
}
DUTIES: Mapping[str, Duty] = {
    "收件": Duty.INTAKE,
    "受理": Duty.INTAKE,
    "审查": Duty.REVIEW,
    "审批": Duty.REVIEW,
    "帮办": Duty.ASSIST,
    "机构管理": Duty.ADMINISTER,
    "查询": Duty.LOOK_UP,
    "本机关负责人": Duty.LEAD,
    "政府负责人": Duty.GOVERN,
    "复核": Duty.COUNTERSIGN,
    "运行维护": Duty.OPERATE,
    **{str(duty): duty for duty in Duty},
}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_DAY = re.compile(r"(\d{4})(?:-|/|\.|年)(\d{1,2})(?:-|/|\.|月)(\d{1,2})日?")

UNREADABLE = gettext_noop("The file is no text in UTF-8 or GBK.")
UNREADABLE_REMEDY = gettext_noop("Save it as “CSV UTF-8”.")
EMPTY = gettext_noop("The file holds no line.")
EMPTY_REMEDY = gettext_noop("The first line names the columns; each further line is one officer.")
NO_COLUMN = gettext_noop("The column %(column)s is missing.")
NO_COLUMN_REMEDY = gettext_noop("Write it into the first line, in Chinese or English.")
STRANGE_COLUMN = gettext_noop("%(column)s is no column of this file, or stands twice.")
STRANGE_COLUMN_REMEDY = gettext_noop("Take it out, or write it as in the sample.")
TOO_MANY = gettext_noop("The file has more than %(most)s lines.")
TOO_MANY_REMEDY = gettext_noop("Send it in parts.")
BROKEN = gettext_noop("The line cannot be read: it has more cells than the first one, or a quotation mark is open.")
BROKEN_REMEDY = gettext_noop("Compare it with the first line.")
WRONG_ACTION = gettext_noop("%(value)s is no action.")
ACTION_REMEDY = gettext_noop("Write 入职 (join), 调动 (move) or 离职 (leave).")
MISSING = gettext_noop("A value is needed here.")
MISSING_REMEDY = gettext_noop("Fill in the cell.")
FORMULA = gettext_noop("A name does not begin with %(sign)s; it looks like a formula.")
FORMULA_REMEDY = gettext_noop("Write the plain text.")
LONG = gettext_noop("This is longer than %(most)s characters.")
LONG_REMEDY = gettext_noop("Shorten it.")
WRONG_DUTY = gettext_noop("%(value)s is no duty.")
DUTY_REMEDY = gettext_noop(
    "Write 收件, 审查, 帮办, 机构管理, 查询, 复核, 本机关负责人 or 政府负责人"
    " (intake, review, assist, administer, look_up, countersign, lead, govern)."
)
WRONG_ITEM = gettext_noop("%(value)s is no code of an item.")
ITEM_REMEDY = gettext_noop("Write the codes with spaces or 、 between them; leave it empty for all items.")
WRONG_DIVISION = gettext_noop("%(value)s is no division code.")
DIVISION_REMEDY = gettext_noop("Write 6, 9 or 12 digits, and format the column as text.")
WRONG_DAY = gettext_noop("%(value)s is no day.")
DAY_REMEDY = gettext_noop("Write it as 2026-08-03.")
BACKWARDS = gettext_noop("The end lies before the beginning.")
BACKWARDS_REMEDY = gettext_noop("Check both days.")
TWICE = gettext_noop("%(value)s stands in line %(first)s already.")
TWICE_REMEDY = gettext_noop("One line for each officer; send a second change in another file.")


def read(content: bytes) -> tuple[tuple[RosterLine, ...], tuple[RosterDefect, ...]]:
    """名册: every line that can be read, and every defect. Raises RosterTooLarge."""
    if len(content) > MOST_BYTES:
        raise RosterTooLarge(most=MOST_BYTES // 1024)
    text = _decoded(content)
    if text is None:
        return (), (RosterDefect(0, "", UNREADABLE, UNREADABLE_REMEDY),)
    rows = list(_rows(text))
    if not rows:
        return (), (RosterDefect(0, "", EMPTY, EMPTY_REMEDY),)
    columns, defects = _columns(rows[0][1])
    if defects:
        return (), tuple(defects)
    if len(rows) == 1:
        return (), (RosterDefect(0, "", EMPTY, EMPTY_REMEDY),)
    if len(rows) - 1 > MOST_LINES:
        return (), (RosterDefect(0, "", TOO_MANY, TOO_MANY_REMEDY, {"most": MOST_LINES}),)
    return _lines(rows[1:], columns)


def _decoded(content: bytes) -> str | None:
    """UTF-8 with or without its mark, else GB 18030, which holds GBK."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if "\x00" in text else text
    return None


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Line number in the file and cells; empty lines are passed over."""
    first = text.splitlines()[0] if text.strip() else ""
    delimiter = max(",\t;", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    before = 0
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield reader.line_num, ["\x00"]
            return
        if any(cell.strip() for cell in cells):
            yield before + 1, [cell.strip() for cell in cells]
        before = reader.line_num


def _columns(header: list[str]) -> tuple[list[str], list[RosterDefect]]:
    names = {name: key for key, spellings in COLUMNS.items() for name in spellings}
    found = [names.get(cell.lower().strip("\ufeff"), "") for cell in header]
    while found and not header[len(found) - 1]:
        found.pop()
    strange = [header[at] for at, key in enumerate(found) if not key or key in found[:at]]
    defects = [RosterDefect(1, name[:40], STRANGE_COLUMN, STRANGE_COLUMN_REMEDY, {"column": name[:40]}) for name in strange]
    for key in ("action", "username", "name", "organisation", "duties"):
        if key not in found:
            name = " / ".join(COLUMNS[key])
            defects.append(RosterDefect(1, name, NO_COLUMN, NO_COLUMN_REMEDY, {"column": name}))
    return found, defects


def _lines(rows: list[tuple[int, list[str]]], columns: list[str]) -> tuple[tuple[RosterLine, ...], tuple[RosterDefect, ...]]:
    lines: list[RosterLine] = []
    defects: list[RosterDefect] = []
    seen: dict[str, int] = {}
    for number, cells in rows:
        if cells == ["\x00"] or any(cells[len(columns) :]):
            defects.append(RosterDefect(number, "", BROKEN, BROKEN_REMEDY))
            continue
        reader = _Reader(number, dict(zip(columns, cells, strict=False)))
        line = reader.line()
        first = seen.setdefault(line.username, number) if line.username else number
        if first != number:
            reader.wrong("username", TWICE, TWICE_REMEDY, first=first, value=line.username)
        defects += reader.defects
        lines.append(line)
    return tuple(lines), tuple(defects)


class _Reader:
    """One line being read; its defects with it."""

    def __init__(self, number: int, cells: Mapping[str, str]) -> None:
        self.number, self.cells = number, cells
        self.defects: list[RosterDefect] = []

    def wrong(self, column: str, message: str, remedy: str, **params: object) -> None:
        self.defects.append(RosterDefect(self.number, " / ".join(COLUMNS[column]), message, remedy, params))

    def line(self) -> RosterLine:
        action = self._action()
        leaving = action is RosterAction.LEAVE
        since, until = self._day("since"), self._day("until")
        if since and until and until < since:
            self.wrong("until", BACKWARDS, BACKWARDS_REMEDY)
        post = Post(
            organisation=self._needed("organisation") if not leaving else self.cells.get("organisation", ""),
            name=self._plain("name", needed=action is RosterAction.JOIN),
            unit=self._plain("unit"),
            title=self._plain("title"),
            duties=frozenset(() if leaving else self._duties()),
            items=frozenset(self._each("items", ITEM, WRONG_ITEM, ITEM_REMEDY)),
            divisions=tuple(code.ljust(12, "0") for code in self._each("divisions", DIVISION, WRONG_DIVISION, DIVISION_REMEDY)),
            since=since,
            until=until,
        )
        return RosterLine(self.number, action, self._username(), post, self.cells.get("document", ""))

    def _action(self) -> RosterAction:
        written = self.cells.get("action", "")
        found = ACTIONS.get(written.lower())
        if found is None:
            self.wrong("action", WRONG_ACTION, ACTION_REMEDY, value=written[:40])
        return found or RosterAction.JOIN

    def _username(self) -> str:
        try:
            return check_username(self.cells.get("username", ""))
        except WrongUsername as wrong:
            self.wrong("username", wrong.message, wrong.remedy)
            return ""

    def _needed(self, column: str) -> str:
        written = self.cells.get(column, "")
        if not written:
            self.wrong(column, MISSING, MISSING_REMEDY)
        return written

    def _plain(self, column: str, *, needed: bool = False) -> str:
        written = self._needed(column) if needed else self.cells.get(column, "")
        if written.startswith(_FORMULA):
            self.wrong(column, FORMULA, FORMULA_REMEDY, sign=written[:1])
        if len(written) > _LONGEST:
            self.wrong(column, LONG, LONG_REMEDY, most=_LONGEST)
        return written

    def _duties(self) -> Iterator[Duty]:
        for word in filter(None, BETWEEN.split(self._needed("duties"))):
            if word.lower() in DUTIES:
                yield DUTIES[word.lower()]
            else:
                self.wrong("duties", WRONG_DUTY, DUTY_REMEDY, value=word[:40])

    def _each(self, column: str, form: re.Pattern[str], message: str, remedy: str) -> Iterator[str]:
        for word in filter(None, BETWEEN.split(self.cells.get(column, ""))):
            if form.fullmatch(word):
                yield word
            else:
                self.wrong(column, message, remedy, value=word[:40])

    def _day(self, column: str) -> date | None:
        written = self.cells.get(column, "")
        found = _DAY.fullmatch(written)
        try:
            if found:
                return date(int(found[1]), int(found[2]), int(found[3]))
        except ValueError:
            found = None
        if written:
            self.wrong(column, WRONG_DAY, DAY_REMEDY, value=written[:40])
        return None

