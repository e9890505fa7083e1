"""文件: the front door. Content-addressed: what is stored never changes, and the same content is stored once."""
from zhengtong.kernel.files.commands import store, sweep
from zhengtong.kernel.files.disk import path
from zhengtong.kernel.files.errors import ActiveContent, Damaged, EmptyFile, Locked, NoSuchFile, TooLarge, TooManyPixels, WrongType
from zhengtong.kernel.files.queries import media_type
from zhengtong.kernel.files.queries import open_file as open  # noqa: A004 - files.open(…) reads best
from zhengtong.kernel.files.registry import referring
from zhengtong.kernel.files.terms import MediaType, StoredFile

__all__ = [
    "ActiveContent",
    "Damaged",
    "EmptyFile",
    "Locked",
    "MediaType",
    "NoSuchFile",
    "StoredFile",
    "TooLarge",
    "TooManyPixels",
    "WrongType",
    "media_type",
    "open",
    "path",
    "referring",
    "store",
    "sweep",
]
