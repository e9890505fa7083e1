"""文件规则: by content, never by name."""
import struct
import zlib
from io import BytesIO

import pytest

from zhengtong.kernel.files import rules
from zhengtong.kernel.files.errors import ActiveContent, Damaged, Locked, TooManyPixels, WrongType
from zhengtong.kernel.files.terms import MediaType

PDF, PNG, JPEG = MediaType.PDF, MediaType.PNG, MediaType.JPEG


def pdf(inside: bytes) -> bytes:
    return b"%PDF-1.7\n" + inside + b"\n%%EOF\n"


def packed(inside: bytes) -> bytes:
    return pdf(b"5 0 obj <</Type /ObjStm /N 1 /First 4>> stream\n" + zlib.compress(inside) + b"\nendstream endobj")


def png(width: int, height: int) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII5B", 13, b"IHDR", width, height, 8, 2, 0, 0, 0)


def jpeg(width: int, height: int) -> bytes:
    return b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0" + struct.pack(">HBHHB", 8, 8, height, width, 1)


@pytest.mark.parametrize(
    ("name", "kind", "clean"),
    [
        ("../../etc/passwd", PDF, "passwd.pdf"),
        ("..\\..\\windows\\win.ini", PNG, "win.ini.png"),
        ("/绝对/路径/平面图.PDF", PDF, "平面图.pdf"),
        ("照片.jpeg", JPEG, "照片.jpeg"),
        ("照片.jpg", JPEG, "照片.jpg"),
        ("evil.exe", PDF, "evil.exe.pdf"),
        ("a\x00b\u202efdp.pdf", PDF, "abfdp.pdf"),
        ("", PDF, "file.pdf"),
        ("...", PDF, "file.pdf"),
        (".pdf", PDF, "pdf.pdf"),
        ("名" * 300 + ".png", PNG, "名" * 100 + ".png"),
        ("v1.2 说明书", PDF, "v1.2 说明书.pdf"),
        ("../x.bin", None, "x.bin"),
        ("x", None, "x"),
    ],
)
def test_names_are_made_harmless(name: str, kind: MediaType | None, clean: str) -> None:
    assert rules.clean_name(name, kind) == clean


@pytest.mark.parametrize(("head", "kind"), [(pdf(b""), PDF), (png(1, 1), PNG), (jpeg(1, 1), JPEG)])
def test_type_by_content(head: bytes, kind: MediaType) -> None:
    assert rules.media_type(head, name="x") is kind


@pytest.mark.parametrize("head", [b"MZ\x90\x00", b"<html>", b"GIF89a\x01", b"PK\x03\x04", b"\x00" * 9000, b"hello", b"<svg onload=x>"])
def test_other_types_are_refused_whatever_their_name(head: bytes) -> None:
    with pytest.raises(WrongType):
        rules.media_type(head, name="合同.pdf")


@pytest.mark.parametrize(
    "inside",
    [
        b"<</S /JavaScript /JS (app.alert(1))>>",
        b"<</S /J#61vaScript>>",
        b"<</S/Launch/F(cmd.exe)>>",
        b"<</S /#4c#61unch>>",
        b"<</Subtype /RichMedia>>",
    ],
)
@pytest.mark.parametrize("wrap", [pdf, packed])
def test_a_pdf_with_a_program_is_refused_also_when_it_hides(inside: bytes, wrap: "type[bytes]") -> None:
    with pytest.raises(ActiveContent):
        rules.check_pdf(wrap(inside), name="x.pdf")


@pytest.mark.parametrize("inside", [b"<</Type /Page>>", b"<</S /JavaScriptless>>", b"<</S /GoTo>> (Launch day)"])
@pytest.mark.parametrize("wrap", [pdf, packed])
def test_a_pdf_with_pages_only_passes(inside: bytes, wrap: "type[bytes]") -> None:
    rules.check_pdf(wrap(inside), name="x.pdf")


def test_a_pdf_nobody_can_look_into_is_refused() -> None:
    with pytest.raises(Locked):
        rules.check_pdf(packed(b"").replace(b"%%EOF", b"trailer <</Encrypt 7 0 R>> %%EOF"), name="x.pdf")
    with pytest.raises(Damaged):
        rules.check_pdf(pdf(b"<</Type /ObjStm>> stream\nnot packed\nendstream"), name="x.pdf")
    with pytest.raises(Damaged):
        rules.check_pdf(b"%PDF-1.7 cut off", name="x.pdf")


def test_a_packed_bomb_is_refused_before_it_unfolds() -> None:
    with pytest.raises(Damaged):
        rules.check_pdf(packed(b"0" * (70 * 1024 * 1024)), name="x.pdf")


@pytest.mark.parametrize(("make", "kind"), [(png, PNG), (jpeg, JPEG)])
def test_a_picture_with_too_many_points_is_refused(make: "type[bytes]", kind: MediaType) -> None:
    rules.check_picture(BytesIO(make(4000, 3000)), kind, name="x")
    with pytest.raises(TooManyPixels) as refused:
        rules.check_picture(BytesIO(make(20_000, 20_000)), kind, name="x")
    assert refused.value.params["width"] == 20_000
    with pytest.raises(TooManyPixels):
        rules.check_picture(BytesIO(make(40_000, 1)), kind, name="x")


@pytest.mark.parametrize("content", [b"\xff\xd8", b"\xff\xd8\xff\xda\x00\x08", b"\xff\xd8\xff\xe0\x00\x01", b"\xff\xd8abc", jpeg(0, 10)])
def test_a_picture_without_a_size_is_damaged(content: bytes) -> None:
    with pytest.raises(Damaged):
        rules.check_picture(BytesIO(content), JPEG, name="x")
    with pytest.raises(Damaged):
        rules.check_picture(BytesIO(png(0, 5)), PNG, name="x")
