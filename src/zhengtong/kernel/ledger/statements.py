"""Statements that are composed once and run often. Used where bench/submit shows that it matters; elsewhere the ORM's own way is right.

Django composes a statement anew each time, which takes it several times as long as the database takes to answer. Here a query is still
written as a query, but composed when it is first asked; what differs from one time to the next is ``Given``. Rows are inserted likewise.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Generic, TypeVar

from django.core.exceptions import ObjectDoesNotExist
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import (
    BigIntegerField,
    BooleanField,
    CharField,
    Expression,
    F,
    Field,
    ForeignKey,
    Func,
    Lookup,
    Model,
    PositiveBigIntegerField,
    PositiveIntegerField,
    QuerySet,
    TextField,
    Value,
)
from django.db.models.lookups import GreaterThan, LessThan

Row = TypeVar("Row")
Converters = Sequence[tuple[int, Any, Sequence[Callable[..., Any]]]]


class Given(Expression):
    """A value that is told when the statement runs, where else the value itself would stand: ``filter(number=Given("number"))``."""

    def __init__(self, name: str, kind: "Field[Any, Any] | None" = None) -> None:
        super().__init__(output_field=kind or CharField())
        self.name = name

    def as_sql(self, compiler: object, connection: object) -> tuple[str, list[Any]]:  # noqa: ARG002
        return "%s", [self]

    def told(self, given: Mapping[str, object]) -> Any:
        return self.output_field.get_db_prep_value(given[self.name], connection)


class _Together(Func):
    """Several columns, or values, weighed as one."""

    template = "(%(expressions)s)"


def beyond(**last: object) -> "Lookup[bool]":
    """Rows whose columns, taken together in this order, come after these values: ``(order_on, id) > (…)``, one place in an index."""
    return GreaterThan(*_both(last))


def before(**last: object) -> "Lookup[bool]":
    """The same, the other way round."""
    return LessThan(*_both(last))


def _both(last: Mapping[str, object]) -> tuple[Func, Func]:
    names, values = [F(name) for name in last], [Value(value) for value in last.values()]
    return _Together(*names, output_field=CharField()), _Together(*values, output_field=CharField())


@dataclass(frozen=True, slots=True)
class _Ready:
    sql: str
    values: Sequence[Any]
    converters: Converters
    make: Callable[[Sequence[Any]], Any]


class Composed(Generic[Row]):
    """A query composed once: of models (without relations), or of ``values_list`` for columns of several tables."""

    def __init__(self, query: "Callable[[], QuerySet[Any, Row]]") -> None:
        self._query = query
        self._ready: dict[str, _Ready] = {}  # by kind of database

    def __call__(self, **given: object) -> list[Row]:
        ready = self._ready.get(connection.vendor) or self._compose()
        values = [one.told(given) if isinstance(one, Given) else one for one in ready.values]
        with connection.cursor() as cursor:
            cursor.execute(ready.sql, values)
            rows = cursor.fetchall()
        return [ready.make(_converted(row, ready.converters)) for row in rows]

    def first(self, **given: object) -> Row | None:
        return next(iter(self(**given)), None)

    def _compose(self) -> _Ready:
        query = self._query()
        compiler = query.query.get_compiler(DEFAULT_DB_ALIAS)
        sql, values = compiler.as_sql()
        columns = [column for column, _, _ in compiler.select]
        converters = [(place, one, tuple(found)) for place, (found, one) in compiler.get_converters(columns).items()]
        self._ready[connection.vendor] = ready = _Ready(sql, values, converters, _maker(query, columns))
        return ready


def _maker(query: "QuerySet[Any, Any]", columns: Sequence[Any]) -> Callable[[Sequence[Any]], Any]:
    if query.query.values_select or query.query.annotation_select:
        return tuple
    names = [column.target.attname for column in columns]
    model = query.model
    return lambda row: model.from_db(DEFAULT_DB_ALIAS, names, row)


def _converted(row: Sequence[Any], converters: Converters) -> Sequence[Any]:
    if not converters:
        return row
    values = list(row)
    for place, column, convert in converters:
        for one in convert:
            values[place] = one(values[place], column, connection)
    return values


def insert(rows: Sequence[Model]) -> None:
    """New rows of one table in one statement; each then knows its id. What ``bulk_create`` does, without composing."""
    if not rows:
        return
    with connection.cursor() as cursor:
        cursor.execute(_insert(type(rows[0]), len(rows)), [value for row in rows for value in _values(row)])
        numbers = cursor.fetchall()
    for row, (number,) in zip(rows, numbers, strict=True):
        row.pk, row._state.adding, row._state.db = number, False, DEFAULT_DB_ALIAS


def update(row: Model, *names: str) -> None:
    """These columns of one row, as it now stands. What ``save(update_fields=…)`` does, without composing."""
    changed = [_field(type(row), name) for name in names]
    with connection.cursor() as cursor:
        cursor.execute(_update(type(row), names), [*(_value(row, *one) for one in changed), row.pk])
        if cursor.rowcount != 1:
            raise ObjectDoesNotExist


def _values(row: Model) -> Iterator[Any]:
    for field, plain in _fields(type(row)):
        yield _value(row, field, plain)


def _value(row: Model, field: "Field[Any, Any]", plain: bool) -> Any:
    value = getattr(row, field.attname)
    return value if plain and type(value) in _AS_IT_IS else field.get_db_prep_save(value, connection)


_AS_IT_IS = frozenset({str, int, bool, type(None)})
_PLAIN = frozenset({CharField, TextField, ForeignKey, BooleanField, BigIntegerField, PositiveIntegerField, PositiveBigIntegerField})


@cache
def _fields(model: type[Model]) -> "tuple[tuple[Field[Any, Any], bool], ...]":
    """The columns but the key and what the database computes; and whether it takes their values as they are."""
    told = [field for field in model._meta.local_concrete_fields if not (field.primary_key or field.generated)]
    return tuple((field, type(field) in _PLAIN) for field in told)


@cache
def _insert(model: type[Model], count: int) -> str:
    name = connection.ops.quote_name
    columns = ", ".join(name(field.column) for field, _ in _fields(model))
    row = f"({', '.join(['%s'] * len(_fields(model)))})"
    return f"INSERT INTO {name(model._meta.db_table)} ({columns}) VALUES {', '.join([row] * count)} RETURNING {name(model._meta.pk.column)}"  # noqa: S608 - names of our own tables


def _field(model: type[Model], name: str) -> "tuple[Field[Any, Any], bool]":
    return next(one for one in _fields(model) if one[0].name == name)


@cache
def _update(model: type[Model], names: tuple[str, ...]) -> str:
    quoted = connection.ops.quote_name
    columns = ", ".join(f"{quoted(_field(model, name)[0].column)} = %s" for name in names)
    return f"UPDATE {quoted(model._meta.db_table)} SET {columns} WHERE {quoted(model._meta.pk.column)} = %s"  # noqa: S608 - as above
