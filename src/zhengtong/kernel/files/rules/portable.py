"""PDF: pages are welcome, programs are not. Looks at the names in the file, also those written with escapes or packed in object streams."""
import re
import zlib
from collections.abc import Iterator
from mmap import mmap

from zhengtong.kernel.files.errors import ActiveContent, Damaged, Locked

_MOST_UNPACKED = 64 * 1024 * 1024


def _name(text: str) -> bytes:
    """A pattern for a PDF name in which any character may be written ``#hh`` (ISO 32000-1, 7.3.5)."""
    either = (f"(?:{re.escape(one)}|#{ord(one) >> 4:x}[{ord(one) & 15:x}{ord(one) & 15:X}])" for one in text)
    return ("/" + "".join(either) + r"(?![A-Za-z0-9])").encode()


_ACTIVE = re.compile(b"|".join(_name(one) for one in ("JavaScript", "Launch", "RichMedia")))
_PACKED = re.compile(_name("ObjStm"))
_ENCRYPTED = re.compile(_name("Encrypt"))
_STREAM = re.compile(rb"stream\r?\n")


def check_pdf(content: bytes | mmap, *, name: str) -> None:
    """Raises ActiveContent, Locked (packed and encrypted, so nobody can look inside) or Damaged."""
    if content.rfind(b"%%EOF") < 0:
        raise Damaged(name=name)
    if _ACTIVE.search(content):
        raise ActiveContent(name=name)
    if not _PACKED.search(content):
        return
    if _ENCRYPTED.search(content):
        raise Locked(name=name)
    for part in _unpacked(content, name):
        if _ACTIVE.search(part):
            raise ActiveContent(name=name)


def _unpacked(content: bytes | mmap, name: str) -> Iterator[bytes]:
    left = _MOST_UNPACKED
    for packed in _PACKED.finditer(content):
        begin = _STREAM.search(content, packed.end(), packed.end() + 4096)
        if begin is None:
            continue
        end = content.find(b"endstream", begin.end())
        unpack = zlib.decompressobj()
        try:
            part = unpack.decompress(content[begin.end() : end if end > 0 else len(content)], left)
        except zlib.error:
            raise Damaged(name=name) from None
        left -= len(part)
        if unpack.unconsumed_tail or left <= 0:
            raise Damaged(name=name)
        yield part
