"""文书: seal a sheet, read a seal, with the seal house in use."""
from zhengtong.kernel.documents import ports
from zhengtong.kernel.documents.terms import Sealed, SealReading, SealState

LARGEST = 8 * 1024 * 1024  # bytes of a file that is looked at; ours are far smaller


def seal(sheet: bytes, *, body: str, reason: str) -> Sealed:
    """用印. Call it outside any transaction. Raises SealUnreachable."""
    return ports.house().seal(sheet, body=body, reason=reason)


def read_seal(sheet: bytes) -> SealReading:
    """验章: what a file itself says; a file that is no PDF has no seal."""
    if len(sheet) > LARGEST or not sheet.startswith(b"%PDF-"):
        return SealReading(SealState.NONE)
    return ports.house().read(sheet)
