"""By its first bytes."""
import filetype

from zhengtong.kernel.files.errors import WrongType
from zhengtong.kernel.files.terms import MediaType


def media_type(head: bytes, *, name: str) -> MediaType:
    """The type of a file that begins with ``head``. Raises WrongType."""
    found = filetype.guess(head)
    try:
        return MediaType(found.mime if found else "")
    except ValueError:
        raise WrongType(name=name) from None
