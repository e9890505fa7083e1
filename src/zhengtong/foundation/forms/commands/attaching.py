"""附件: files under materials."""
from datetime import datetime

from zhengtong.foundation.forms import queries
from zhengtong.foundation.forms.commands.own import held_open
from zhengtong.foundation.forms.errors import TooManyFiles
from zhengtong.foundation.forms.models import Attachment
from zhengtong.foundation.forms.terms import DraftView
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.files.terms import StoredFile
from zhengtong.kernel.ledger import api as ledger

MOST = 60


def attach(*, draft: str, material: str, file: StoredFile, by: Actor, at: datetime) -> DraftView:
    """Put a stored file under a material. The same file there again changes nothing.

    Raises TooManyFiles, DraftSubmitted, DraftIsDiscarded, DraftNotFound.
    """
    with ledger.writing(None, by):
        row = held_open(draft, by)
        if row.attachments.filter(material=material, sha256=file.sha256).exists():
            return queries.view(row)
        if row.attachments.count() >= MOST:
            raise TooManyFiles(most=MOST)
        Attachment.objects.create(
            draft=row, material=material, sha256=file.sha256, name=file.name, size=file.size, media_type=file.media_type, at=at
        )
        row.saved_at = at
        row.save(update_fields=["saved_at"])
    return queries.view(row)


def detach(*, draft: str, material: str, sha256: str, by: Actor, at: datetime) -> DraftView:
    """Take a file away from a material; nothing happens where it is not there."""
    with ledger.writing(None, by):
        row = held_open(draft, by)
        row.attachments.filter(material=material, sha256=sha256).delete()
        row.saved_at = at
        row.save(update_fields=["saved_at"])
    return queries.view(row)
