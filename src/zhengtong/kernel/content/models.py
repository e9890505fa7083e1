"""内容: the one append-only table of versions. Capability tables are projections of it and can be rebuilt."""
from typing import ClassVar

from django.db import models


class Version(models.Model):
    """版本: one document as published. Rows are never changed; a withdrawal is a further row."""

    personal: ClassVar[dict[str, str]] = {}

    kind = models.CharField(max_length=32)
    code = models.CharField(max_length=128)
    sha256 = models.CharField(max_length=64)
    valid_from = models.DateField()
    withdrawn = models.BooleanField(default=False)
    body = models.JSONField()
    source = models.TextField(blank=True)
    as_of = models.DateField(null=True)
    pack = models.CharField(max_length=64)
    published_at = models.DateTimeField()

    class Meta:
        db_table = "zt_content_version"
        indexes = [
            models.Index(fields=["kind", "code", "id"], name="zt_content_version_of"),
            models.Index(fields=["kind", "code", "sha256"], name="zt_content_version_pin"),
        ]
