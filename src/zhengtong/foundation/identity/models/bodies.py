"""机构与人员: bodies as content publishes them, whose power they exercise, and the officers who serve in them."""

from typing import ClassVar

from django.db import models


class Organisation(models.Model):
    """机构: as content publishes it. A code that fails its check stays as published, and is marked."""

    personal: ClassVar[dict[str, str]] = {}

    code = models.CharField(max_length=40, primary_key=True)
    name_zh = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    short_zh = models.CharField(max_length=80)
    short_en = models.CharField(max_length=80, blank=True)
    kind = models.CharField(max_length=12)
    division = models.CharField(max_length=12)
    phone = models.CharField(max_length=40, blank=True)
    address = models.CharField(max_length=200, blank=True)
    hours = models.JSONField(default=dict)  # zh, en; empty: not published
    directions = models.JSONField(default=dict)
    synthetic_code = models.BooleanField(default=False)
    code_valid = models.BooleanField(default=True)
    also = models.JSONField(default=list)
    parent = models.CharField(max_length=40, default="", blank=True)
    supervised_by = models.CharField(max_length=40, default="", blank=True)
    reconsidered_by = models.JSONField(default=dict)  # zh, en; empty: the government of its place
    successor = models.CharField(max_length=40, default="", blank=True)
    closed_on = models.DateField(null=True)
    order = models.PositiveIntegerField(default=0)  # as first published: the content file's own order

    class Meta:
        indexes = (models.Index(fields=["division", "order"], name="zt_organisation_place"),)


class Authority(models.Model):
    """实施主体: on what ground a body exercises powers that are not its own by office (行政许可法 arts. 23–25), as content says."""

    personal: ClassVar[dict[str, str]] = {}

    code = models.CharField(max_length=60, unique=True)
    organisation = models.CharField(max_length=40, db_index=True)  # who acts
    kind = models.CharField(max_length=12)  # terms.AuthorityKind
    principal = models.CharField(max_length=40, default="", blank=True)  # the delegator, or the body that held the power before
    supervised_by = models.CharField(max_length=40, default="", blank=True)
    items = models.JSONField(default=list)  # item codes, or prefixes ending in *; empty: all items of the organisation
    reference = models.CharField(max_length=300)
    announced = models.CharField(max_length=300, default="", blank=True)  # where a delegation was made public (art. 24(1))
    demonstration = models.BooleanField(default=False)  # made up for the demonstration, and called so
    since = models.DateField()
    until = models.DateField(null=True)


class DivisionChange(models.Model):
    """区划变更: from a day on, a place is part of another or bears another code, as content says. Places below a county go with it."""

    personal: ClassVar[dict[str, str]] = {}

    code = models.CharField(max_length=12)
    successor = models.CharField(max_length=12, db_index=True)
    since = models.DateField()
    kind = models.CharField(max_length=20, default="", blank=True)
    name = models.CharField(max_length=60, default="", blank=True)
    successor_name = models.CharField(max_length=60, default="", blank=True)
    reference = models.CharField(max_length=200, default="", blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["code", "since"], name="zt_division_changes_once_a_day"),)


class Staff(models.Model):
    """工作人员: where an officer serves, in which unit and title. What they may do are grants."""

    personal: ClassVar[dict[str, str]] = {
        "account": "who signs in",
        "person": "so that nobody decides their own matter (行政许可法 art. 72; 公务员法 art. 76)",
        "name": "stands under official acts; public in office",
    }

    account = models.OneToOneField("zt_identity.Account", on_delete=models.PROTECT, primary_key=True, related_name="post")
    organisation = models.ForeignKey("zt_identity.Organisation", on_delete=models.PROTECT, related_name="staff")
    name = models.CharField(max_length=60)
    divisions = models.JSONField(default=list)  # where this officer serves; first is the home division
    unit = models.CharField(max_length=60, default="", blank=True)  # 内设机构
    title = models.CharField(max_length=60, default="", blank=True)  # 职务
    person = models.CharField(max_length=16, default="", blank=True)  # their own number as a person: nobody decides their own matter
    division = models.CharField(max_length=12)
    since = models.DateField()
    until = models.DateField(null=True)
