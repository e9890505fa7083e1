"""文件用语."""
from dataclasses import dataclass
from enum import StrEnum


class MediaType(StrEnum):
    """What may be handed in."""

    PDF = "application/pdf"
    PNG = "image/png"
    JPEG = "image/jpeg"


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that is safely on disk. ``name`` is what its owner called it, made harmless."""

    sha256: str
    size: int                        # bytes
    media_type: str
    name: str
