"""文书: the front door. Print a sheet, seal it, read a seal; which documents there are, their capability says."""
from zhengtong.kernel.documents.commands import read_seal, seal
from zhengtong.kernel.documents.errors import SealUnreachable
from zhengtong.kernel.documents.printing import LETTER, picture, print_letter, print_sheet
from zhengtong.kernel.documents.speaking import day, said
from zhengtong.kernel.documents.terms import Letter, Sealed, SealReading, SealState

__all__ = [
    "LETTER", "Letter", "SealReading", "SealState", "SealUnreachable", "Sealed", "day", "picture", "print_letter", "print_sheet",
    "read_seal", "said", "seal",
]
