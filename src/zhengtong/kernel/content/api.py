"""内容: the front door. What a city writes is checked, published as versions that never change, and pinned by cases."""
from zhengtong.kernel.content.checking import authored, between, check, contents, listing
from zhengtong.kernel.content.commands import publish, rebuild
from zhengtong.kernel.content.errors import (
    ContentHasErrors,
    NoSuchKind,
    NoSuchPack,
    NoSuchVersion,
    SourceBroken,
    UnknownFormat,
    UnreadableFile,
)
from zhengtong.kernel.content.importing import convert, write
from zhengtong.kernel.content.queries import against_published, bodies, body, current, current_of, versions
from zhengtong.kernel.content.reading import read
from zhengtong.kernel.content.registry import formats, kinds, register, register_format
from zhengtong.kernel.content.terms import (
    Contents,
    Converted,
    Defect,
    Difference,
    Document,
    Pack,
    Published,
    Report,
    Severity,
    Source,
)

__all__ = [
    "ContentHasErrors", "Contents", "Converted", "Defect", "Difference", "Document", "NoSuchKind", "NoSuchPack", "NoSuchVersion", "Pack",
    "Published", "Report", "Severity", "Source", "SourceBroken", "UnknownFormat", "UnreadableFile",
    "against_published", "authored", "between", "bodies", "body", "check", "contents", "convert", "current", "current_of", "formats",
    "kinds", "listing", "publish", "read", "rebuild", "register", "register_format", "versions", "write",
]
