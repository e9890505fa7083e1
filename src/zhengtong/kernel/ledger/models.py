"""账本: tables. One row per fact, one per reaction owed, the nodes of the tree, its signed heads."""
from django.db import models


class Entry(models.Model):
    """A recorded fact. ``who``, ``subject``, ``about``: refs. Once erased, no ``values`` and no ``salt``; until sequenced, no ``leaf``."""

    salt = models.BinaryField(null=True, max_length=16)
    at = models.DateTimeField()
    fact = models.CharField(max_length=80)
    values = models.JSONField(null=True)
    shared = models.JSONField(null=True)
    who = models.CharField(max_length=80)
    subject = models.CharField(max_length=80, default="", blank=True)
    organisation = models.CharField(max_length=18, default="", blank=True)
    basis = models.CharField(max_length=80, default="", blank=True)
    about_kind = models.CharField(max_length=20)
    about_number = models.CharField(max_length=80)
    division = models.CharField(max_length=12, default="", blank=True)
    key = models.CharField(max_length=200, null=True)  # noqa: DJ001 - none is not unique, "" would be
    content = models.CharField(max_length=64, default="", blank=True)
    leaf = models.BigIntegerField(null=True, unique=True)

    personal = {
        "who": "who acted must be provable (行政许可法 art. 61; 个人信息保护法 art. 54)",
        "subject": "for whom it was done must be provable; our own number, never an id-card number",
        "basis": "on what ground somebody acted for another must be provable; our own number",
        "values": "what was decided must be provable; facts carry ids and plain values only; erasable",
        "shared": "as values",
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["who", "key"], name="zt_ledger_once"),
        ]
        indexes = [
            models.Index(fields=["about_kind", "about_number"], name="zt_ledger_about"),
            models.Index(fields=["id"], condition=models.Q(leaf=None), name="zt_ledger_unsequenced"),
        ]


class Delivery(models.Model):
    """One reaction owed to one fact. ``due_at`` moves to the end of the lease while a worker is at it."""

    entry = models.ForeignKey("zt_ledger.Entry", on_delete=models.PROTECT)
    reaction = models.CharField(max_length=120)
    state = models.CharField(max_length=8, default="waiting")
    attempts = models.PositiveIntegerField(default=0)
    due_at = models.DateTimeField()
    error = models.TextField(default="", blank=True)
    done_at = models.DateTimeField(null=True)

    personal: dict[str, str] = {}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "reaction"], name="zt_ledger_one_delivery")]
        indexes = [
            models.Index(fields=["due_at"], condition=models.Q(state="waiting"), name="zt_ledger_due"),
            models.Index(fields=["id"], condition=models.Q(state="dead"), name="zt_ledger_dead"),
        ]


class Periodic(models.Model):
    """A schedule's memory: when it is due, when it last ran, what went wrong."""

    name = models.CharField(max_length=120, unique=True)
    next_at = models.DateTimeField()
    last_at = models.DateTimeField(null=True)
    error = models.TextField(default="", blank=True)

    personal: dict[str, str] = {}


class Node(models.Model):
    """The hash of one complete subtree: ``level`` 0 is a leaf, ``position`` counts from the left."""

    level = models.PositiveSmallIntegerField()
    position = models.BigIntegerField()
    hash = models.BinaryField(max_length=32)

    personal: dict[str, str] = {}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["level", "position"], name="zt_ledger_node_place")]


class TreeHead(models.Model):
    """A signed head."""

    size = models.BigIntegerField(unique=True)
    root = models.BinaryField(max_length=32)
    at = models.DateTimeField()
    key = models.CharField(max_length=64)
    signature = models.BinaryField(max_length=64)

    personal: dict[str, str] = {}
