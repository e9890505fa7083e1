"""法人: firms and who may act for them. Public register facts."""

from typing import ClassVar

from django.db import models

from zhengtong.kernel.crypto.api import EncryptedJSON


class Firm(models.Model):
    """法人与个体工商户: one by unified social credit code (GB 32100). Public register facts."""

    personal: ClassVar[dict[str, str]] = {"address": "may be the home of a sole trader; public register fact"}

    code = models.CharField(max_length=18, primary_key=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=12)
    address = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=24, blank=True)
    status = models.CharField(max_length=12, default="active")  # terms.RegisterStatus
    checked_at = models.DateTimeField(null=True)  # when the register of firms was last asked
    synthetic = models.BooleanField(default=False)
    registered_at = models.DateTimeField()


class SimulatedFirm(models.Model):
    """模拟登记: what the simulated register of firms was told; in a demonstration only."""

    personal: ClassVar[dict[str, str]] = {"said": "the legal representative of a synthetic firm (sealed)"}

    code = models.CharField(max_length=18, primary_key=True)
    said = EncryptedJSON()


class Representation(models.Model):
    """代表: who may act for a firm, in what office, from when until when."""

    personal: ClassVar[dict[str, str]] = {"person": "who may act for the firm (民法典 art. 61; public register fact)"}

    person = models.ForeignKey("zt_identity.Person", on_delete=models.PROTECT, related_name="offices")
    firm = models.ForeignKey("zt_identity.Firm", on_delete=models.PROTECT, related_name="representatives")
    office = models.CharField(max_length=24)
    matters = models.JSONField(null=True)  # "bundle:<code>", "item:<code>"; null: everything
    appointed_by = models.CharField(max_length=80, default="", blank=True)
    expires_on = models.DateField(null=True)  # last day of the period it was given for
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["person", "firm", "office"], condition=models.Q(until=None), name="zt_office_once"),
            models.UniqueConstraint(
                fields=["firm"], condition=models.Q(until=None, office="legal_representative"), name="zt_one_legal_representative"
            ),
        )
