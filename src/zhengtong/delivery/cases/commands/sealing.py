"""文书: print, seal and keep what was told in writing. Slow and sometimes out of reach, so never inside the transaction of a decision."""

import io
from datetime import datetime

from django.conf import settings

from zhengtong.delivery.cases import rules
from zhengtong.delivery.cases.errors import DocumentNotFound
from zhengtong.delivery.cases.facts import DocumentSealed
from zhengtong.delivery.cases.models import Case, Delivery, Document
from zhengtong.delivery.cases.queries import documents as held
from zhengtong.delivery.cases.queries import notices, reading
from zhengtong.delivery.cases.terms import CaseNumber, Sentence, WrittenNotice
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.documents import api as documents
from zhengtong.kernel.files import api as files
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Ref
from zhengtong.kernel.refusals import gettext_noop
from zhengtong.kernel.words import Words

_PLATFORM = Words("政通", "Zhengtong")
_REASON = "演示用印 · demonstration seal"
_CHINESE, _ENGLISH = "zh-hans", "en"


def document(*, case: str, name: str, by: Actor, at: datetime) -> bytes:
    """文书下载: the sealed bytes; sealed now, where the worker has not come round to it.

    Raises CaseNotFound, OwnMatter, DocumentNotFound, documents.SealUnreachable.
    """
    row = reading.find(case, by)
    return held.sheet(_sealed(row, held.paper(row, name), by, at))


def approval_document(*, approval: str, name: str, by: Actor, at: datetime) -> bytes:
    """The same of one part, for whoever decides it. Raises ApprovalNotFound, DocumentNotFound, documents.SealUnreachable."""
    row = held.of_approval(approval, by)
    notice = held.paper(row, name)
    if notice.approval != approval:
        raise DocumentNotFound
    return held.sheet(_sealed(row, notice, by, at))


def translation(*, case: str, name: str, by: Actor) -> bytes:
    """英文译本: to read, made anew each time and sealed by nobody; the Chinese text is what counts.

    Raises CaseNotFound, DocumentNotFound.
    """
    row = reading.find(case, by)
    return _print(held.paper(row, name), _ENGLISH)


def seal_documents(*, case: str, by: Actor, at: datetime) -> int:
    """用印: whatever of this case is written and not sealed yet. Doing it again changes nothing. Raises documents.SealUnreachable."""
    row = Case.objects.get(number=case)
    done = set(row.documents.values_list("name", flat=True))
    missing = [one for one in notices.papers(row) if one.name not in done]
    for one in missing:
        _sealed(row, one, by, at)
    return len(missing)


def owe(*, case: str, by: Actor) -> None:
    """送达期限: each document that must reach the applicant has its row and its day, whether or not it is sealed yet."""
    row = Case.objects.get(number=case)
    known = set(row.deliveries.values_list("document", flat=True))
    new = [one for one in held.owed(row) if one.name not in known]
    if not new:
        return
    regimes = held.regimes(row)
    with ledger.writing(None, by):
        Case.objects.select_for_update().only("pk").get(pk=row.pk)
        for one in new:
            regime = regimes.get(one.approval)
            term = rules.delivery_term(one.kind, [regime] if regime else [], catalogue.calendar(row.division), on=one.on)
            Delivery.objects.get_or_create(
                case=row,
                document=one.name,
                defaults={
                    "number": one.number,
                    "title": one.title.message,
                    "matter": {"zh": one.matter.zh, "en": one.matter.en},
                    "since": one.on,
                    "due_on": term.due.on if term.due else None,
                    "reference": term.article,
                },
            )


def _sealed(row: Case, notice: WrittenNotice, by: Actor, at: datetime) -> Document:
    """The one sealed copy: of two who seal at the same moment the second takes the first's."""
    there = Document.objects.filter(case=row, name=notice.name).first()
    if there is not None:
        return there
    made = documents.seal(_print(notice, _CHINESE), body=notice.issuer.zh, reason=_REASON)
    kept = files.store(io.BytesIO(made.sheet), name=f"{notice.number}.pdf")
    with ledger.writing(None, by):
        Case.objects.select_for_update().only("pk").get(pk=row.pk)
        there, new = Document.objects.get_or_create(
            case=row,
            name=notice.name,
            defaults={
                "number": notice.number,
                "kind": str(notice.kind),
                "sha256": kept.sha256,
                "size": kept.size,
                "sealed_at": at,
                "seal": made.key,
                "demonstration": made.demonstration,
            },
        )
        if new:
            fact = DocumentSealed(CaseNumber(row.number), notice.name, notice.number, kept.sha256, made.key)
            ledger.record(fact, by=by, about=Ref("case", row.number), division=row.division, at=at)
    return there


def _print(notice: WrittenNotice, language: str) -> bytes:
    letter = documents.Letter(
        title=_say(notice.title, language),
        number=notice.number,
        issuer=notice.issuer.say(language),
        issuer_zh=notice.issuer.zh,
        on=documents.day(notice.on, language=language),
        city=f"{catalogue.city().name.say(language)} · {_PLATFORM.say(language)}",
        addressee="" if notice.rows else notice.addressee,
        body=tuple(_say(one, language) for one in notice.body),
        rows=tuple((_say(label, language), _say(value, language)) for label, value in notice.rows),
        points=tuple(_say(one, language) for one in notice.points),
        article=notice.article,
        remedies=tuple(_say(one, language) for one in notice.remedies),
        signed=_signed(notice, language),
        notes=tuple(_say(one, language) for one in _notes(notice, language)),
        language="zh" if language == _CHINESE else "en",
        sealed=language == _CHINESE,
    )
    return documents.print_letter(letter, at=notice.at, address=address(notice.number))


def address(number: str) -> str:
    """Where anybody can verify it; the code keeps others from finding it by counting."""
    return f"{settings.ZT_PUBLIC_URL}/verify/document/{number}/{held.code(number)}/"


def _notes(notice: WrittenNotice, language: str) -> tuple[Sentence, ...]:
    paper = Sentence(gettext_noop("You can have it on paper at the window, also after agreeing to electronic delivery (民事诉讼法 90)."))
    if language != _CHINESE:
        return (notice.seal, Sentence(gettext_noop("A translation to read, sealed by nobody. The Chinese text is what counts.")))
    return (notice.seal,) if notice.rows else (notice.seal, paper)


def _signed(notice: WrittenNotice, language: str) -> str:
    if not notice.signed:
        return ""
    if notice.instead_of:
        said = gettext_noop("Decided by %(name)s, standing in for %(other)s")
        return documents.said(said, {"name": notice.signed, "other": notice.instead_of}, language=language)
    return documents.said(gettext_noop("Decided by %(name)s"), {"name": notice.signed}, language=language)


def _say(one: Sentence, language: str) -> str:
    params = {name: _say(value, language) if isinstance(value, Sentence) else value for name, value in one.params.items()}
    return documents.said(one.message, params, language=language)
