"""JSONL and CSV: one document a line, bounded, every line known."""
import csv
import io
import json
from typing import Any

from zhengtong.kernel.content.terms import Defect, Severity, Whole
from zhengtong.kernel.refusals import gettext_noop

LONGEST = 1_000_000                  # characters in one line
MOST_FAULTS = 50                     # of one file; the rest is not looked at
_ONE_LINE = gettext_noop("Write one JSON object a line, as the lines around it.")


def read_jsonl(text: str, path: str) -> tuple[list[Whole], list[Defect]]:
    """Each line that is not empty is one JSON object."""
    found: list[Whole] = []
    faults: list[Defect] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        if len(line) > LONGEST:
            faults.append(Defect(path, number, "line_too_long", Severity.ERROR, gettext_noop("This line is too long."), {}, _ONE_LINE))
        else:
            try:
                value = json.loads(line, object_pairs_hook=_once, parse_constant=_finite)
                found.append(Whole(value, number, {}))
            except (ValueError, RecursionError) as error:
                what = getattr(error, "msg", "") or str(error)
                message = gettext_noop("This line is not valid JSON: %(what)s.")
                faults.append(Defect(path, number, "json_broken", Severity.ERROR, message, {"what": what}, _ONE_LINE))
        if len(faults) >= MOST_FAULTS:
            break
    return found, faults


def read_csv(text: str, path: str) -> tuple[list[Whole], list[Defect]]:
    """Each row is one mapping of the head line's names; every cell is text."""
    found: list[Whole] = []
    faults: list[Defect] = []
    reader = csv.reader(io.StringIO(text), strict=True)
    rows = iter(reader)
    try:
        head = next(rows, [])
        if len(set(head)) != len(head) or not all(head):
            message = gettext_noop("The first line must name every column once.")
            return [], [Defect(path, 1, "csv_head", Severity.ERROR, message, {}, gettext_noop("Name the columns in the first line."))]
        for row in rows:
            if not row:
                continue
            if len(row) != len(head):
                message = gettext_noop("This row has %(found)s cells, the first line names %(wanted)s.")
                remedy = gettext_noop("Put cells that contain a comma or a line break in double quotes.")
                faults.append(
                    Defect(path, reader.line_num, "csv_cells", Severity.ERROR, message, {"found": len(row), "wanted": len(head)}, remedy)
                )
            else:
                found.append(Whole(dict(zip(head, row, strict=True)), reader.line_num, {}))
            if len(faults) >= MOST_FAULTS:
                break
    except csv.Error as error:
        message = gettext_noop("This is not a valid CSV row: %(what)s.")
        remedy = gettext_noop("Put cells that contain a comma or a line break in double quotes.")
        faults.append(Defect(path, reader.line_num, "csv_broken", Severity.ERROR, message, {"what": str(error)}, remedy))
    return found, faults


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a field is written twice")
    return found


def _finite(name: str) -> float:
    raise ValueError(f"{name} is not a number")
