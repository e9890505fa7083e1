"""要素对照: the mapping table (item_elements.yaml), and cells read by it. What a column means stands there, not here."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from zhengtong.foundation.catalogue.adapters.findings import (
    CODE_AS_NUMBER,
    COLUMN_NOT_KEPT,
    COLUMN_UNKNOWN,
    COLUMNS_DISAGREE,
    VALUE_UNREADABLE,
    WORD_UNKNOWN,
    Finding,
)
from zhengtong.foundation.catalogue.adapters.tally import Tally
from zhengtong.kernel.content.terms import Contents, Whole

_DAYS = re.compile(r"([0-9]{1,4})(?:\.0+)?\s*个?\s*(工作日|自然日|日历日|天|日)?$")
_AT_ONCE = frozenset({"即办", "当场办结", "即时办结", "当日办结"})
_LINES = re.compile(r"[\n；;]+")
_NUMBERED = re.compile(r"^\s*(?:[0-9]{1,2}[.、．)）](?![0-9])|[（(][0-9一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,3}、)\s*")
_ORNAMENT = re.compile(r"[\s*＊]+")
_BRACKETED = re.compile(r"[（(][^（）()]*[）)]$")


@dataclass(frozen=True, slots=True)
class Column:
    """One field: how its cells are read, and every name its column may have, the preferred first."""

    field: str
    reads: str
    names: tuple[str, ...]
    join: bool = False
    label: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    name: str
    needs: frozenset[str]
    any: frozenset[str]
    columns: tuple[Column, ...]

    def matched(self, head: Iterable[str], own: Mapping[str, str]) -> dict[str, str]:
        """Column of the sheet → field. ``own``: a city's further names."""
        by_name = {name: column.field for column in self.columns for name in column.names} | dict(own)
        return {name: by_name[plain] for name in head if (plain := known_as(name, by_name))}

    def fits(self, fields: Iterable[str]) -> bool:
        found = set(fields)
        return self.needs <= found and (not self.any or bool(self.any & found))


@dataclass(frozen=True, slots=True)
class Mapped:
    """对照表 as a whole."""

    tables: Mapping[str, Table]
    not_kept: frozenset[str]
    words: Mapping[str, Mapping[str, Any]]

    def table_of(self, head: Iterable[str], own: Mapping[str, str]) -> Table | None:
        """The table that most of a sheet's columns belong to, if its needed ones are there."""
        names = tuple(head)
        fitting = [(len(found), table) for table in self.tables.values() if table.fits((found := table.matched(names, own)).values())]
        return max(fitting, key=lambda one: one[0])[1] if fitting else None


@cache
def mapped() -> Mapped:
    """The shipped table. It is ours: a mistake in it is a mistake in the program and raises."""
    file = Path(__file__).with_name("item_elements.yaml")
    whole = yaml.safe_load(file.read_text("utf-8"))
    tables = {
        name: Table(
            name,
            frozenset(table["needs"]),
            frozenset(table.get("any", ())),
            tuple(
                Column(each, one["as"], tuple(one["names"]), one.get("join", False), one.get("label", False))
                for each, one in table["columns"].items()
            ),
        )
        for name, table in whole["tables"].items()
    }
    return Mapped(tables, frozenset(whole["not_kept"]), whole["words"])


def names_of(beside: Contents, pack: str) -> dict[str, str]:
    """The names for columns that a city adds for its own departments' lists: name → field."""
    city = beside.get("city", pack)
    told = city.body.get("columns") if city else None
    return {str(name): str(meant) for name, meant in told.items()} if isinstance(told, Mapping) else {}


def known_as(name: str, names: Collection[str]) -> str:
    """A column's name as the table writes it: marks for "required" and a remark in brackets fall away; "" where it is none of them."""
    bare = _ORNAMENT.sub("", name)
    return next((one for one in (name, bare, _BRACKETED.sub("", bare)) if one in names), "")


@dataclass(slots=True)
class Reader:
    """One sheet's rows, cell by cell. What cannot be read is found and left out, never guessed."""

    table: Table
    sheet: str
    head: tuple[str, ...]
    own: Mapping[str, str]
    tally: Tally
    places: dict[str, list[str]] = field(default_factory=dict)
    _of: tuple[str, str] = ("", "")

    def __post_init__(self) -> None:
        matched = self.table.matched(self.head, self.own)
        order = {name: number for column in self.table.columns for number, name in enumerate(column.names)}
        for name, meant in matched.items():
            self.places.setdefault(meant, []).append(name)
        for names in self.places.values():
            names.sort(key=lambda name: order.get(known_as(name, order), len(order)))
        for name in self.head:
            if name and name not in matched:
                kept = known_as(name, mapped().not_kept)
                self.tally.add(COLUMN_NOT_KEPT if kept else COLUMN_UNKNOWN, 1, "", name, sheet=self.sheet, column=name)

    def read(self, whole: Whole) -> dict[str, Any]:
        """Field → value, for every field that the row says. The columns of codes and names come first, so that findings can name them."""
        found: dict[str, Any] = {}
        for column in self.table.columns:
            self._of = (self._code(found), str(found.get("name", "")))
            names = self.places.get(column.field, ())
            said = [(name, value) for name in names if (value := self._value(whole, name, column)) is not None]
            if not said:
                continue
            if column.join:
                texts = [f"{known}：{value}" if column.label else str(value) for known, value in said]
                found[column.field] = "；".join(dict.fromkeys(texts))
                continue
            first, found[column.field] = said[0]
            for name, value in said[1:]:
                if value != found[column.field] and column.reads not in ("text", "lines", "code"):
                    self._found(COLUMNS_DISAGREE, whole, name, f"{first}：{whole.value[first]}；{name}：{whole.value[name]}")
        return found

    def _code(self, found: Mapping[str, Any]) -> str:
        return str(found.get("code") or found.get("item") or code_of(found))

    def _value(self, whole: Whole, name: str, column: Column) -> Any:
        text = str(whole.value.get(name, "")).strip()
        if not text or column.reads == "text":
            return text or None
        if column.reads == "lines":
            return [line for part in _LINES.split(text) if (line := _NUMBERED.sub("", part).strip())] or None
        value = _READ[column.reads](text) if column.reads in _READ else self._word(column.reads, text)
        if column.reads == "code" and whole.kinds.get(name) == "number":
            self._found(CODE_AS_NUMBER, whole, name, text)
            value = value if text.isdecimal() else None
        if value is None:
            finding = VALUE_UNREADABLE if column.reads in _READ and column.reads != "subjects" else WORD_UNKNOWN
            self._found(finding, whole, name, f"{name}：{text[:80]}")
        return value

    def _found(self, finding: Finding, whole: Whole, column: str, detail: str) -> None:
        code, called = self._of
        self.tally.add(finding, whole.line, code, called, detail, sheet=self.sheet, column=column)

    def _word(self, table: str, text: str) -> Any:
        words = mapped().words[table]
        found = words.get(text)
        return text if found is None and table == "level" else found


def code_of(values: Mapping[str, Any]) -> str:
    """An item's code: its own, else its basic code and the number of the business beside it."""
    return str(values.get("code") or "-".join(one for one in (values.get("basic_code"), values.get("business_code")) if one))


def _subjects(text: str) -> list[str] | None:
    words = [mapped().words["subjects"].get(one, "") for one in re.split(r"[,，、;；/|\s]+", text) if one]
    return list(dict.fromkeys(words)) if words and "" not in words else None


def _days(text: str) -> tuple[int, str] | None:
    if text in _AT_ONCE:
        return 0, ""
    found = _DAYS.match(text)
    if not found or int(found[1]) > 3650:
        return None
    return int(found[1]), mapped().words["unit"].get(found[2] or "", "")


def _number(text: str) -> int | None:
    found = re.match(r"([0-9]{1,6})(?:\.0+)?\s*[次份]?$", text)
    return int(found[1]) if found else None


def _date(text: str) -> str | None:
    parts = re.match(r"([0-9]{4})[-/.年]?([0-9]{1,2})[-/.月]?([0-9]{1,2})日?(?:[ T].*)?$", text)
    try:
        return date(*map(int, parts.groups())).isoformat() if parts else None
    except ValueError:
        return None


def _division(text: str) -> str | None:
    return text.ljust(12, "0") if re.match(r"(?:[0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12})$", text) else None


def _bare(text: str) -> str:
    return "".join(text.split())


_READ: Mapping[str, Callable[[str], Any]] = {
    "code": _bare, "days": _days, "number": _number, "date": _date, "division": _division, "subjects": _subjects
}
