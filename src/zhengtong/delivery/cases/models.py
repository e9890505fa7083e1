"""办件: tables."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models.functions import Coalesce

from zhengtong.kernel.crypto.api import EncryptedJSON, EncryptedText


class Case(models.Model):
    """One submission. Answers are encrypted; ``pins`` are the content versions it began under."""

    personal: ClassVar[dict[str, str]] = {
        "answers": "what the applicant told, to decide the matter (个人信息保护法 art. 13(1)(3))",
        "subject_number": "whose matter it is",
        "basis": "who acts for another sees what was filed on their own ground",
        "declined_reason": "may speak of the applicant",
        "declined_points": "may speak of the applicant's papers",
        "received_by": "the clerk who took it in at the window",
    }

    number = models.CharField(max_length=32, unique=True)
    matter_kind = models.CharField(max_length=16)
    matter_code = models.CharField(max_length=80)
    title = models.JSONField()
    pins = models.JSONField()  # [[kind, code, sha256]…]
    planned = models.JSONField()  # [[material, state, by, items]…] as it stood on submission
    subject_kind = models.CharField(max_length=16)
    subject_number = models.CharField(max_length=32)
    filed_by = models.CharField(max_length=60)
    basis = models.CharField(max_length=60, default="", blank=True)  # on what ground it was filed for the subject: mandate, assistance …
    draft = models.CharField(max_length=32, unique=True)  # one draft, one case: two tabs cannot make two
    answers = EncryptedJSON(default=dict)
    window = models.CharField(max_length=40)
    window_then = models.CharField(max_length=40, default="", blank=True)  # the window that had it first, where another took over from it
    division = models.CharField(max_length=12)
    moved = models.JSONField(default=list)  # 区划变更: [[former division, ISO date from which it was another], …]
    state = models.CharField(max_length=16, default="received")
    submitted_at = models.DateTimeField()
    complete_at = models.DateTimeField()  # submission, or the answer to the notice: acceptance counts from here
    accept_due_on = models.DateField(null=True)
    order_on = models.GeneratedField(  # what has no term stands behind everything that has one; kept by the database
        expression=Coalesce("accept_due_on", models.Value(date.max)), output_field=models.DateField(), db_persist=True
    )
    silence_on = models.DateField(null=True)  # 逾期不告知，自收到之日起即为受理: its last day; empty where silence accepts nothing
    accepted_at = models.DateTimeField(null=True)
    accepted_by_law = models.BooleanField(default=False)
    closed_at = models.DateTimeField(null=True)
    declined_reason = models.TextField(blank=True)
    declined_direction = models.TextField(blank=True)
    declined_points = models.JSONField(default=list)  # 一次性告知 with a decline: what to put right before handing it in again
    channel = models.CharField(max_length=12, default="portal")  # terms.Channel: where it came in
    received_at_window = models.CharField(max_length=40, default="", blank=True)  # 代收: which window took it in
    received_by = models.CharField(max_length=60, default="", blank=True)
    starts = models.CharField(max_length=8, default="", blank=True)  # 异地代收: catalogue TakenIn: from when the term runs
    arrived_at = models.DateTimeField(null=True)  # 异地代收: when the deciding place had the papers
    electronic_delivery = models.BooleanField(default=False)  # 同意电子送达
    consented_at = models.DateTimeField(null=True)
    answer_due_on = models.DateField(null=True)  # until when the applicant may answer the notice, where the regime sets a term
    joint = models.BooleanField(default=False)  # 统一办理: one joint answer (行政许可法 art. 26)

    class Meta:
        indexes = (
            models.Index(fields=["subject_kind", "subject_number", "-submitted_at", "-id"], name="zt_case_of_subject"),
            models.Index(fields=["window", "state", "order_on", "id"], name="zt_case_queue"),
            models.Index(fields=["silence_on", "id"], condition=models.Q(state="received"), name="zt_case_silent"),
            models.Index(fields=["answer_due_on", "id"], condition=models.Q(state="supplementing"), name="zt_case_unheard"),
        )


class CaseMaterial(models.Model):
    """One file handed in for one material; a later one of the same material replaces it, the earlier stays on record."""

    personal: ClassVar[dict[str, str]] = {"sha256": "a paper of the applicant", "name": "file name chosen by the applicant"}

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="materials")
    material = models.CharField(max_length=80)
    sha256 = models.CharField(max_length=64, db_index=True)  # may this stored file be swept away?
    name = models.CharField(max_length=200)
    size = models.BigIntegerField()
    media_type = models.CharField(max_length=60)
    at = models.DateTimeField()
    replaced = models.BooleanField(default=False)


class Notice(models.Model):
    """补正告知书: the one consolidated notice, and the applicant's answer to it."""

    personal: ClassVar[dict[str, str]] = {
        "points": "may speak of the applicant's papers",
        "before": "what the applicant had answered, so that the officer can follow the change",
    }

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="notices")
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=60)
    points = models.JSONField()  # [{at, what, article}…]
    before = EncryptedJSON(default=dict)  # element → what stood there before the notice was answered
    answered_at = models.DateTimeField(null=True)
    due_on = models.DateField(null=True)  # the applicant's term, in the applicant's favour; empty: none is set
    reminded_at = models.DateTimeField(null=True)  # the last time the applicant was reminded of it
    barred = models.JSONField(default=list)  # new defects somebody wanted to add: barred, and recorded (art. 32(1)(4))


class Mended(models.Model):
    """当场更正: what was put right at the window, without a notice (行政许可法 art. 32(1)(3))."""

    personal: ClassVar[dict[str, str]] = {
        "before": "what stood there before",
        "after": "what stands there now",
        "by": "an act of an office is attributable",
    }

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="mended")
    at_place = models.CharField(max_length=80)  # element key or material code
    before = EncryptedJSON(default=dict)
    after = EncryptedJSON(default=dict)
    at = models.DateTimeField()
    by = models.CharField(max_length=60)


class Deferral(models.Model):
    """容缺: one paper that may follow, promised in writing by a day."""

    personal: ClassVar[dict[str, str]] = {"promised_by": "who promised it"}

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="deferrals")
    material = models.CharField(max_length=80)
    reference = models.CharField(max_length=300)
    promised_at = models.DateTimeField()
    promised_by = models.CharField(max_length=60)
    due_on = models.DateField()
    supplied_at = models.DateTimeField(null=True)
    missed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["case", "material"], name="zt_deferral_once"),)
        indexes = (models.Index(fields=["due_on"], condition=models.Q(supplied_at=None, missed_at=None), name="zt_deferral_open"),)


class Committed(models.Model):
    """告知承诺: what the applicant committed to for one item, in the words they were told."""

    personal: ClassVar[dict[str, str]] = {"by": "who committed"}

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="committed")
    item = models.CharField(max_length=80)
    told = models.JSONField()  # {zh, en}
    digest = models.CharField(max_length=64)  # of what was told, with its article
    reference = models.CharField(max_length=300)
    at = models.DateTimeField()
    by = models.CharField(max_length=60)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["case", "item"], name="zt_committed_once"),)


class Choice(models.Model):
    """告知承诺: what the applicant chose for a draft before handing it in; codes only."""

    personal: ClassVar[dict[str, str]] = {}

    draft = models.CharField(max_length=32, unique=True)
    committed = models.JSONField(default=dict)  # item → digest of the text that was told
    later = models.JSONField(default=list)  # 容缺: materials promised for later
    at = models.DateTimeField()


class Renewal(models.Model):
    """延续 of one licence: which draft asks for it, and by when it had to be asked for (行政许可法 art. 50)."""

    personal: ClassVar[dict[str, str]] = {"licence": "the number of the applicant's licence"}

    draft = models.CharField(max_length=32, unique=True)
    licence = models.CharField(max_length=128, db_index=True)
    item = models.CharField(max_length=80)
    expires = models.DateField()
    ask_by = models.DateField()
    reference = models.CharField(max_length=300)  # of the day to ask
    silence = models.CharField(max_length=300, default="", blank=True)  # of what silence means; empty: it means nothing
    began_at = models.DateTimeField()
    case = models.CharField(max_length=32, default="", blank=True, db_index=True)  # once handed in
    in_time = models.BooleanField(null=True)  # the same
    over = models.BooleanField(default=False)  # answered, or given up

    class Meta:
        indexes = (models.Index(fields=["over", "case", "expires"], name="zt_renewal_open"),)


class Document(models.Model):
    """文书: one written notice as it was sealed; its bytes never change."""

    personal: ClassVar[dict[str, str]] = {"sha256": "a document about the applicant"}

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="documents")
    name = models.CharField(max_length=60)  # within the case: receipt, acceptance, supplementation, decision-02
    number = models.CharField(max_length=60)
    kind = models.CharField(max_length=30)
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.BigIntegerField()
    sealed_at = models.DateTimeField()
    seal = models.CharField(max_length=60)  # which seal: the key's id
    demonstration = models.BooleanField(default=True)  # 演示: sealed with the built-in key

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["case", "name"], name="zt_document_once"),
            models.UniqueConstraint(fields=["number"], name="zt_document_number"),
        )


class Delivery(models.Model):
    """送达: how and when a document reached the applicant, within ten days of the decision (行政许可法 art. 44)."""

    personal: ClassVar[dict[str, str]] = {
        "received_by": "who received it",
        "shown": "on what document they showed who they are, or the number of the posted letter",
        "by": "an act of an office is attributable",
    }

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="deliveries")
    document = models.CharField(max_length=60)  # name within the case
    number = models.CharField(max_length=60, default="")
    title = models.CharField(max_length=120, default="")  # msgid of the document's name
    matter = models.JSONField(default=dict)
    since = models.DateField()  # the act from which its term runs: the decision
    due_on = models.DateField(null=True)  # as the regime's days give it; empty where it sets none
    order_on = models.GeneratedField(
        expression=Coalesce("due_on", models.Value(date.max)), output_field=models.DateField(), db_persist=True
    )
    reference = models.CharField(max_length=300, default="", blank=True)  # the article of the term
    way = models.CharField(max_length=12, default="", blank=True)  # terms.DeliveryWay; empty: not delivered yet
    delivered_at = models.DateTimeField(null=True)  # the day it counts as delivered
    recorded_at = models.DateTimeField(null=True)
    received_by = models.CharField(max_length=60, default="", blank=True)
    receiver = models.CharField(max_length=20, default="", blank=True)  # terms.Receiver
    shown = EncryptedText(default="", blank=True)
    by = models.CharField(max_length=60, default="", blank=True)
    reminded_at = models.DateTimeField(null=True)  # when the window was told that its term is over

    class Meta:
        constraints = (models.UniqueConstraint(fields=["case", "document"], name="zt_delivery_once"),)
        indexes = (models.Index(fields=["order_on", "id"], condition=models.Q(delivered_at=None), name="zt_delivery_open"),)


class Reconsideration(models.Model):
    """行政复议 of one refusal: what was asked, by when it had to be, and what the government answered (行政复议法)."""

    personal: ClassVar[dict[str, str]] = {
        "wants": "what the applicant asks for; read by them and the reconsidering office",
        "reasons": "the same",
        "late_reason": "why it came late; the same",
        "said": "may speak of the applicant; read by them and the reconsidering office",
        "asked_by": "who asked",
        "basis": "who acts for another sees what was filed on their own ground",
        "decided_name": "an act of an office is attributable",
    }

    number = models.CharField(max_length=60, unique=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="reconsiderations")
    approval = models.CharField(max_length=40)
    turn = models.SmallIntegerField(default=1)  # which decision on it
    item = models.CharField(max_length=80)
    division = models.CharField(max_length=12)
    authority = models.CharField(max_length=40)  # 行政复议机关
    respondent = models.CharField(max_length=40)  # 被申请人
    wants = EncryptedText()
    reasons = EncryptedText()
    delivered_on = models.DateField(null=True)  # from which the term was counted; empty: not delivered yet
    last_on = models.DateField(null=True)
    late_reason = EncryptedText(blank=True, default="")
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=60)
    basis = models.CharField(max_length=60, default="", blank=True)
    state = models.CharField(max_length=12, default="asked")
    examine_by = models.DateField()
    accepted_at = models.DateTimeField(null=True)
    accepted_by_law = models.BooleanField(default=False)
    due_on = models.DateField(null=True)
    outcome = models.CharField(max_length=12, default="", blank=True)
    said = EncryptedText(blank=True, default="")
    article = models.CharField(max_length=300, default="", blank=True)
    redo_days = models.IntegerField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_name = models.CharField(max_length=60, default="", blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["approval", "turn"], name="zt_reconsideration_once"),)
        indexes = (models.Index(fields=["authority", "state", "examine_by", "id"], name="zt_reconsideration_desk"),)


class ReconsiderationPaper(models.Model):
    """A paper handed in with it."""

    personal: ClassVar[dict[str, str]] = {"sha256": "a paper of the applicant", "name": "file name chosen by the applicant"}

    reconsideration = models.ForeignKey(Reconsideration, on_delete=models.PROTECT, related_name="papers")
    sha256 = models.CharField(max_length=64, db_index=True)
    name = models.CharField(max_length=200)
    size = models.BigIntegerField()
    media_type = models.CharField(max_length=60)


class Serial(models.Model):
    """The next free serial of a division and year; processes take blocks, so gaps are normal and no submission waits for another."""

    personal: ClassVar[dict[str, str]] = {}

    prefix = models.CharField(max_length=16, unique=True)  # 9901-2026
    next = models.BigIntegerField(default=1)
