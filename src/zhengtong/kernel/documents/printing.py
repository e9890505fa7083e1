"""印制: a sheet is set by Typst from a template, with the bundled Chinese fonts. The same values give the same bytes."""
import io
import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from functools import cache
from pathlib import Path

import pylopdf_fonts_zh_cn
import segno
import typst

from zhengtong.kernel.documents.terms import Letter

LETTER = Path(__file__).with_name("letter.typ")


def print_letter(letter: Letter, *, at: datetime, address: str) -> bytes:
    """公文: ``address``: where anybody can verify it."""
    return print_sheet(LETTER, sheet={**asdict(letter), "address": address}, at=at, address=address)


def print_sheet(template: Path, *, sheet: Mapping[str, object], at: datetime, address: str = "") -> bytes:
    """A4, tagged. The template reads ``sys.inputs.sheet`` (JSON) and, where there is an ``address``, ``sys.inputs.qr`` (SVG)."""
    made = _compiler().compile(
        input=template,
        format="pdf",
        sys_inputs=_inputs(sheet, address),
        pdf_standards=["a-2a", "ua-1"],  # for the archive (ISO 19005-2), and for readers who listen (ISO 14289-1)
        timestamp=int(at.timestamp()),
    )
    assert isinstance(made, bytes)
    return made


def picture(template: Path, *, sheet: Mapping[str, object], address: str = "", ppi: float = 110) -> list[bytes]:
    """The same sheet as PNG, one for each page: for whoever wants to look at a template."""
    made = _compiler().compile(input=template, format="png", ppi=ppi, sys_inputs=_inputs(sheet, address))
    return made if isinstance(made, list) else [bytes(made or b"")]


def _inputs(sheet: Mapping[str, object], address: str) -> dict[str, str]:
    given = {"sheet": json.dumps(sheet, ensure_ascii=False)}
    return {**given, "qr": _qr(address)} if address else given


def _qr(address: str) -> str:
    drawn = io.BytesIO()
    segno.make(address, error="m", micro=False).save(drawn, kind="svg", border=0, dark="#1b2430", xmldecl=False, svgns=True)
    return drawn.getvalue().decode()


@cache
def _compiler() -> typst.Compiler:
    folder = Path(pylopdf_fonts_zh_cn.sans_path()).parent
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])
    return typst.Compiler(font_paths=fonts)
