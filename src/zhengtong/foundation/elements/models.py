"""数据元: the projection of published content that readers load at once."""
from typing import ClassVar

from django.db import models


class ElementRow(models.Model):
    """One published version of an element, in force from a day on. Rebuildable from content; ``sha256`` names the version."""

    key = models.CharField(max_length=100)
    valid_from = models.DateField()
    body = models.JSONField()
    sha256 = models.CharField(max_length=64)

    personal: ClassVar[dict[str, str]] = {}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "valid_from"], name="zt_elements_version")]


class Edition(models.Model):
    """One row: counts publications, so that every process sees when its copy of the dictionary is old."""

    number = models.PositiveBigIntegerField(default=0)

    personal: ClassVar[dict[str, str]] = {}
