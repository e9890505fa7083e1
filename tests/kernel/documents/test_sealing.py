"""用印: a letter is printed for the archive, sealed so that every changed byte is found, and asks nobody on the way."""

import asyncio
import io
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pypdf
import pytest

from zhengtong.kernel.clock import CHINA
from zhengtong.kernel.crypto import api as crypto
from zhengtong.kernel.documents import api as documents
from zhengtong.kernel.documents.adapters.built_in import BuiltInSeal
from zhengtong.kernel.documents.adapters.simulator import SimulatedSealHouse

AT = datetime(2026, 3, 3, 12, tzinfo=CHINA)
ADDRESS = "http://127.0.0.1:8000/verify/document/4301-2026-0000123-K-SL/ab12cd34ef/"
LETTER = documents.Letter(
    title="受理通知书",
    number="4301-2026-0000123-K-SL",
    issuer="长沙市市场监督管理局",
    issuer_zh="长沙市市场监督管理局",
    on="2026年3月3日",
    city="长沙市",
    addressee="湘江小馆",
    body=("材料齐全，符合法定形式，予以受理。",),
    article="行政许可法 第三十二条",
)


@pytest.fixture(scope="module")
def printed() -> bytes:
    return documents.print_letter(LETTER, at=AT, address=ADDRESS)


@pytest.fixture(scope="module")
def sealed(printed: bytes) -> bytes:
    return documents.seal(printed, body=LETTER.issuer, reason="x").sheet


def text(sheet: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(sheet)).pages]


def test_the_letter_says_its_number_its_addressee_and_on_every_page_that_it_is_a_demonstration() -> None:
    long = replace(LETTER, body=tuple(f"第{n}段：材料齐全，符合法定形式，予以受理。" for n in range(80)))
    pages = text(documents.print_letter(long, at=AT, address=ADDRESS))
    assert len(pages) > 1
    assert all("演示" in page and LETTER.number in page for page in pages)
    assert "湘江小馆" in pages[0]
    assert "长沙市市场监督管理局" in pages[-1]


def test_the_same_letter_gives_the_same_bytes(printed: bytes) -> None:
    assert documents.print_letter(LETTER, at=AT, address=ADDRESS) == printed


def test_it_is_made_for_the_archive_and_for_readers_who_listen(printed: bytes) -> None:
    held = pypdf.PdfReader(io.BytesIO(printed))
    told = held.xmp_metadata.stream.get_data().decode() if held.xmp_metadata else ""
    assert "<pdfaid:part>2</pdfaid:part>" in told
    assert "<pdfuaid:part>1</pdfuaid:part>" in told
    assert held.trailer["/Root"]["/MarkInfo"]["/Marked"]  # type: ignore[index]


def test_a_sealed_letter_is_intact_and_names_the_key(sealed: bytes) -> None:
    told = documents.read_seal(sealed)
    assert (told.state, told.key) == (documents.SealState.INTACT, crypto.seal_key().id)


def test_the_certificate_says_that_it_is_a_demonstration_and_is_the_same_in_every_process(sealed: bytes) -> None:
    assert "演示印章".encode() in crypto.seal_key().certificate
    from zhengtong.kernel.crypto import certificates

    held = crypto.seal_key().certificate
    certificates._pair.cache_clear()
    assert crypto.seal_key().certificate == held


@pytest.mark.parametrize("part", [0.02, 0.3, 0.6, 0.999])
def test_a_changed_byte_is_found(sealed: bytes, part: float) -> None:
    """Of all that the seal covers. The room it leaves for itself it cannot cover: there the hash on record tells (cases)."""
    at = int(len(sealed) * part)
    changed = sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :]
    assert documents.read_seal(changed).state is not documents.SealState.INTACT


def test_what_is_added_behind_the_seal_is_found(sealed: bytes) -> None:
    assert documents.read_seal(sealed + b"\n%more").state is documents.SealState.CHANGED
    writer = pypdf.PdfWriter(io.BytesIO(sealed), incremental=True)
    writer.add_blank_page(100, 100)
    more = io.BytesIO()
    writer.write(more)
    assert documents.read_seal(more.getvalue()).state is documents.SealState.CHANGED


def test_a_seal_of_another_installation_is_foreign(printed: bytes, tmp_path: Path, settings: object) -> None:
    ours, settings.ZT_KEYS = settings.ZT_KEYS, tmp_path  # type: ignore[attr-defined]
    theirs = BuiltInSeal().seal(printed, body="x", reason="y").sheet
    settings.ZT_KEYS = ours  # type: ignore[attr-defined]
    assert documents.read_seal(theirs).state is documents.SealState.FOREIGN


@pytest.mark.parametrize("junk", [b"", b"text", b"%PDF-1.7", b"%PDF-1.4\ntrailer<</Root 1 0 R>>\n%%EOF", b"%PDF-" + b"\0" * 500])
def test_what_is_no_sealed_document_has_no_seal(junk: bytes, printed: bytes) -> None:
    assert documents.read_seal(junk).state is documents.SealState.NONE
    assert documents.read_seal(printed).state is documents.SealState.NONE


def test_what_was_sealed_with_an_older_key_still_verifies(printed: bytes, tmp_path: Path, settings: object) -> None:
    settings.ZT_KEYS = tmp_path  # type: ignore[attr-defined]
    first = documents.seal(printed, body="x", reason="y")
    crypto.add_seal_key()
    second = documents.seal(printed, body="x", reason="y")
    assert first.key != second.key
    assert [documents.read_seal(one.sheet).key for one in (first, second)] == [first.key, second.key]


def test_a_seal_house_that_is_down_says_so_and_seals_when_it_is_back(printed: bytes) -> None:
    house = SimulatedSealHouse(refusals=1)
    with pytest.raises(documents.SealUnreachable):
        house.seal(printed, body="x", reason="y")
    assert house.read(house.seal(printed, body="x", reason="y").sheet).state is documents.SealState.INTACT


@pytest.mark.skipif(shutil.which("pdfsig") is None, reason="poppler's pdfsig is not installed")
def test_another_program_finds_the_seal_right(sealed: bytes, tmp_path: Path) -> None:
    path = tmp_path / "sealed.pdf"
    path.write_bytes(sealed)
    told = subprocess.run(["pdfsig", "-nocert", str(path)], capture_output=True, text=True, check=False).stdout
    assert "Signature is Valid" in told
    assert "Total document signed" in told


def test_a_thread_with_an_event_loop_of_its_own_seals_and_reads_too(printed: bytes) -> None:
    async def inside() -> documents.SealReading:
        return documents.read_seal(documents.seal(printed, body=LETTER.issuer, reason="x").sheet)

    # A thread of the test's own: the one that runs the suite may carry a browser's loop already.
    with ThreadPoolExecutor(max_workers=1) as thread:
        assert thread.submit(lambda: asyncio.run(inside())).result().state is documents.SealState.INTACT
