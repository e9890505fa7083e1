"""Chinese texts: compile every locale folder of the product, when its source is newer. Without Django."""
from pathlib import Path
from uuid import uuid4

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

PACKAGE = Path(__file__).resolve().parents[1]


def sources() -> list[Path]:
    """All ``locale/<language>/LC_MESSAGES/django.po`` of the product."""
    return sorted(PACKAGE.glob("**/locale/*/LC_MESSAGES/django.po"))


def ensure() -> int:
    """Compile what is out of date; returns how many files were written."""
    written = 0
    for source in sources():
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as file:
            catalogue = read_po(file, locale=source.parents[1].name)
        draft = target.with_suffix(f".{uuid4().hex}.new")   # web and worker, or two runs of the suite, may compile at the same moment
        with draft.open("wb") as file:
            write_mo(file, catalogue)
        draft.replace(target)
        written += 1
    return written
