"""The printed sheet: one page, everything on it, marked as a demonstration, the same bytes each time."""
import io
from datetime import date

from pypdf import PdfReader

from zhengtong.delivery.licences.adapters.typst_press import TypstPress
from zhengtong.delivery.licences.terms import LicenceNumber, LicenceStatus, LicenceView
from zhengtong.kernel.files import rules as files
from zhengtong.kernel.refs import Ref
from zhengtong.kernel.words import Words

NUMBER = "1.2.156.3005.2.11990000000005012Q002.11990100000000035M.20260000001.001.G"
ADDRESS = f"http://127.0.0.1:8000/verify/{NUMBER}/"


def sheet(*, name: str = "食品经营许可证", until: date | None = date(2031, 7, 23), fields: int = 6) -> LicenceView:
    shown = {f"f{n}": Words(f"第{n}项内容", f"value {n}") for n in range(fields)}
    return LicenceView(
        LicenceNumber(NUMBER), "food_business_permit", Words(name, "Food business permit"), Ref("firm", "91990100MA0000015X"), "湘江小馆",
        "11990100000000035M", Words("长沙市市场监督管理局", "Market Regulation"), {}, {code: Words(f"项目{code}", code) for code in shown},
        date(2026, 7, 24), date(2026, 7, 24), until, LicenceStatus.VALID, shown=shown,
    )  # fmt: skip


def text_of(data: bytes) -> str:
    said = "".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    return "".join(said.replace("\u200b", "").split())


def test_everything_stands_on_one_page_and_says_demonstration() -> None:
    data = TypstPress().print(sheet(), address=ADDRESS)
    assert len(PdfReader(io.BytesIO(data)).pages) == 1
    said = text_of(data)
    for wanted in ("食品经营许可证", "湘江小馆", "第0项内容", "第5项内容", "2031年7月23日", "长沙市市场监督管理局", "演示", NUMBER):
        assert wanted in said, wanted


def test_the_same_licence_gives_the_same_bytes() -> None:
    assert TypstPress().print(sheet(), address=ADDRESS) == TypstPress().print(sheet(), address=ADDRESS)


def test_a_licence_without_end_and_with_a_long_name_still_fits() -> None:
    data = TypstPress().print(sheet(name="公众聚集场所投入使用、营业前消防安全检查意见书", until=None, fields=8), address=ADDRESS)
    assert len(PdfReader(io.BytesIO(data)).pages) == 1
    assert "长期有效" in text_of(data)


def test_words_that_look_like_markup_are_only_words() -> None:
    data = TypstPress().print(sheet(name='#panic("x") $x$ *a* <b> @c'), address=ADDRESS)
    assert '#panic("x")$x$*a*<b>@c' in text_of(data)


def test_the_sheet_is_a_file_that_our_own_store_accepts() -> None:
    files.check_pdf(TypstPress().print(sheet(), address=ADDRESS), name="sheet.pdf")
