"""事项与清单: projections of published content. Every row can be rebuilt; nothing is edited here."""

from typing import ClassVar

from django.db import models


class Matter(models.Model):
    """事项或一件事: one line of the catalogue. ``id`` is its place in the search order: bundles, own city and short names first.

    The body stays in the content table, under the pin (kind, code, sha256).
    """

    personal: ClassVar[dict[str, str]] = {}

    id = models.BigIntegerField(primary_key=True)
    kind = models.CharField(max_length=8)  # item, bundle
    code = models.CharField(max_length=128)
    sha256 = models.CharField(max_length=64)
    pack = models.CharField(max_length=64)
    name_zh = models.TextField()
    name_en = models.TextField(blank=True)
    division = models.CharField(max_length=12, blank=True)
    organisation = models.CharField(max_length=64, blank=True)  # "" = department not published
    organisation_name = models.TextField(blank=True)
    filing = models.CharField(max_length=16)
    person = models.BooleanField(default=False)
    firm = models.BooleanField(default=False)
    power = models.CharField(max_length=16, blank=True)
    inside = models.BooleanField(default=False)  # an item that exists only inside one bundle
    more = models.TextField(blank=True)  # further words it is found by: organisation, result, codes, English
    initials = models.TextField(blank=True)  # first letters of the name's pinyin

    class Meta:
        db_table = "zt_catalogue_matter"
        constraints = [models.UniqueConstraint(fields=["kind", "code"], name="zt_catalogue_matter_once")]
        indexes = [
            models.Index(fields=["code"], name="zt_catalogue_matter_code"),
            models.Index(fields=["organisation", "id"], name="zt_catalogue_matter_org"),
            models.Index(fields=["division", "id"], name="zt_catalogue_matter_place"),
            models.Index(fields=["initials"], name="zt_catalogue_matter_letters"),
        ]


class Part(models.Model):
    """Which bundle holds which item."""

    personal: ClassVar[dict[str, str]] = {}

    bundle = models.CharField(max_length=128)
    item = models.CharField(max_length=128, db_index=True)
    place = models.PositiveSmallIntegerField()

    class Meta:
        db_table = "zt_catalogue_part"
        constraints = [models.UniqueConstraint(fields=["bundle", "item"], name="zt_catalogue_part_once")]


class Word(models.Model):
    """A word or a pair of characters that names contain: how many do, and how it is spelled. What typing is understood by."""

    personal: ClassVar[dict[str, str]] = {}

    text = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField()
    pinyin = models.CharField(max_length=255, blank=True)  # "" for a pair that is no word

    class Meta:
        db_table = "zt_catalogue_word"


class Law(models.Model):
    """法律: one version of one law whose text we hold."""

    personal: ClassVar[dict[str, str]] = {}

    code = models.CharField(max_length=32, primary_key=True)
    sha256 = models.CharField(max_length=64)
    name = models.TextField()
    in_force = models.BooleanField()
    status = models.CharField(max_length=16)
    version_date = models.CharField(max_length=10, blank=True)

    class Meta:
        db_table = "zt_catalogue_law"


class Article(models.Model):
    """条: one article. ``number`` without its 之一; such articles share it and follow in ``place``."""

    personal: ClassVar[dict[str, str]] = {}

    law = models.ForeignKey(Law, on_delete=models.CASCADE, related_name="articles")
    number = models.PositiveIntegerField(null=True)  # null: a text without articles
    mark = models.CharField(max_length=64)  # as written: 第十七条之一
    place = models.PositiveIntegerField()
    text = models.TextField()

    class Meta:
        db_table = "zt_catalogue_article"
        indexes = [models.Index(fields=["law", "number"], name="zt_catalogue_article_number")]


class Edition(models.Model):
    """Which state of the catalogue stands; a new mark with every publication, so that processes know what they have read is old."""

    personal: ClassVar[dict[str, str]] = {}

    id = models.SmallIntegerField(primary_key=True, default=1)
    mark = models.CharField(max_length=32)
    organisations = models.CharField(max_length=64, blank=True)  # digest of the organisations that lines were told apart by

    class Meta:
        db_table = "zt_catalogue_edition"
