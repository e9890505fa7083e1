"""身份与机构: tables. Document numbers, names and telephones of people are sealed; a document is found by its blind index."""

from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models

from zhengtong.kernel.crypto.api import EncryptedText


class Account(AbstractUser):
    """账号: a sign-in. Who it belongs to is a Person or a Staff row, never this table."""

    personal: ClassVar[dict[str, str]] = {
        "username": "to sign in",
        "last_login": "to notice misuse of a sign-in",
        "first_name": "inherited, kept empty",
        "last_name": "inherited, kept empty",
        "email": "inherited, kept empty",
    }


class DemoAccount(models.Model):
    """演示账号: marks an account whose password is printed for everybody; never signs in outside a demonstration."""

    personal: ClassVar[dict[str, str]] = {}

    account = models.OneToOneField("zt_identity.Account", on_delete=models.CASCADE, primary_key=True, related_name="demo")
    password = models.CharField(max_length=64)  # plain on purpose: it protects nothing but the demonstration
    role = models.JSONField()  # {zh, en}
    rank = models.PositiveSmallIntegerField(default=0)  # order in the printed table


class Person(models.Model):
    """自然人: one by document type and number (GB 11643 for residents)."""

    personal: ClassVar[dict[str, str]] = {
        "name": "to address and name the party (statutory duty, 个人信息保护法 art. 13(1)(3))",
        "document": "sensitive; to tell people apart (statutory duty)",
        "document_index": "blind index of the document number, to find it",
        "phone": "to reach the party about their matter",
        "account": "who signs in for this person",
    }

    number = models.CharField(max_length=16, unique=True, null=True)  # noqa: DJ001 - null only between insert and numbering
    account = models.OneToOneField("zt_identity.Account", on_delete=models.PROTECT, null=True, related_name="person")
    document_type = models.CharField(max_length=20)
    document = EncryptedText(null=True)
    document_index = models.CharField(max_length=64, unique=True, null=True)  # noqa: DJ001 - null: no document, so no index to collide
    name = EncryptedText()
    phone = EncryptedText(default="")
    synthetic = models.BooleanField(default=False)
    registered_at = models.DateTimeField()


class Firm(models.Model):
    """法人与个体工商户: one by unified social credit code (GB 32100). Public register facts."""

    personal: ClassVar[dict[str, str]] = {"address": "may be the home of a sole trader; public register fact"}

    code = models.CharField(max_length=18, primary_key=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=12)
    address = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=24, blank=True)
    synthetic = models.BooleanField(default=False)
    registered_at = models.DateTimeField()


class Representation(models.Model):
    """代表: who may act for a firm, in what office, from when until when."""

    personal: ClassVar[dict[str, str]] = {"person": "who may act for the firm (民法典 art. 61; public register fact)"}

    person = models.ForeignKey("zt_identity.Person", on_delete=models.PROTECT, related_name="offices")
    firm = models.ForeignKey("zt_identity.Firm", on_delete=models.PROTECT, related_name="representatives")
    office = models.CharField(max_length=24)
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["person", "firm", "office"], condition=models.Q(until=None), name="zt_office_once"),
            models.UniqueConstraint(
                fields=["firm"], condition=models.Q(until=None, office="legal_representative"), name="zt_one_legal_representative"
            ),
        )


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
    order = models.PositiveIntegerField(default=0)  # as first published: the content file's own order

    class Meta:
        indexes = (models.Index(fields=["division", "order"], name="zt_organisation_place"),)


class Staff(models.Model):
    """工作人员: an officer's post. Rights are duty × organisation."""

    personal: ClassVar[dict[str, str]] = {
        "account": "who signs in",
        "name": "stands under official acts; public in office",
    }

    account = models.OneToOneField("zt_identity.Account", on_delete=models.PROTECT, primary_key=True, related_name="post")
    organisation = models.ForeignKey("zt_identity.Organisation", on_delete=models.PROTECT, related_name="staff")
    name = models.CharField(max_length=60)
    duties = models.JSONField()  # sorted list of Duty values
    divisions = models.JSONField(default=list)  # where this officer serves; first is the home division
    division = models.CharField(max_length=12)
    since = models.DateField()
    until = models.DateField(null=True)
