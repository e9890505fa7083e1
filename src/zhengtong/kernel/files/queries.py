"""文件: reads."""
from typing import BinaryIO

from zhengtong.kernel.files import disk
from zhengtong.kernel.files.errors import NoSuchFile
from zhengtong.kernel.files.models import File


def open_file(sha256: str) -> BinaryIO:
    """The content, to read. Raises NoSuchFile."""
    try:
        return disk.path(sha256).open("rb")
    except FileNotFoundError:
        raise NoSuchFile from None


def media_type(sha256: str) -> str:
    """What it is. Raises NoSuchFile."""
    found = File.objects.filter(sha256=sha256).values_list("media_type", flat=True).first()
    if found is None:
        raise NoSuchFile
    return found
