"""文件: one row for each content that is kept."""
from typing import ClassVar

from django.db import models


class File(models.Model):
    """``look_at``: when the sweeper next asks whether anybody still refers to it. Names belong to those who refer, not to the content."""

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=40)
    stored_at = models.DateTimeField()
    look_at = models.DateTimeField(db_index=True)

    personal: ClassVar[dict[str, str]] = {}
