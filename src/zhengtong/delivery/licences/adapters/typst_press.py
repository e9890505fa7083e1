"""印制: the sheet is set by Typst from ``licence.typ``, with the bundled Chinese fonts and a QR code of the verification address."""
import io
import json
from datetime import datetime, time
from functools import cache
from pathlib import Path

import pylopdf_fonts_zh_cn
import segno
import typst

from zhengtong.delivery.licences.terms import LicenceView
from zhengtong.kernel.clock import CHINA

TEMPLATE = Path(__file__).with_name("licence.typ")


class TypstPress:
    def print(self, licence: LicenceView, *, address: str) -> bytes:
        """A4, PDF/A. The same licence gives the same bytes."""
        issued = datetime.combine(licence.issued_on, time(12), CHINA)
        sheet = _compiler().compile(
            input=TEMPLATE,
            format="pdf",
            sys_inputs={"sheet": json.dumps(_sheet(licence, address), ensure_ascii=False), "qr": _qr(address)},
            pdf_standards=["a-2a"],
            timestamp=int(issued.timestamp()),
        )
        assert isinstance(sheet, bytes)
        return sheet


def _sheet(licence: LicenceView, address: str) -> dict[str, object]:
    rows = [
        {"zh": licence.titles[code].zh, "en": licence.titles[code].en, "value": text.zh, "gloss": text.en if text.en != text.zh else ""}
        for code, text in licence.shown.items()
    ]
    until = licence.valid_until
    return {
        "name": licence.name.zh,
        "name_en": licence.name.en,
        "number": licence.number,
        "holder": licence.holder_name,
        "rows": rows,
        "issuer": licence.issuer_name.zh,
        "issuer_en": licence.issuer_name.en,
        "issued": _date(licence.issued_on.year, licence.issued_on.month, licence.issued_on.day),
        "from": _date(licence.valid_from.year, licence.valid_from.month, licence.valid_from.day),
        "until": _date(until.year, until.month, until.day) if until else "",
        "address": address,
    }


def _date(year: int, month: int, day: int) -> str:
    return f"{year}年{month}月{day}日"


def _qr(address: str) -> str:
    picture = io.BytesIO()
    segno.make(address, error="m", micro=False).save(picture, kind="svg", border=0, dark="#1b2430", xmldecl=False, svgns=True)
    return picture.getvalue().decode()


@cache
def _compiler() -> typst.Compiler:
    folder = Path(pylopdf_fonts_zh_cn.sans_path()).parent
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])
    return typst.Compiler(font_paths=fonts)
