"""版本: what a document's fingerprint is, which published version holds on a day, and what publishing must add.

Versions are only ever added. Of those that have begun by a day, the one added last holds; so a correction, a return to an older
text and a withdrawal are all further versions, and a case that pinned one keeps it.
"""
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import rfc8785

from zhengtong.kernel.content.terms import Defect, Document
from zhengtong.kernel.refusals import gettext_noop


@dataclass(frozen=True, slots=True)
class Row:
    """A published version without its body, in the order of publication."""

    sha256: str
    valid_from: date
    withdrawn: bool = False


def fingerprint(document: Document) -> str:
    """SHA-256 over the canonical JSON (RFC 8785) of everything that is published of a document. Raises ValueError where it has none."""
    whole = {
        "kind": document.kind, "code": document.code, "valid_from": document.valid_from.isoformat(), "source": document.source,
        "as_of": document.as_of.isoformat() if document.as_of else None, "body": document.body,
    }
    try:
        canonical = rfc8785.dumps(whole)  # type: ignore[arg-type]
    except rfc8785.CanonicalizationError as error:
        raise ValueError(str(error)) from error
    if b"\\u0000" in canonical:
        raise ValueError("a character with the code 0")
    return hashlib.sha256(canonical).hexdigest()


def unpublishable(documents: Iterable[Document]) -> list[Defect]:
    """Documents with a value that no database and no other program would read the same way."""
    faults = []
    for one in documents:
        try:
            fingerprint(one)
        except (ValueError, RecursionError) as error:
            message = gettext_noop("This document holds a value that cannot be published: %(what)s.")
            remedy = gettext_noop("Replace it by ordinary text, or by a number of at most 15 digits.")
            faults.append(one.defect("unpublishable", message, remedy=remedy, what=str(error)))
    return faults


def holding(rows: Sequence[Row], on: date) -> Row | None:
    """The version that holds on a day; None before the first."""
    begun = [row for row in rows if row.valid_from <= on]
    return begun[-1] if begun else None


def standing(rows: Sequence[Row]) -> list[Row]:
    """The versions that hold on some day, by that day; overtaken ones are left out."""
    found: list[Row] = []
    for row in reversed(rows):
        if not found or row.valid_from < found[-1].valid_from:
            found.append(row)
    return found[::-1]


def to_add(rows: Sequence[Row], written: Sequence[tuple[date, str]]) -> list[int]:
    """Indexes of the written versions (by rising day) that publishing must add; none where all stand already.

    Versions from before the first written one are history and stay. Whatever is added overtakes what began on its day or later, so
    everything from the first difference on is added again; and where a version in between is gone, also the one before it.
    """
    first = written[0][0]
    stands = [(row.valid_from, "" if row.withdrawn else row.sha256) for row in standing(rows) if row.valid_from >= first]
    same = 0
    while same < min(len(stands), len(written)) and stands[same] == written[same]:
        same += 1
    if same == len(stands) == len(written):
        return []
    gone_between = same < len(stands) and (same == len(written) or stands[same][0] < written[same][0])
    return list(range(same - 1 if gone_between else same, len(written)))
