"""人员名册导入: a file of joiners, movers and leavers; shown line by line first, then done whole or not at all."""

import base64
import zlib

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from zhengtong.channels.ui import rights, translate
from zhengtong.channels.ui.guards import actor_of, duty
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.errors.staffing import RosterChanged, RosterTooLarge
from zhengtong.foundation.identity.terms import Duty
from zhengtong.foundation.identity.terms.staffing import Effect, RosterPlan
from zhengtong.kernel import clock
from zhengtong.kernel.refusals import Refusal

_SALT = "zhengtong.roster.1"
_MOST = 1024 * 1024
_LASTS = 3600  # seconds between looking and confirming
_SHOWN = 300  # lines told on the page; the file itself holds all


@duty(Duty.ADMINISTER)
def importing(request: HttpRequest) -> HttpResponse:
    """The form; and once a file is sent, its preview. Nothing is written here."""
    if request.method != "POST":
        return _page(request)
    sent = request.FILES.get("file")
    try:
        if sent is None:
            content = b""
        elif sent.size is not None and sent.size > _MOST:
            raise RosterTooLarge(most=_MOST // 1024)
        else:
            content = sent.read(_MOST + 1)
        plan = identity.preview_roster(content, actor_of(request))
    except Refusal as refused:
        return _page(request, refused=refused)
    return _page(request, plan=plan, content=content)


@duty(Duty.ADMINISTER)
@require_POST
def confirm(request: HttpRequest) -> HttpResponse:
    """What was previewed, by whoever previewed it; the one-time codes of the joiners are in this answer and nowhere else."""
    by = actor_of(request)
    try:
        who, seen, packed = signing.loads(request.POST.get("roster", ""), salt=_SALT, max_age=_LASTS)
    except signing.BadSignature:
        return _page(request, refused=RosterChanged())
    content = zlib.decompress(base64.b85decode(packed))
    if who != str(by.who):
        return _page(request, refused=RosterChanged())
    try:
        done = identity.import_roster(content=content, by=by, at=clock.now(), seen=seen)
    except RosterChanged as refused:
        return _page(request, plan=identity.preview_roster(content, by), content=content, refused=refused)
    except Refusal as refused:
        return _page(request, refused=refused)
    context = {"place": "staff", "joined": done.joined, "done": done, "first": request.build_absolute_uri(reverse("workbench:first"))}
    response = render(request, "workbench/staff/coded.html", context)
    response.headers["Cache-Control"] = "no-store"
    return response


@duty(Duty.ADMINISTER)
@require_safe
def sample(request: HttpRequest) -> HttpResponse:
    """样表: the columns, and one line of each kind for the reader's own body."""
    body = actor_of(request).organisation or ""
    head = ("操作", "账号", "姓名", "机构代码", "内设机构", "职务", "职责", "事项", "区划", "自", "至", "证件号")
    rows = (
        head,
        ("入职", "zhangsan", "张三", body, "审批科", "科员", "审查", "", "", clock.today().isoformat(), "", ""),
        ("调动", "lisi", "李四", body, "登记科", "科长", "审查、复核", "", "", "", "", ""),
        ("离职", "wangwu", "", "", "", "", "", "", "", "", clock.today().isoformat(), ""),
    )
    response = HttpResponse(rights.sheet(rows), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="roster.csv"'
    return response


def _page(
    request: HttpRequest, *, plan: RosterPlan | None = None, content: bytes = b"", refused: Refusal | None = None
) -> HttpResponse:
    told = translate.refusal(refused) if refused else None
    context: dict[str, object] = {"place": "staff", "told": told}
    if plan is not None:
        context |= _previewed(plan)
        if not plan.defects:
            kept = [str(actor_of(request).who), identity.digest_of_roster(plan), base64.b85encode(zlib.compress(content, 9)).decode()]
            context["roster"] = signing.dumps(kept, salt=_SALT)
    return render(request, "workbench/staff/import.html", context, status=told.status if told else 200)


def _previewed(plan: RosterPlan) -> dict[str, object]:
    defects = [(one, translate.sentence(one.message, one.params), gettext(one.remedy)) for one in plan.defects[:_SHOWN]]
    return {
        "plan": plan,
        "steps": plan.steps[:_SHOWN],
        "more_steps": max(0, len(plan.steps) - _SHOWN),
        "defects": defects,
        "more_defects": max(0, len(plan.defects) - _SHOWN),
        "counts": [(effect, plan.count(effect)) for effect in Effect],
        "changes": any(step.effect is not Effect.NONE for step in plan.steps),
    }
