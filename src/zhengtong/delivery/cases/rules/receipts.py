"""收件凭证, 送达回证: that something was received, by us and by the applicant."""

from datetime import date

from zhengtong.delivery.cases.rules.writing import Named, day, in_words, paper, received, received_for, window_of
from zhengtong.delivery.cases.terms import CaseView, DeliveryView, DeliveryWay, NoticeKind, Receiver, Sentence, WrittenNotice
from zhengtong.kernel.refusals import gettext_noop
from zhengtong.kernel.words import Words

RECEIPT = "receipt"
DELIVERED = "delivered-"
"""Before the name of the document whose delivery it proves."""

_WAYS = {
    DeliveryWay.ELECTRONIC: Words("电子送达（受送达人同意）", "electronic, with consent"),
    DeliveryWay.WINDOW: Words("窗口直接送达", "handed over at the window"),
    DeliveryWay.POST: Words("邮寄送达", "by post"),
    DeliveryWay.LEFT: Words("留置送达（拒绝签收）", "left behind, they refused it"),
}
_RECEIVERS = {
    Receiver.SELF: Words("本人（法定代表人）", "themselves, or the legal representative"),
    Receiver.AGENT: Words("代理人", "their agent"),
    Receiver.FAMILY: Words("同住成年家属", "an adult of the family living with them"),
    Receiver.RECEIVING: Words("负责收件的人", "who receives letters for them"),
    Receiver.POSTED: Words("回执签收人", "who signed the slip"),
}
_BY_WAY = {
    DeliveryWay.ELECTRONIC: "民事诉讼法 第九十条、电子签名法 第十一条",
    DeliveryWay.WINDOW: "民事诉讼法 第八十七条、第八十八条",
    DeliveryWay.POST: "民事诉讼法 第九十一条",
    DeliveryWay.LEFT: "民事诉讼法 第八十九条",
}


def receipt(case: CaseView, papers: tuple[Words, ...], due: date | None, named: Named) -> WrittenNotice:
    """收件凭证: that it came in, when, with which papers, for whom. It is not acceptance (行政许可法 art. 32)."""
    rows = [
        (gettext_noop("Number of the case"), case.number),
        (gettext_noop("What was applied for"), case.title),
        (gettext_noop("Who applied"), case.subject_name),
        (gettext_noop("Day and time of receipt"), case.submitted_at),
        (gettext_noop("Papers received"), _listed(papers)),
    ]
    if due is not None:
        rows.append((gettext_noop("Accepted or asked about by"), in_words(due)))
    return paper(
        case, named, case.submitted_at, kind=NoticeKind.RECEIPT, name=RECEIPT, number=f"{case.number}-SJ",
        title=Sentence(gettext_noop("Receipt for what was handed in")),
        body=(
            received(case),
            *received_for(case, named, case.submitted_at),
            Sentence(gettext_noop("This says that it was received. It is not the notice of acceptance.")),
        ),
        points=(), article="",  # no article orders it; the one that orders a paper is about acceptance
        rows=tuple((Sentence(label), _value(value)) for label, value in rows),
    )  # fmt: skip


def delivery_receipt(case: CaseView, document: WrittenNotice, told: DeliveryView, named: Named) -> WrittenNotice:
    """送达回证: which document reached whom, how, and on which day it counts (民事诉讼法 art. 87, which other procedures follow)."""
    assert told.way is not None
    assert told.delivered_at is not None
    left = told.way is DeliveryWay.LEFT
    rows: list[tuple[str, object]] = [
        (gettext_noop("The document delivered"), document.title),
        (gettext_noop("Number of the paper delivered"), document.number),
        (gettext_noop("Addressee"), document.addressee),
        (gettext_noop("Way of delivery"), _WAYS[told.way]),
        (gettext_noop("Day of delivery"), day(told.delivered_at) if told.way is not DeliveryWay.ELECTRONIC else told.delivered_at),
    ]
    if told.way is DeliveryWay.ELECTRONIC:
        rows.append((gettext_noop("Place of delivery"), Words("政通消息箱（受送达人的特定系统）", "the message box on this site")))
    if told.received_by:
        rows.append((gettext_noop("Refused by") if left else gettext_noop("Signed for by"), told.received_by))
    if told.receiver is not None:
        quality = gettext_noop("Quality of whoever refused it") if left else gettext_noop("Quality of the receiver")
        rows.append((quality, _RECEIVERS[told.receiver]))
    if told.shown:
        shown = gettext_noop("Why it was refused, and the witnesses or the recording")
        rows.append((shown if left else gettext_noop("Identity document shown, or number of the letter"), told.shown))
    office = window_of(case, named, told.delivered_at)
    rows.append((gettext_noop("Delivering office"), named.bodies.get(office, Words(office))))
    return paper(
        case, named, told.delivered_at, kind=NoticeKind.DELIVERED, name=f"{DELIVERED}{document.name}", number=f"{document.number}-HZ",
        title=Sentence(gettext_noop("Certificate of delivery")), body=(), points=(), article=_BY_WAY[told.way],
        rows=tuple((Sentence(label), _value(value)) for label, value in rows), matter=document.matter, approval=document.approval,
    )  # fmt: skip


def _value(value: object) -> Sentence:
    return value if isinstance(value, Sentence) else Sentence("%(value)s", {"value": value})


def _listed(papers: tuple[Words, ...]) -> Words:
    if not papers:
        return Words("未提交纸质或者电子材料，按申请书所填办理", "none; it is handled on what the form says")
    return Words("、".join(one.zh for one in papers) + f"（共 {len(papers)} 份）", ", ".join(one.say("en") for one in papers))
