"""What a file may be called."""
import re
import unicodedata
from collections.abc import Mapping

from zhengtong.kernel.files.terms import MediaType

_LONGEST = 100
_UNWANTED = re.compile(r'[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff<>:"|?*]')
_ENDINGS: Mapping[MediaType, tuple[str, ...]] = {
    MediaType.PDF: (".pdf",),
    MediaType.PNG: (".png",),
    MediaType.JPEG: (".jpg", ".jpeg"),
}


def clean_name(name: str, kind: MediaType | None = None) -> str:
    """The last part of a path, without anything a file system or a reader could stumble on; ends as its type does where that is known."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    plain = " ".join(_UNWANTED.sub("", last).split()).lstrip(". ") or "file"
    stem, dot, ending = plain.rpartition(".")
    if not dot or len(ending) > 8:
        stem, ending = plain, ""
    if kind is None:
        return f"{stem[:_LONGEST]}{dot and '.' + ending}" if ending else stem[:_LONGEST]
    fits = f".{ending.lower()}" in _ENDINGS[kind]
    stem = (stem if fits else plain)[:_LONGEST].rstrip(". ") or "file"
    return stem + (f".{ending.lower()}" if fits else _ENDINGS[kind][0])
