"""A press for tests and rehearsals: the smallest sheet that is a PDF, at once."""
from zhengtong.delivery.licences.terms import LicenceView


class SimulatedPress:
    def print(self, licence: LicenceView, *, address: str) -> bytes:
        """One empty page that names the licence and where it is verified, in a comment."""
        return (
            b"%PDF-1.4\n%" + licence.number.encode() + b" " + address.encode() + b"\n"
            b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
            b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
        )
