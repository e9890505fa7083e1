"""外部审批系统: what goes out, what comes back, and both books compared. Nothing is typed twice."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from django.db.models import F

from zhengtong.delivery.approvals import ports, queries, rules
from zhengtong.delivery.approvals.commands.decide import Given, conclude
from zhengtong.delivery.approvals.errors import OutsideSystemDown, OutsideSystemRefused
from zhengtong.delivery.approvals.facts import AnsweredOutside, CalledBack, DisputedOutside, HandedOut, PushedOut, Reconciled
from zhengtong.delivery.approvals.models import Approval, ExternalAnswer, ExternalFile
from zhengtong.delivery.approvals.terms import Answer, ApprovalNumber, ApprovalState, FileState, Packet, Progress, Reconciliation
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Ref
from zhengtong.kernel.refusals import Refusal
from zhengtong.kernel.words import Words


def hand_out(row: Approval, system: str, *, by: Actor, at: datetime) -> None:
    """转外部系统: an approval that opens and is decided there. In the transaction that opens it; the conductor packs it afterwards."""
    row.system = system
    row.save(update_fields=["system"])
    ExternalFile.objects.get_or_create(approval=row, defaults={"system": system})
    _record(HandedOut(ApprovalNumber(row.number), row.case, row.item, system), row, by, at)


def pack(
    *,
    approval: str,
    answers: Mapping[str, object],
    papers: Sequence[tuple[str, str, str]],
    accepted_on: str,
    by: Actor,
    at: datetime,
) -> None:
    """组卷: what the item needs of the case goes out as it stood. Called by the conductor; doing it again changes nothing."""
    with ledger.writing(None, by):
        file = ExternalFile.objects.select_for_update().filter(approval__number=approval, state=FileState.PACKING).first()
        if file is not None:
            file.packet = {"answers": dict(answers), "papers": [list(one) for one in papers], "accepted_on": accepted_on}
            file.state, file.next_try_at = FileState.TO_PUSH, at
            file.save(update_fields=["packet", "state", "next_try_at"])


def carry(*, by: Actor, at: datetime) -> int:
    """推送与回取: everything that is due to be tried; one system's outage holds up nobody else's. How many were heard."""
    heard, down = 0, set[str]()
    for number, system in queries.files_due(at):
        if system not in down:
            try:
                ask(approval=number, by=by, at=at)
                heard += 1
            except OutsideSystemDown:
                down.add(system)
            except Refusal:
                continue  # on record with the file, and shown
    return heard


def ask(*, approval: str, by: Actor, at: datetime) -> None:
    """再问一次: push what is not there yet, else ask where it stands. The network is never waited for inside a transaction.

    Raises OutsideSystemDown, OutsideSystemRefused; either is kept with the file, with the time of the next try.
    """
    file = ExternalFile.objects.select_related("approval").get(approval__number=approval)
    name = queries.system_name(file.approval)
    try:
        system = ports.system(file.system, name)
        if file.state == FileState.TO_PUSH:
            _pushed(file, system.push(_packet(file, name), patience=ports.PATIENCE), by, at)
        elif file.state in (FileState.PUSHED, FileState.ANSWERED):
            _heard(file, system.pull(file.system, file.number, patience=ports.PATIENCE), by, at)
    except Refusal as why:
        _in_vain(file, why, by, at)
        raise _named(why, name) from why


def call_back(*, approval: str, by: Actor, at: datetime) -> None:
    """撤件: the outside system is told that the applicant withdrew it. Raises OutsideSystemDown, to be tried again."""
    file = ExternalFile.objects.select_related("approval").filter(approval__number=approval).exclude(state=FileState.CALLED_BACK).first()
    if file is None:
        return
    if file.number:
        ports.system(file.system, queries.system_name(file.approval)).call_back(file.system, file.number, patience=ports.PATIENCE)
    with ledger.writing(None, by):
        row, still = file.approval, ExternalFile.objects.filter(pk=file.pk).exclude(state=FileState.CALLED_BACK)
        if still.update(state=FileState.CALLED_BACK, next_try_at=None):
            _record(CalledBack(ApprovalNumber(row.number), row.case, row.item, file.system), row, by, at)


def reconcile(*, system: str, by: Actor, at: datetime) -> Reconciliation:
    """对账: our files against theirs; what was lost on the way is mended, what contradicts is put before a person.

    Raises OutsideSystemDown.
    """
    files = {one.approval.number: one for one in queries.files_of(system)}
    name = queries.system_name(next(iter(files.values())).approval) if files else Words(system)
    theirs = ports.system(system, name).known(system, sorted(files), patience=ports.PATIENCE)
    found = rules.compare(system, {number: queries.file_view(one) for number, one in files.items()}, theirs)
    with ledger.writing(None, by):
        for number in found.pushed_again:
            ExternalFile.objects.filter(pk=files[number].pk).update(state=FileState.TO_PUSH, next_try_at=at)
        for number in found.numbers_taken:
            _pushed(files[number], theirs[number].number, by, at)
        for number in found.disputed:
            _dispute(files[number], "", by, at)
        mended = (*found.pushed_again, *found.numbers_taken, *found.answers_taken)
        ledger.record(Reconciled(system, found.checked, mended, found.disputed), by=by, about=Ref("system", system), at=at)
    for number in found.answers_taken:
        _heard(ExternalFile.objects.select_related("approval").get(pk=files[number].pk), theirs[number], by, at)
    return found


def _packet(file: ExternalFile, name: Words) -> Packet:
    row, held = file.approval, file.packet
    papers = tuple((str(material), str(called), str(sha256)) for material, called, sha256 in held.get("papers", ()))
    title = Words.read(row.name) or name
    return Packet(row.number, file.system, row.item, title, held.get("answers", {}), papers, held.get("accepted_on", ""))


def _pushed(file: ExternalFile, number: str, by: Actor, at: datetime) -> None:
    with ledger.writing(None, by):
        row = file.approval
        fresh = ExternalFile.objects.filter(pk=file.pk, state=FileState.TO_PUSH)
        again = rules.next_question(at)
        if fresh.update(state=FileState.PUSHED, number=number, pushed_at=at, seen_at=at, tries=0, trouble="", next_try_at=again):
            _record(PushedOut(ApprovalNumber(row.number), row.case, row.item, file.system, number), row, by, at)


def _heard(file: ExternalFile, said: Progress, by: Actor, at: datetime) -> None:
    """The answer is on record before it has any effect, and has its effect in the same transaction."""
    with ledger.writing(None, by):
        file = ExternalFile.objects.select_for_update().select_related("approval").get(pk=file.pk)
        file.seen_at, file.stage, file.tries, file.trouble = at, said.stage[:200], 0, ""
        file.next_try_at = None if file.state in (FileState.ANSWERED, FileState.DISPUTED) else rules.next_question(at)
        if said.answer is not None:
            _take(file, said.answer, by, at)
        file.save()


def _take(file: ExternalFile, answer: Answer, by: Actor, at: datetime) -> None:
    row = Approval.objects.select_for_update().get(pk=file.approval_id)
    digest = rules.digest(answer)
    _, first = ExternalAnswer.objects.get_or_create(file=file, digest=digest, defaults={"body": rules.written(answer), "at": at})
    if not first:
        return
    if file.state == FileState.ANSWERED:
        _dispute(file, digest, by, at)
        return
    file.state, file.decision, file.answered_at, file.next_try_at = FileState.ANSWERED, answer.number, at, None
    number = ApprovalNumber(row.number)
    _record(AnsweredOutside(number, row.case, row.item, file.system, answer.number, answer.opinion, digest), row, by, at)
    if row.state == ApprovalState.OPEN:  # withdrawn in the meantime: the answer is kept and decides nothing
        there = replace(by, name=queries.system_name(row).zh)
        conclude(row, queries.guide_of(row), Given(answer.opinion, answer.reasons), None, by=there, at=at)


def _dispute(file: ExternalFile, digest: str, by: Actor, at: datetime) -> None:
    row = file.approval
    file.state, file.next_try_at = FileState.DISPUTED, None
    ExternalFile.objects.filter(pk=file.pk).update(state=FileState.DISPUTED, next_try_at=None)
    _record(DisputedOutside(ApprovalNumber(row.number), row.case, row.item, file.system, digest), row, by, at)


def _in_vain(file: ExternalFile, why: Refusal, by: Actor, at: datetime) -> None:
    with ledger.writing(None, by):
        ExternalFile.objects.filter(pk=file.pk).update(tries=F("tries") + 1, trouble=why.code, next_try_at=rules.next_try(file.tries, at))


def _named(why: Refusal, name: Words) -> Refusal:
    """The same refusal, by the name that people know the system by."""
    if isinstance(why, OutsideSystemRefused):
        return OutsideSystemRefused(system=name, why=why.params.get("why", ""))
    return OutsideSystemDown(system=name) if isinstance(why, OutsideSystemDown) else why


def _record(fact: object, row: Approval, by: Actor, at: datetime) -> None:
    ledger.record(fact, by=by, about=Ref("case", row.case), division=row.division, at=at)
