"""Kinds of content and formats of import, by name. Capabilities register theirs while apps get ready (content.py, adapters)."""
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from zhengtong.kernel.content.terms import Contents, Converted, Defect, Document, Published, Source

Check = Callable[[list[Document]], list[Defect]]
CheckAcross = Callable[[list[Document], Contents], list[Defect]]
Publish = Callable[[list[Published]], None]


@dataclass(frozen=True, slots=True)
class KindOfContent:
    """``check`` sees the documents of its own kind, ``across`` everything the city publishes; ``publish`` rebuilds the projection."""

    name: str
    check: Check | None = None
    publish: Publish | None = None
    across: CheckAcross | None = None


class Format(Protocol):
    """An outside format: recognised by its fields, converted to content documents. Pure. ``beside``: all packs."""

    @property
    def name(self) -> str: ...

    def recognises(self, source: Source) -> bool: ...

    def convert(self, source: Source, *, pack: str, beside: Contents) -> Converted: ...


_kinds: dict[str, KindOfContent] = {}
_formats: dict[str, Format] = {}


def register(kind: str, *, check: Check | None = None, publish: Publish | None = None, across: CheckAcross | None = None) -> None:
    """Take charge of one kind of content. Kinds are published in the order in which they were registered."""
    if kind in _kinds:
        raise ValueError(f"two capabilities take charge of content kind {kind}")
    _kinds[kind] = KindOfContent(kind, check, publish, across)


def register_format(form: Format) -> None:
    """Make an outside format importable."""
    _formats[form.name] = form


def kinds() -> Mapping[str, KindOfContent]:
    return _kinds


def formats() -> Mapping[str, Format]:
    return _formats
