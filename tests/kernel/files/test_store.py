"""存放: whole or not at all, once, and swept only when nobody refers to it."""
import hashlib
import threading
from collections.abc import Collection, Iterator
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from zhengtong.kernel.clock import CHINA
from zhengtong.kernel.files import api as files
from zhengtong.kernel.files import registry
from zhengtong.kernel.files.models import File

MB = 1024 * 1024
PDF = b"%PDF-1.7\n1 0 obj <</Type /Catalog>> endobj\n%%EOF\n"
AT = datetime(2026, 7, 24, 9, 0, tzinfo=CHINA)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: object, monkeypatch: pytest.MonkeyPatch) -> Path:
    settings.ZT_FILES = tmp_path / "files"  # type: ignore[attr-defined]
    monkeypatch.setattr(registry, "_referring", {})
    return tmp_path / "files"


def on_disk(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.rglob("*") if one.is_file() and one.name != ".lock")


class Endless:
    """A stream that never ends and counts what was read of it."""

    def __init__(self, head: bytes) -> None:
        self.head, self.given = head, 0

    def read(self, size: int, /) -> bytes:
        part, self.head = self.head[:size], self.head[size:]
        part += b"\x00" * (size - len(part))
        self.given += len(part)
        return part


@pytest.mark.django_db
def test_a_file_is_kept_under_its_hash_and_can_be_read(folder: Path) -> None:
    kept = files.store(BytesIO(PDF), name="../合同.PDF")
    assert kept == files.StoredFile(hashlib.sha256(PDF).hexdigest(), len(PDF), "application/pdf", "合同.pdf")
    with files.open(kept.sha256) as file:
        assert file.read() == PDF
    assert files.path(kept.sha256) == folder / kept.sha256[:2] / kept.sha256[2:4] / kept.sha256
    assert files.media_type(kept.sha256) == "application/pdf"
    assert on_disk(folder) == [kept.sha256]
    assert files.path(kept.sha256).stat().st_mode & 0o077 == 0


@pytest.mark.django_db
def test_twice_is_kept_once_under_both_names(folder: Path) -> None:
    first, second = (files.store(BytesIO(PDF), name=name) for name in ("甲.pdf", "乙.pdf"))
    assert first.sha256 == second.sha256
    assert (first.name, second.name) == ("甲.pdf", "乙.pdf")
    assert on_disk(folder) == [first.sha256]
    assert File.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "name", "refusal"),
    [
        (b"", "空.pdf", files.EmptyFile),
        (b"MZ\x90\x00 a program", "合同.pdf", files.WrongType),
        (b"<html><script>", "照片.png", files.WrongType),
        (PDF.replace(b"/Catalog", b"/Catalog /OpenAction <</S /JavaScript /JS (x)>>"), "合同.pdf", files.ActiveContent),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x01\x00\x00\x00\x01\x00\x00\x08\x02\x00\x00\x00", "大.png", files.TooManyPixels),
    ],
)
def test_what_is_refused_leaves_nothing_behind(folder: Path, content: bytes, name: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal) as told:
        files.store(BytesIO(content), name=name)
    assert told.value.params["name"] == name  # type: ignore[attr-defined]
    assert on_disk(folder) == []
    assert not File.objects.exists()


@pytest.mark.django_db
def test_a_hundred_megabytes_are_refused_early_and_without_being_held_in_memory(folder: Path) -> None:
    import tracemalloc

    stream = Endless(PDF)
    tracemalloc.start()
    with pytest.raises(files.TooLarge) as told:
        files.store(stream, name="大.pdf")
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert told.value.params == {"name": "大.pdf", "limit": 20}
    assert stream.given <= settings.ZT_UPLOAD_LIMIT + MB
    assert most < 4 * MB
    assert on_disk(folder) == []


@pytest.mark.django_db
def test_a_declared_size_or_a_wrong_type_is_refused_before_the_rest_is_read() -> None:
    stream = Endless(PDF)
    stream.size = 100 * MB  # type: ignore[attr-defined]
    with pytest.raises(files.TooLarge):
        files.store(stream, name="大.pdf")
    assert stream.given == 0
    program = Endless(b"MZ\x90\x00")
    with pytest.raises(files.WrongType):
        files.store(program, name="大.pdf")
    assert program.given <= MB


@pytest.mark.django_db
def test_the_limit_is_inclusive() -> None:
    exactly = PDF[:-6] + b" " * (MB - len(PDF)) + b"%%EOF\n"
    assert files.store(BytesIO(exactly), name="x.pdf", limit=MB).size == MB
    with pytest.raises(files.TooLarge):
        files.store(BytesIO(b"%" + exactly[1:] + b" "), name="x.pdf", limit=MB)


@pytest.mark.parametrize("sha256", ["", "..", "../../etc/passwd", "A" * 64, "a" * 63, "a" * 65, "a" * 64 + "\n", "g" * 64])
def test_what_is_no_hash_is_no_file(sha256: str) -> None:
    with pytest.raises(files.NoSuchFile):
        files.open(sha256)


@pytest.mark.django_db
def test_a_hash_nobody_stored_is_no_file() -> None:
    with pytest.raises(files.NoSuchFile):
        files.open("a" * 64)
    with pytest.raises(files.NoSuchFile):
        files.media_type("a" * 64)


@pytest.mark.django_db
def test_an_interrupted_upload_leaves_nothing(folder: Path) -> None:
    class Broken(BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            part = super().read(10)
            if not part:
                raise ConnectionError("the line was cut")
            return part

    with pytest.raises(ConnectionError):
        files.store(Broken(PDF), name="x.pdf")
    assert on_disk(folder) == []


@pytest.mark.django_db
def test_what_nobody_refers_to_is_swept_after_seven_days(folder: Path, clock: object) -> None:
    clock(AT)  # type: ignore[operator]
    lost, held = files.store(BytesIO(PDF), name="x.pdf"), files.store(BytesIO(PDF + b"%%EOF"), name="y.pdf")

    @files.referring("test")
    def of_test(hashes: Collection[str]) -> set[str]:
        return {held.sha256} & set(hashes)

    assert files.sweep(at=AT + timedelta(days=6)) == 0
    assert files.sweep(at=AT + timedelta(days=8)) == 1
    assert on_disk(folder) == [held.sha256]
    assert list(File.objects.values_list("sha256", flat=True)) == [held.sha256]
    with pytest.raises(files.NoSuchFile):
        files.open(lost.sha256)
    registry._referring.clear()
    assert files.sweep(at=AT + timedelta(days=14)) == 0
    assert files.sweep(at=AT + timedelta(days=16)) == 1


@pytest.mark.django_db
def test_storing_it_again_gives_it_seven_more_days(clock: object) -> None:
    clock(AT)  # type: ignore[operator]
    files.store(BytesIO(PDF), name="x.pdf")
    clock(AT + timedelta(days=5))  # type: ignore[operator]
    files.store(BytesIO(PDF), name="x.pdf")
    assert files.sweep(at=AT + timedelta(days=8)) == 0


@pytest.mark.django_db
def test_a_file_lost_from_the_disk_comes_back_with_the_next_upload(folder: Path) -> None:
    kept = files.store(BytesIO(PDF), name="x.pdf")
    files.path(kept.sha256).unlink()
    files.store(BytesIO(PDF), name="x.pdf")
    assert on_disk(folder) == [kept.sha256]


@pytest.fixture
def threads() -> Iterator[list[threading.Thread]]:
    held: list[threading.Thread] = []
    yield held
    for one in held:
        one.join()


@pytest.mark.django_db(transaction=True)
def test_the_same_file_by_eight_people_at_once(folder: Path, threads: list[threading.Thread]) -> None:
    kept: list[files.StoredFile] = []
    failed: list[BaseException] = []
    begin = threading.Barrier(8)

    def upload() -> None:
        try:
            begin.wait()
            kept.append(files.store(BytesIO(PDF), name="x.pdf"))
        except BaseException as error:
            failed.append(error)
        finally:
            connection.close()

    threads += [threading.Thread(target=upload) for _ in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert failed == []
    assert len(kept) == 8
    assert on_disk(folder) == [kept[0].sha256]
    assert File.objects.count() == 1
