"""Pictures: so many points that opening one would exhaust the reader's memory are refused before anybody opens it."""
import struct
from typing import BinaryIO

from zhengtong.kernel.files.errors import Damaged, TooManyPixels
from zhengtong.kernel.files.terms import MediaType

MOST_POINTS = 120_000_000
LONGEST_SIDE = 30_000
_STANDALONE = {0x01, *range(0xD0, 0xD8)}                                   # JPEG markers without a length
_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}                        # start of frame: holds height and width


def check_picture(file: BinaryIO, kind: MediaType, *, name: str) -> None:
    """Raises Damaged where the size cannot be read, TooManyPixels where it is too much."""
    file.seek(0)
    try:
        width, height = _png(file) if kind is MediaType.PNG else _jpeg(file)
    except (struct.error, ValueError):
        raise Damaged(name=name) from None
    if max(width, height) > LONGEST_SIDE or width * height > MOST_POINTS:
        raise TooManyPixels(name=name, width=width, height=height)


def _png(file: BinaryIO) -> tuple[int, int]:
    head = file.read(24)
    if head[12:16] != b"IHDR":
        raise ValueError("no IHDR")
    width, height = struct.unpack(">II", head[16:24])
    return _positive(width, height)


def _jpeg(file: BinaryIO) -> tuple[int, int]:
    if file.read(2) != b"\xff\xd8":
        raise ValueError("no SOI")
    while True:
        mark = file.read(1)
        if mark != b"\xff":
            raise ValueError("no marker")
        while mark == b"\xff":
            mark = file.read(1)
        code = mark[0] if mark else 0
        if code in _STANDALONE:
            continue
        (length,) = struct.unpack(">H", file.read(2))
        if code in _FRAMES:
            height, width = struct.unpack(">xHH", file.read(5))
            return _positive(width, height)
        if code in {0x00, 0xD9, 0xDA} or length < 2:
            raise ValueError("no frame before the scan")
        file.seek(length - 2, 1)


def _positive(width: int, height: int) -> tuple[int, int]:
    if not (width and height):
        raise ValueError("no size")
    return width, height
