"""实名核验: each time the register was asked for an account."""

from typing import ClassVar

from django.db import models


class IdentityProof(models.Model):
    """核验记录: one question to the real-name register; counted, so that nobody tries names against a number."""

    personal: ClassVar[dict[str, str]] = {
        "account": "who asked",
        "document_index": "blind index of the document asked about, so that tries from many accounts are counted together",
        "person": "who was confirmed",
    }

    account = models.ForeignKey("zt_identity.Account", on_delete=models.CASCADE, related_name="proofs")
    document_index = models.CharField(max_length=64)
    outcome = models.CharField(max_length=12)  # terms.ProofOutcome
    person = models.ForeignKey("zt_identity.Person", on_delete=models.PROTECT, null=True, related_name="proofs")
    at = models.DateTimeField()

    class Meta:
        indexes = (
            models.Index(fields=["account", "at"], name="zt_proofs_of_account"),
            models.Index(fields=["document_index", "at"], name="zt_proofs_of_document"),
        )
