"""印制: the sheet is set from ``licence.typ`` in the printing room that all documents share, with a QR code of the verification address."""
from datetime import datetime, time
from pathlib import Path

from zhengtong.delivery.licences.terms import LicenceView
from zhengtong.kernel.clock import CHINA
from zhengtong.kernel.documents import api as documents

TEMPLATE = Path(__file__).with_name("licence.typ")


class TypstPress:
    def print(self, licence: LicenceView, *, address: str) -> bytes:
        """A4, PDF/A. The same licence gives the same bytes."""
        issued = datetime.combine(licence.issued_on, time(12), CHINA)
        return documents.print_sheet(TEMPLATE, sheet=_sheet(licence, address), at=issued, address=address)


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
