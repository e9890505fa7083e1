"""外部审批系统: what lies there, since when it was not heard of, and what is to be tried."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import datetime

from zhengtong.delivery.approvals import policy, ports
from zhengtong.delivery.approvals.errors import OutsideSystemDown
from zhengtong.delivery.approvals.models import Approval
from zhengtong.delivery.approvals.models import ExternalFile as Row
from zhengtong.delivery.approvals.terms import ExternalFile, FileState, OutsideState
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.refs import Pin
from zhengtong.kernel.words import Words

BATCH = 100  # files of one round of the worker
_BOOK = 10_000  # files of one comparison of books
_RUNNING = (FileState.PACKING, FileState.TO_PUSH, FileState.PUSHED)


def external_file(approval: str, by: Actor) -> ExternalFile | None:
    """Where it stands in the outside system that decides it; None where it is decided here, or is not this actor's to see."""
    if not policy.visible(by).filter(number=approval).exclude(system="").exists():
        return None
    row = Row.objects.select_related("approval").filter(approval__number=approval).first()
    return file_view(row) if row else None


def external_files(case: str) -> dict[str, ExternalFile]:
    """All files of a case, by approval; one query. For a reader who may see the case."""
    return {row.approval.number: file_view(row) for row in Row.objects.select_related("approval").filter(approval__case=case)}


def files_due(at: datetime) -> tuple[tuple[str, str], ...]:
    """(approval, system) of what is to be tried now, the longest waiting first."""
    rows = Row.objects.filter(state__in=(FileState.TO_PUSH, FileState.PUSHED), next_try_at__lte=at).order_by("next_try_at", "id")
    return tuple(rows.values_list("approval__number", "system")[:BATCH])


def files_of(system: str) -> Sequence[Row]:
    """The files of one system whose answer is not on record yet, newest first, as many as one comparison takes."""
    return list(Row.objects.select_related("approval").filter(system=system, state__in=_RUNNING[1:]).order_by("-id")[:_BOOK])


def outside_systems() -> tuple[OutsideState, ...]:
    """外部系统概况: each system that holds, or held, something of ours; one query."""
    files: dict[str, list[Row]] = defaultdict(list)
    for row in Row.objects.select_related("approval").filter(state__in=(*_RUNNING, FileState.DISPUTED)).order_by("id")[:_BOOK]:
        files[row.system].append(row)
    for system in Row.objects.order_by().values_list("system", flat=True).distinct():
        files.setdefault(system, [])
    return tuple(_state(system, files[system]) for system in sorted(files))


def _state(system: str, rows: Sequence[Row]) -> OutsideState:
    count = Counter(row.state for row in rows)
    sample = rows[0].approval if rows else Row.objects.select_related("approval").filter(system=system).latest("id").approval
    name = system_name(sample)
    try:
        simulated = ports.system(system, name).simulated
    except OutsideSystemDown:
        simulated = False
    running = [row for row in rows if row.state in _RUNNING]
    heard = [row.seen_at or row.approval.opened_at for row in running]
    return OutsideState(
        code=system,
        name=name,
        simulated=simulated,
        waiting=count[FileState.PACKING] + count[FileState.TO_PUSH],
        pushed=count[FileState.PUSHED],
        disputed=count[FileState.DISPUTED],
        unheard_since=min(filter(None, heard), default=None),
        trouble=next((row.trouble for row in running if row.trouble), ""),
    )


def system_name(row: Approval) -> Words:
    """As its item's content names it."""
    system = catalogue.guide(row.item, pin=Pin("item", row.item, row.pin)).handling.system
    return system.name if system else Words(row.system)


def file_view(row: Row) -> ExternalFile:
    return ExternalFile(
        approval=row.approval.number,
        system=row.system,
        name=system_name(row.approval),
        state=FileState(row.state),
        number=row.number,
        decision=row.decision,
        pushed_at=row.pushed_at,
        seen_at=row.seen_at,
        answered_at=row.answered_at,
        tries=row.tries,
        trouble=row.trouble,
        stage=row.stage,
    )
