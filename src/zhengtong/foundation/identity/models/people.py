"""自然人与账号: people, their sign-ins, their guardians. Document numbers, names and telephones are sealed."""

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
        "phone": "to sign in by a code, and to be told of a new device (sealed)",
        "phone_index": "blind index of the telephone, to find the account",
    }

    phone = EncryptedText(default="")
    phone_index = models.CharField(max_length=64, unique=True, null=True)  # noqa: DJ001 - null: no telephone, so nothing to collide
    phone_verified_at = models.DateTimeField(null=True)
    pending = models.BooleanField(default=False)  # begun by somebody themselves; no account until the telephone is proved


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
        "born": "who is a child has a guardian and stricter protection (民法典 arts. 17–20; 个人信息保护法 art. 28)",
        "account": "who signs in for this person",
        "likeness": "keyed hash of name and birth date, to find two records of one person; says neither",
        "protected": "why a second officer must release this record; an officer's word",
    }

    number = models.CharField(max_length=16, unique=True, null=True)  # noqa: DJ001 - null only between insert and numbering
    account = models.OneToOneField("zt_identity.Account", on_delete=models.PROTECT, null=True, related_name="person")
    document_type = models.CharField(max_length=20)
    document = EncryptedText(null=True)
    document_index = models.CharField(max_length=64, unique=True, null=True)  # noqa: DJ001 - null: no document, so no index to collide
    name = EncryptedText()
    phone = EncryptedText(default="")
    born = EncryptedText(default="")  # ISO date, where the document does not tell it
    verified = models.CharField(max_length=12, default="", blank=True)  # terms.Verified
    verified_at = models.DateTimeField(null=True)
    protected = models.CharField(max_length=120, default="", blank=True)  # why; empty: not flagged (a child under 14 always is protected)
    merged_into = models.ForeignKey("zt_identity.Person", on_delete=models.PROTECT, null=True, related_name="merged")
    likeness = models.CharField(max_length=64, default="", blank=True, db_index=True)
    synthetic = models.BooleanField(default=False)
    registered_at = models.DateTimeField()


class Guardianship(models.Model):
    """监护: who acts for a minor, as the household register says (民法典 arts. 27, 34). It ends by itself when the ward comes of age."""

    personal: ClassVar[dict[str, str]] = {
        "guardian": "acts for the ward by law",
        "ward": "a child: sensitive personal data (个人信息保护法 art. 28)",
    }

    guardian = models.ForeignKey("zt_identity.Person", on_delete=models.PROTECT, related_name="wards")
    ward = models.ForeignKey("zt_identity.Person", on_delete=models.PROTECT, related_name="guardians")
    source = models.CharField(max_length=40)  # which register said so
    since = models.DateField()
    until = models.DateField()  # the day before the eighteenth birthday, or earlier where the register says so
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["guardian", "ward"], condition=models.Q(ended_at=None), name="zt_guardian_once"),
            models.CheckConstraint(condition=~models.Q(guardian=models.F("ward")), name="zt_nobody_guards_themselves"),
        )


class PersonMerger(models.Model):
    """合并: two records turned out to be one person; the one that went keeps its number, which now means the other."""

    personal: ClassVar[dict[str, str]] = {"gone": "the record that went", "kept": "the record that stays"}

    gone = models.OneToOneField("zt_identity.Person", on_delete=models.PROTECT, related_name="merger")
    kept = models.ForeignKey("zt_identity.Person", on_delete=models.PROTECT, related_name="mergers")
    reason = models.CharField(max_length=200)
    by = models.CharField(max_length=80)
    at = models.DateTimeField()
