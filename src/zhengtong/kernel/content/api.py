"""内容: the front door. What a city writes is checked, published as versions that never change, and pinned by cases."""
from zhengtong.kernel.content.checking import authored, between, check, contents, listing
from zhengtong.kernel.content.commands import publish, rebuild
from zhengtong.kernel.content.errors import (
    BadName,
    ContentHasErrors,
    NoSuchFormat,
    NoSuchKind,
    NoSuchPack,
    NoSuchVersion,
    NotAFile,
    SourceBroken,
    UnknownFormat,
    UnreadableFile,
    UnwritableFolder,
)
from zhengtong.kernel.content.importing import bring_in, convert, misfits, write
from zhengtong.kernel.content.queries import against_published, bodies, body, current, current_of, versions
from zhengtong.kernel.content.reading import read
from zhengtong.kernel.content.registry import formats, kinds, register, register_format
from zhengtong.kernel.content.reports import as_lines as report_as_lines
from zhengtong.kernel.content.reports import as_markdown, counts, packs_with_reports, reports_of
from zhengtong.kernel.content.sources import place_of
from zhengtong.kernel.content.terms import (
    Contents,
    Converted,
    Defect,
    Difference,
    Document,
    ImportReport,
    Pack,
    Published,
    Report,
    Severity,
    Source,
)

__all__ = [
    "BadName", "ContentHasErrors", "Contents", "Converted", "Defect", "Difference", "Document", "ImportReport", "NoSuchFormat",
    "NoSuchKind", "NoSuchPack", "NoSuchVersion", "NotAFile", "Pack", "Published", "Report", "Severity", "Source", "SourceBroken",
    "UnknownFormat", "UnreadableFile", "UnwritableFolder",
    "against_published", "as_markdown", "authored", "between", "bodies", "body", "bring_in", "check", "contents", "convert", "counts",
    "current", "current_of", "formats", "kinds", "listing", "misfits", "packs_with_reports", "place_of", "publish", "read", "rebuild",
    "register", "register_format", "report_as_lines", "reports_of", "versions", "write",
]
