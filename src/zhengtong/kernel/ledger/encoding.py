"""How a fact becomes plain values and back, and what exactly is hashed. Pure.

Canonical JSON is RFC 8785 (JCS). A leaf is SHA-256 over 0x00 and the canonical JSON of ``{"row": …, "salt": …}``; the salt is
sixteen random bytes, so that nobody can guess a row from its hash.
"""
import hashlib
import json
import types
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from math import isfinite
from typing import Any, Union, get_args, get_origin, get_type_hints

import rfc8785

SALT = 16


def plain(value: object) -> Any:
    """A value in JSON's own types. Raises TypeError for what has no plain form."""
    if type(value) in _AS_IT_IS:
        return value
    for kind, convert in _CONVERSIONS:
        if isinstance(value, kind):
            return convert(value)
    if is_dataclass(value) and not isinstance(value, type):
        return {name: plain(getattr(value, name)) for name in _names(type(value))}
    raise TypeError(f"{type(value).__name__} has no plain form")


_AS_IT_IS = frozenset({str, int, float, bool, type(None)})
_CONVERSIONS: tuple[tuple[Any, Callable[[Any], Any]], ...] = (
    (Enum, lambda value: value.value),
    (str, str),
    (date, lambda value: value.isoformat()),             # datetime is a date
    (Decimal, str),
    (Mapping, lambda value: {str(plain(key)): plain(item) for key, item in value.items()}),
    ((list, tuple), lambda value: [plain(item) for item in value]),
    ((set, frozenset), lambda value: sorted(plain(item) for item in value)),
)


def check(value: Any) -> None:
    """Whether a plain value can be kept and hashed: no fact may be recorded that the sequencer could not take. Raises ValueError."""
    if isinstance(value, str):
        if "\x00" in value:
            raise ValueError("a text with NUL cannot be recorded")
        value.encode()                                   # half a character (a lone surrogate) is no text
    elif isinstance(value, dict):
        for key, item in value.items():
            check(key)
            check(item)
    elif isinstance(value, list):
        for item in value:
            check(item)
    elif isinstance(value, float) and not isfinite(value):
        raise ValueError(f"{value} is no number")
    elif isinstance(value, int) and not -_EXACT < value < _EXACT:
        raise ValueError(f"{value} is not exact in JSON; write it as text")


_EXACT = 2**53


def read(type_: Any, value: Any) -> Any:
    """The opposite of ``plain``: a value of ``type_`` from JSON."""
    type_ = getattr(type_, "__supertype__", type_)       # NewType
    origin = get_origin(type_)
    if value is None:
        return None
    if origin is not None:
        return _read_generic(origin, get_args(type_), value)
    return _read_plain(type_, value) if isinstance(type_, type) else value


def _read_plain(type_: type[Any], value: Any) -> Any:
    if is_dataclass(type_):
        hints, make = _hints(type_), type_
        return make(**{name: read(hints[name], item) for name, item in value.items() if name in hints})
    if issubclass(type_, Enum | Decimal):
        return type_(value)
    if issubclass(type_, date):
        return type_.fromisoformat(value)
    return type_(value) if isinstance(value, list) else value


def _read_generic(origin: Any, args: tuple[Any, ...], value: Any) -> Any:
    if origin in (Union, types.UnionType):
        wanted = [arg for arg in args if arg is not type(None)]
        return read(wanted[0], value) if len(wanted) == 1 else value
    if origin is tuple:
        if len(args) == 2 and args[1] is Ellipsis:
            return tuple(read(args[0], item) for item in value)
        return tuple(read(arg, item) for arg, item in zip(args, value, strict=True))
    if origin in (list, set, frozenset):
        return origin(read(args[0], item) for item in value)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {read(args[0], key): read(args[1], item) for key, item in value.items()}
    return value


@cache
def _names(type_: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(type_))


@cache
def _hints(type_: type) -> dict[str, Any]:
    return get_type_hints(type_)


def content_hash(content: object) -> str:
    """What a command was asked to do, as one short text; "" where the caller gave nothing to compare.

    Canonical JSON (RFC 8785); what that cannot hold (somebody typed NUL) is still compared, as JSON with sorted keys.
    """
    if content is None:
        return ""
    plainly = plain(content)
    try:
        text = rfc8785.dumps(plainly)
    except ValueError:
        text = json.dumps(plainly, sort_keys=True).encode()
    return hashlib.sha256(text).hexdigest()


def moment(at: datetime) -> str:
    """A moment as it stands in rows and heads: UTC, microseconds, Z."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def leaf_hash(row: dict[str, Any], salt: bytes) -> bytes:
    """The leaf of a row (RFC 9162 sec. 2.1.1 over canonical JSON)."""
    return hashlib.sha256(b"\x00" + rfc8785.dumps({"row": row, "salt": salt.hex()})).digest()


def head_bytes(size: int, root: bytes, at: str) -> bytes:
    """What is signed of a tree head."""
    return rfc8785.dumps({"at": at, "root": root.hex(), "size": size, "what": "zhengtong.tree_head.1"})
