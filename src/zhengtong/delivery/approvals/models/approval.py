"""审批: tables."""

from typing import ClassVar

from django.db import models

_OPEN = models.Q(state="open")


class Approval(models.Model):
    """One item inside one case. ``due_on`` is a projection of the clock for ordering; the clock itself is computed."""

    personal: ClassVar[dict[str, str]] = {
        "decided_name": "name of the deciding officer, shown on the decision (行政许可法 art. 38)",
        "decided_for": "the absent colleague for whom a substitute decided; a decision must be attributable",
        "accepted_by": "so that whoever accepted does not also decide, where the item says so",
        "basis": "who acts for another sees what was filed on their own ground",
        "reason_text": "may speak of the applicant; read by the applicant and the deciding body",
        "note": "may speak of the applicant; read by the deciding body",
        "nobody_interested": "may speak of persons; read by the deciding body",
        "conditions": "may speak of the applicant; read by the applicant",
        "explanation": "may speak of the applicant; read by the applicant",
        "explained_name": "name of the officer who explained, read by the applicant",
        "past": "an annulled decision as it was made; read by the applicant and the deciding body",
        "claimed_by": "who works on it, so that colleagues do not both begin",
        "claimed_name": "the same, by name",
    }

    number = models.CharField(max_length=40, unique=True)
    case = models.CharField(max_length=32, db_index=True)
    item = models.CharField(max_length=80)
    pin = models.CharField(max_length=64)  # sha256 of the item version
    name = models.JSONField()
    title = models.JSONField()
    subject_kind = models.CharField(max_length=16)
    basis = models.CharField(max_length=60, default="", blank=True)  # of the case: on what ground it was filed for the subject
    matter = models.CharField(max_length=100, default="", blank=True)  # of the case: bundle:… or item:…
    subject_number = models.CharField(max_length=32)
    organisation = models.CharField(max_length=40)
    window = models.CharField(max_length=40)
    former = models.CharField(max_length=40, default="", blank=True)  # the body it was taken over from
    in_name_of = models.CharField(max_length=40, default="", blank=True)  # as decided: whose name and seal; empty before
    authority = models.CharField(max_length=12, default="", blank=True)  # as decided: on what ground (identity.terms.AuthorityKind)
    authority_reference = models.CharField(max_length=300, default="", blank=True)
    supervised_by = models.CharField(max_length=40, default="", blank=True)  # as decided: the body that watches over this power
    unpublished = models.BooleanField(default=False)  # the source named no department
    regime = models.CharField(max_length=40, blank=True)
    promised = models.JSONField(null=True)
    legal = models.JSONField(null=True)
    after = models.JSONField(default=list)
    licence_type = models.CharField(max_length=60, blank=True)
    state = models.CharField(max_length=12, default="waiting")
    started_on = models.DateField(null=True)  # the act the clock runs from
    opened_at = models.DateTimeField(null=True)
    due_on = models.DateField(null=True)
    legal_due_on = models.DateField(null=True)
    order_on = models.DateField()  # due_on, or far away: the inbox's keyset
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=60, blank=True)
    decided_name = models.CharField(max_length=60, blank=True)
    decided_for = models.CharField(max_length=60, default="", blank=True)  # the absent colleague by whose right alone it was decided
    accepted_by = models.CharField(max_length=60, default="", blank=True)  # who accepted the case; empty: nobody yet, or the law
    opinion = models.CharField(max_length=8, blank=True)
    reason_text = models.TextField(blank=True)
    reason_article = models.CharField(max_length=200, blank=True)
    reason_remedy = models.TextField(blank=True)
    note = models.TextField(blank=True)
    division = models.CharField(max_length=12)
    moved = models.JSONField(default=list)  # 区划变更: [[former division, ISO date from which it was another], …]
    lacks = models.JSONField(default=list)  # 容缺: papers promised for later; it is not approved before they are there
    committed = models.BooleanField(default=False)  # 告知承诺: the applicant committed instead of proving; checked afterwards
    joint = models.BooleanField(default=False)  # 统一办理: answered together, under the joint term (行政许可法 art. 26)
    accepted_on = models.DateField(null=True)  # limited numbers go by order of acceptance (行政许可法 art. 57)
    limited = models.BooleanField(default=False)  # 有数量限制
    paused_on = models.DateField(null=True)  # since when the clock stands still; a projection of its events
    nobody_interested = models.TextField(default="", blank=True)  # 没有利害关系人: why, where the item asks to look for them
    upper = models.CharField(max_length=40, default="", blank=True)  # 上级机关: who decides once the lower office has examined
    system = models.CharField(max_length=40, default="", blank=True)  # the outside system that decides it; empty: decided here
    conditions = models.JSONField(default=list)  # 附条件准予
    fails_on = models.JSONField(default=list)  # codes of the conditions that alone stand against it
    weighed = models.JSONField(null=True)  # terms.Weighed
    automatic = models.JSONField(null=True)  # 秒批: every condition with its sources, as it was worked out
    explanation = models.TextField(default="", blank=True)  # 说明: a person's answer to whoever asked for one after an automatic approval
    explained_at = models.DateTimeField(null=True)
    explained_name = models.CharField(max_length=60, default="", blank=True)
    human_asked_at = models.DateTimeField(null=True)  # the applicant asked for a person (个人信息保护法 art. 24)
    silent_on = models.DateField(null=True)  # 延续: the last day to decide, where silence grants (行政许可法 art. 50)
    by_law = models.CharField(max_length=300, default="", blank=True)  # 视为准予: the article by which nobody's decision granted it
    turn = models.SmallIntegerField(default=1)  # 重新作出: the how-manieth decision is being made, or was
    past = models.JSONField(default=list)  # decisions that were annulled in reconsideration, as they stood
    claimed_by = models.CharField(max_length=60, default="", blank=True)
    claimed_name = models.CharField(max_length=60, default="", blank=True)
    claimed_at = models.DateTimeField(null=True)
    escalated = models.SmallIntegerField(default=0)  # terms.Level: how far the head of the body has been told of it

    class Meta:
        indexes = (
            models.Index(fields=["organisation", "state", "order_on", "id"], name="zt_approval_inbox"),
            models.Index(fields=["organisation", "decided_at", "id"], name="zt_approval_done"),
            models.Index(fields=["organisation", "claimed_by", "order_on", "id"], condition=_OPEN, name="zt_approval_claims"),
            models.Index(fields=["organisation", "item", "order_on", "id"], condition=_OPEN, name="zt_approval_items"),
            models.Index(fields=["organisation", "legal_due_on", "id"], condition=_OPEN, name="zt_approval_late"),
            models.Index(fields=["order_on"], condition=_OPEN, name="zt_approval_due"),  # of all bodies: no list may take it
            models.Index(fields=["claimed_at", "id"], condition=models.Q(claimed_at__isnull=False), name="zt_approval_claimed"),
            models.Index(fields=["organisation", "paused_on", "id"], condition=models.Q(paused_on__isnull=False), name="zt_approval_still"),
            models.Index(fields=["organisation", "order_on", "id"], condition=models.Q(escalated__gt=0), name="zt_approval_escalated"),
            models.Index(
                fields=["organisation", "item", "accepted_on", "opened_at", "id"],
                condition=models.Q(limited=True),
                name="zt_approval_limited",
            ),
        )
        constraints = (models.UniqueConstraint(fields=["case", "item"], name="zt_approval_once_per_case"),)
