"""文件: store and sweep."""
import mmap
from datetime import datetime, timedelta

from django.conf import settings

from zhengtong.kernel import clock
from zhengtong.kernel.actors import system
from zhengtong.kernel.files import disk, registry, rules
from zhengtong.kernel.files.errors import TooLarge
from zhengtong.kernel.files.models import File
from zhengtong.kernel.files.terms import MediaType, StoredFile
from zhengtong.kernel.ledger import api as ledger

KEPT = timedelta(days=7)             # how long a file may wait for somebody to refer to it
_BATCH = 200


def store(stream: disk.Readable, *, name: str, limit: int | None = None) -> StoredFile:
    """存放: keep a file, judged by its content. The same content twice is kept once. Call it outside any transaction.

    Raises TooLarge, EmptyFile, WrongType and its kinds (Damaged, ActiveContent, Locked, TooManyPixels); then nothing is kept.
    """
    most = settings.ZT_UPLOAD_LIMIT if limit is None else limit
    shown = rules.clean_name(name)
    if (getattr(stream, "size", None) or 0) > most:
        raise TooLarge(name=shown, limit=most // (1024 * 1024))
    with disk.arriving(stream, name=shown, limit=most) as arrival:
        _check(arrival, shown)
        with disk.folder_lock():
            _keep(arrival, clock.now())
            disk.settle(arrival)
    return StoredFile(arrival.sha256, arrival.size, arrival.kind, rules.clean_name(name, arrival.kind))


def _check(arrival: disk.Arrival, name: str) -> None:
    if arrival.kind is not MediaType.PDF:
        rules.check_picture(arrival.file, arrival.kind, name=name)
        return
    with mmap.mmap(arrival.file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        rules.check_pdf(content, name=name)


def _keep(arrival: disk.Arrival, at: datetime) -> None:
    with ledger.writing(None, system("files")):
        File.objects.update_or_create(
            sha256=arrival.sha256,
            defaults={"look_at": at + KEPT},
            create_defaults={"size": arrival.size, "media_type": arrival.kind.value, "stored_at": at, "look_at": at + KEPT},
        )


def sweep(*, at: datetime) -> int:
    """清理: remove files that nobody has referred to for seven days. Returns how many."""
    disk.clear_arrivals()
    swept = 0
    while hashes := list(File.objects.filter(look_at__lte=at).order_by("look_at").values_list("sha256", flat=True)[:_BATCH]):
        with disk.folder_lock():
            with ledger.writing(None, system("files")):
                due = set(File.objects.select_for_update().filter(sha256__in=hashes, look_at__lte=at).values_list("sha256", flat=True))
                kept = registry.referred(due)
                File.objects.filter(sha256__in=kept).update(look_at=at + KEPT)
                File.objects.filter(sha256__in=due - kept).delete()
            for one in due - kept:
                disk.remove(one)
        swept += len(due - kept)
    return swept
