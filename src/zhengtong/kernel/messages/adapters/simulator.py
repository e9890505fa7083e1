"""A line for demonstrations and tests: texts arrive on a page instead of a telephone. It refuses as a real one does."""
from datetime import datetime

from zhengtong.kernel.actors import system
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.messages.errors import LineDown, PhoneUnknown
from zhengtong.kernel.messages.models import SimulatedText
from zhengtong.kernel.refs import Ref

UNKNOWN, DOWN = "0000", "9999"    # how a number ends of which the line knows nothing, or at which it is down
_KEPT = 200


class SimulatedPhones:
    """Every telephone at once, as the page of simulated telephones shows them."""

    def send(self, *, phone: str, text: str, about: Ref, at: datetime) -> None:
        if phone.endswith(UNKNOWN):
            raise PhoneUnknown
        if phone.endswith(DOWN):
            raise LineDown
        with ledger.writing(None, system("simulator")):
            row = SimulatedText.objects.create(phone=phone, text=text, about=str(about), at=at)
            SimulatedText.objects.filter(pk__lte=row.pk - _KEPT).delete()
