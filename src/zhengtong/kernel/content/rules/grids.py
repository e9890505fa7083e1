"""表格: rows of cells become one mapping a row, every cell with a place; what cannot be taken as text is said, never guessed.

The bounds are there so that any file is answered in bounded time and memory: a province's whole catalogue of items has some 40,000 rows.
"""
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from zhengtong.kernel.content.terms import Defect, Severity, Whole
from zhengtong.kernel.refusals import gettext_noop

MOST_ROWS = 100_000
MOST_COLUMNS = 300
LONGEST_CELL = 20_000                # characters; the longest cell of a published catalogue has some 3,000
MOST_FAULTS = 200                    # errors of one file; the rest is not looked at
_TITLES = 10                         # rows above the head that only hold a title
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_MARKUP = re.compile(r"<[a-zA-Z/!][^<]*>")
_FORMULA = re.compile(r"[=@]|[+-](?![\s0-9.])")
_LOST = "\ufffd"
_CELLS = gettext_noop("Put cells that contain a comma or a line break in double quotes.")

Row = tuple[int, Sequence[str], Mapping[int, str]]   # line, texts, kinds of the cells that are not text


@dataclass(slots=True)
class Grid:
    """One table while it is read. ``loose``: a spreadsheet's, whose short rows only end in empty cells."""

    path: str
    sheet: str = ""
    loose: bool = False
    head: tuple[str, ...] = ()
    wholes: list[Whole] = field(default_factory=list)
    defects: list[Defect] = field(default_factory=list)
    unnamed: set[int] = field(default_factory=set)
    errors: int = 0

    def read(self, rows: Iterable[Row]) -> None:
        """Every row below the head. Stops at the bounds, so ``rows`` may be endless."""
        below = self._below_the_head(iter(rows))
        for line, texts, kinds in below:
            if self.errors >= MOST_FAULTS:
                return
            if not any(text.strip() for text in texts):
                continue
            if len(self.wholes) >= MOST_ROWS:
                message = gettext_noop("This table has more than %(most)s rows.")
                remedy = gettext_noop("Split it into several files, and import each as a part of its own.")
                self._add(line, "too_many_rows", message, remedy, most=MOST_ROWS)
                return
            self._row(line, texts, kinds)
        if self.unnamed:
            message = gettext_noop("Column %(number)s holds values but has no name; it was not read.")
            remedy = gettext_noop("Give the column a name in the head, or empty it.")
            for index in sorted(self.unnamed):
                self._add(1, "column_unnamed", message, remedy, Severity.WARNING, number=index + 1)

    def _below_the_head(self, rows: Iterator[Row]) -> Iterator[Row]:
        """The head is the first row with more than one cell in use, or the first at all in a table of one column."""
        above: list[Row] = []
        for row in rows:
            filled = sum(1 for text in row[1] if text.strip())
            if filled > 1:
                return rows if self._take_head(row) else iter(())
            if filled:
                above.append(row)
            if len(above) > _TITLES:
                break
        if above and self._take_head(above[0]):
            return iter(above[1:])
        return iter(())

    def _take_head(self, row: Row) -> bool:
        line, texts, _ = row
        names = [" ".join(text.split()) for text in texts]
        while names and not names[-1]:
            names.pop()
        named = [name for name in names if name]
        if len(names) > MOST_COLUMNS:
            message = gettext_noop("This table has more than %(most)s columns.")
            remedy = gettext_noop("Leave out the columns that are empty.")
            self._add(line, "too_many_columns", message, remedy, most=MOST_COLUMNS)
            return False
        twice = sorted({name for name in named if named.count(name) > 1})
        if twice:
            message = gettext_noop("The first line must name every column once.")
            remedy = gettext_noop("Name the columns in the first line.")
            for name in twice:
                self._add(line, "csv_head", message, remedy, column=name)
            return False
        if any(_UNSEEN.search(name) or len(name) > 200 for name in named):
            message = gettext_noop("The first line is not a head of column names.")
            self._add(line, "csv_head", message, gettext_noop("Name the columns in the first line."))
            return False
        self.head = tuple(names)
        return True

    def _row(self, line: int, texts: Sequence[str], kinds: Mapping[int, str]) -> None:
        width = len(self.head)
        over = any(text.strip() for text in texts[width:])
        if over or (len(texts) < width and not self.loose):
            message = gettext_noop("This row has %(found)s cells, the first line names %(wanted)s.")
            self._add(line, "csv_cells", message, _CELLS, found=len(texts), wanted=width)
            return
        value: dict[str, str] = {}
        for index, name in enumerate(self.head):
            text = texts[index] if index < len(texts) else ""
            if name:
                value[name] = text
                if text:
                    self._look(line, name, text)
            elif text.strip():
                self.unnamed.add(index)
        named = {self.head[index]: kind for index, kind in kinds.items() if index < width and self.head[index]}
        self.wholes.append(Whole(value, line, {}, self.sheet, named))

    def _look(self, line: int, name: str, text: str) -> None:
        """What a cell may hide. Everything is taken as text; nothing is ever calculated or shown as markup."""
        if len(text) > LONGEST_CELL:
            message = gettext_noop("This cell has %(found)s characters; at most %(most)s are read.")
            remedy = gettext_noop("Shorten it, or split it over several rows.")
            self._add(line, "cell_long", message, remedy, column=name, found=len(text), most=LONGEST_CELL)
        if _UNSEEN.search(text):
            message = gettext_noop("This cell holds control characters that nobody sees.")
            self._add(line, "cell_control", message, gettext_noop("Type the cell again."), column=name)
        if _LOST in text:
            message = gettext_noop("Characters of this cell were lost in an earlier conversion.")
            remedy = gettext_noop("Export it again as UTF-8 from where it was written.")
            self._add(line, "cell_lost", message, remedy, Severity.WARNING, column=name)
        if _FORMULA.match(text):
            message = gettext_noop("This cell begins like a formula; it was taken as text and is never calculated.")
            remedy = gettext_noop("Check that nobody slipped a formula in; otherwise nothing need be done.")
            self._add(line, "cell_like_formula", message, remedy, Severity.WARNING, column=name, detail=text[:80])
        if _MARKUP.search(text):
            message = gettext_noop("This cell holds HTML; it was taken as text and is shown as text.")
            remedy = gettext_noop("Remove the tags, so that people read only the words.")
            self._add(line, "cell_markup", message, remedy, Severity.WARNING, column=name, detail=text[:80])

    def _add(
        self, line: int, code: str, message: str, remedy: str, severity: Severity = Severity.ERROR, /,
        *, column: str = "", detail: str = "", **params: object,
    ) -> None:
        self.errors += severity is Severity.ERROR
        place = {"sheet": self.sheet, "column": column, "detail": detail}
        self.defects.append(Defect(self.path, line, code, severity, message, params, remedy, **place))
