"""数据元: no table of elements. The dictionary is read from published content; this only tells when it changed."""
from typing import ClassVar

from django.db import models


class Edition(models.Model):
    """One row: counts publications, so that every process sees when its copy of the dictionary is old."""

    number = models.PositiveBigIntegerField(default=0)

    personal: ClassVar[dict[str, str]] = {}
