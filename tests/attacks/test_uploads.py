"""What is uploaded: other kinds of file, far too much, names that reach elsewhere."""

import io
import tracemalloc

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.attacks.conftest import FIRM, PDF, firm, nothing_written, told, type_browser
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.cases.terms import CaseView
from zhengtong.foundation.forms import api as forms
from zhengtong.foundation.forms.terms import DraftView
from zhengtong.kernel.files.models import File

pytestmark = pytest.mark.django_db
MB = 1024 * 1024
BOMB = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x01\x00\x00\x00\x01\x00\x00\x08\x02\x00\x00\x00"
MATERIAL = "food-layout"


def on_disk() -> set[str]:
    return {one.name for one in settings.ZT_FILES.rglob("*") if one.is_file() and one.name != ".lock"}


@pytest.mark.parametrize(
    ("content", "name", "kind", "remedy"),
    [
        (b"MZ\x90\x00 a program", "图纸.pdf", "application/pdf", "PDF"),
        (b"<html><script>alert(1)</script></html>", "图纸.png", "image/png", "PDF"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "图纸.svg", "image/svg+xml", "PDF"),
        (b"PK\x03\x04 an archive", "图纸.docx", "application/pdf", "PDF"),
        (b"GIF89a\x01\x00\x01\x00", "图.jpg", "image/jpeg", "PDF"),
        (PDF.replace(b"/Catalog", b"/Catalog /OpenAction <</S /JavaScript /JS (x)>>"), "图纸.pdf", "application/pdf", "打印"),
        (PDF.replace(b"/Catalog", b"/Catalog /OpenAction <</S /#4aavaScript /JS (x)>>"), "图纸.pdf", "application/pdf", "打印"),
        (PDF[:40], "图纸.pdf", "application/pdf", "重新|打开"),
        (BOMB, "图.png", "image/png", "小|分辨率"),
        (b"", "空.pdf", "application/pdf", "检查|打开|选择"),
    ],
)
def test_what_is_no_paper_is_refused_and_leaves_nothing(  # noqa: PLR0917
    content: bytes, name: str, kind: str, remedy: str, browser: type_browser, draft: DraftView
) -> None:
    before = on_disk()
    with nothing_written(but=("zt_forms.Draft",)):
        sent = SimpleUploadedFile(name, content, content_type=kind)
        said = told(browser(FIRM).post(f"/drafts/{draft.number}/materials/{MATERIAL}/", {"file": sent}), 400, remedy)
    assert on_disk() == before
    assert name in said or not content
    assert forms.draft(draft.number, firm()).files == draft.files, "what was handed in before is still there"


def test_no_file_at_all(browser: type_browser, draft: DraftView) -> None:
    with nothing_written():
        told(browser(FIRM).post(f"/drafts/{draft.number}/materials/{MATERIAL}/", {}), 400, "选择文件|先选")
        told(browser(FIRM).post(f"/drafts/{draft.number}/materials/{MATERIAL}/", {"file": "a text"}), 400, "选择文件|先选")


def test_a_material_that_the_plan_does_not_ask_for(browser: type_browser, draft: DraftView) -> None:
    before = on_disk()
    with nothing_written():
        for material in ("no-such", "..", "%2e%2e%2fx"):
            sent = SimpleUploadedFile("x.pdf", PDF + b"other")
            told(browser(FIRM).post(f"/drafts/{draft.number}/materials/{material}/", {"file": sent}), 404)
    assert on_disk() == before


class Generated(io.RawIOBase):
    """A request body that is made while it is read; nobody ever holds it."""

    def __init__(self, size: int, head: bytes) -> None:
        self.left, self.head, self.given = size, head, 0

    def read(self, size: int = -1, /) -> bytes:
        size = self.left if size < 0 else min(size, self.left)
        part, self.head = self.head[:size], self.head[size:]
        part += b"\x00" * (size - len(part))
        self.left -= len(part)
        self.given += len(part)
        return part

    def __len__(self) -> int:
        return self.left


HEAD = b'--B\r\nContent-Disposition: form-data; name="file"; filename="big.pdf"\r\nContent-Type: application/pdf\r\n\r\n' + PDF


def test_a_hundred_megabytes_are_refused_without_being_held(browser: type_browser, draft: DraftView) -> None:
    client, body = browser(FIRM), Generated(100 * MB, HEAD)
    before = on_disk()
    tracemalloc.start()
    with nothing_written():
        answer = client.generic(
            "POST", f"/drafts/{draft.number}/materials/{MATERIAL}/", b"x", content_type="multipart/form-data; boundary=B",
            **{"wsgi.input": body, "CONTENT_LENGTH": str(100 * MB)},
        )  # fmt: skip
        told(answer, 413, "20 MB", "分辨率|分成|拆")
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 16 * MB
    assert on_disk() == before
    assert f"/drafts/{draft.number}/materials/{MATERIAL}/" in answer.content.decode()


def test_a_length_that_lies_or_is_none(browser: type_browser, draft: DraftView) -> None:
    client = browser(FIRM)
    with nothing_written():
        for length in ("-5", "many", "", "9" * 30, "0x10"):
            answer = client.generic(
                "POST", f"/drafts/{draft.number}/materials/{MATERIAL}/", b"x", content_type="multipart/form-data; boundary=B",
                **{"CONTENT_LENGTH": length, "wsgi.input": Generated(len(HEAD), HEAD)},
            )  # fmt: skip
            assert answer.status_code in (400, 413), (length, answer.status_code)
            told(answer, answer.status_code)


@pytest.mark.parametrize("boundary", ["", "; boundary=", "; boundary=B\r\nX: y", "; boundary=" + "B" * 500, "; boundary=ÿ"])
def test_a_broken_form(boundary: str, browser: type_browser, draft: DraftView) -> None:
    with nothing_written():
        answer = browser(FIRM).generic(
            "POST", f"/drafts/{draft.number}/materials/{MATERIAL}/", HEAD, content_type="multipart/form-data" + boundary
        )
        told(answer, 400, "返回|重新|选择")


NAMES = [
    "../../../etc/passwd", "..\\..\\boot.ini", 'a"; filename="x.html', "a\r\nSet-Cookie: x=1\r\n.pdf", "a\x00.html", "<img src=x onerror=y>.pdf",  # noqa: E501
    "\u202efdp.exe", "CON", ".htaccess", "长" * 400 + ".pdf", " ", "%0d%0aX-Evil: 1.pdf", "a;b=c.pdf", "😀.pdf",
]  # fmt: skip


def test_a_name_stays_a_name(browser: type_browser, draft: DraftView) -> None:
    client = browser(FIRM)
    taken = [name for name in NAMES if sent_as(name, client, draft)]
    assert len(taken) >= 10, taken


def sent_as(name: str, client: Client, draft: DraftView) -> bool:
    """Whether a paper of this name was taken; then it is a harmless one, and comes back byte for byte."""
    before, content = forms.draft(draft.number, firm()).files, PDF + name.encode("utf-8", "replace")
    sent = SimpleUploadedFile("x.pdf", content)
    sent._name = name  # what Django would have tidied up before it is sent
    answer = client.post(f"/drafts/{draft.number}/materials/{MATERIAL}/", {"file": sent})
    if answer.status_code != 302:
        told(answer, 400)
        return False
    kept = next(one for one in forms.draft(draft.number, firm()).files if one not in before)
    assert not set(kept.name) & set('/\\<>:"|?*\x00\r\n\u202e')
    assert kept.name.endswith(".pdf")
    assert len(kept.name) <= 110
    assert "<img src=x" not in client.get(f"/drafts/{draft.number}/materials/").content.decode()
    back = client.get(f"/drafts/{draft.number}/files/{kept.sha256}/")
    assert back["Content-Type"] == "application/pdf"
    assert "X-Evil" not in back.headers
    assert "\r" not in back["Content-Disposition"]
    assert "sandbox" in back["Content-Security-Policy"]
    assert b"".join(back.streaming_content) == content
    assert File.objects.get(sha256=kept.sha256).size == len(content)
    return True


def test_files_of_a_supplementation_are_judged_too(browser: type_browser, received: CaseView) -> None:
    from tests.attacks.conftest import CLERK

    browser(CLERK).post(f"/desk/cases/{received.number}/ask/", {"once": "a", "at": [MATERIAL], f"what:{MATERIAL}": "没有标出洗消间"})
    client = browser(FIRM)
    with nothing_written():
        sent = SimpleUploadedFile("x.pdf", b"MZ a program")
        told(client.post(f"/cases/{received.number}/supplement/", {f"file:{MATERIAL}": sent, "once": "k"}), 400, "PDF")
        told(client.post(f"/cases/{received.number}/supplement/", {"once": "k"}), 400, "每一|每个|逐")
    sent = SimpleUploadedFile("图.pdf", PDF + b"mended")
    assert client.post(f"/cases/{received.number}/supplement/", {f"file:{MATERIAL}": sent, "once": "k"}).status_code == 302
    assert cases.case(received.number, firm()).supplementation.answered_at  # type: ignore[union-attr]
