"""来源: whom an imported document names as its source. The city's content says it, else the file; no program knows a portal's name."""

from collections.abc import Mapping
from typing import Any

from zhengtong.kernel.content.terms import Contents


def origin_of(beside: Contents, pack: str, form: str, meta: Mapping[str, Any] | None = None, *, file: str) -> str:
    """``sources`` of the pack's city.yaml for this format; else what the file says of itself (``meta``); else the file's name."""
    city = beside.get("city", pack)
    told = city.body.get("sources") if city else None
    said = told.get(form) if isinstance(told, Mapping) else None
    own = meta or {}
    return str(said or own.get("source") or own.get("provenance") or file)
