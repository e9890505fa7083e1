"""People with accounts, firms and what the register of firms says of them."""

from datetime import date, datetime

from tests.foundation.identity.people import BY
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.adapters import firms_simulator
from zhengtong.foundation.identity.terms import DocumentType, FirmKind, PersonView, RegisteredFirm, RegisterStatus
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.clock import CHINA
from zhengtong.kernel.refs import Ref

AT = datetime(2026, 11, 20, 9, 30, tzinfo=CHINA)
TODAY = AT.date()
LAST = date(2027, 2, 20)
FIRM = "91990100MA0000015X"
CHEN = ("陈晓兰", "990101198506150127")
ZHOU = ("周明远", "990001199001010013")
LI = ("李四", "990301194509308885")
RESTAURANT = "bundle:43TCN0003"


def person(who: tuple[str, str], username: str) -> tuple[PersonView, int]:
    """Registered and with an account."""
    name, document = who
    held = identity.register_person(document_type=DocumentType.RESIDENT_ID, document=document, name=name, synthetic=True, by=BY, at=AT)
    return held, identity.open_account(username=username, password="long enough", person=held.number, by=BY, at=AT)


def acting(account: int, token: str | None = None, *, strong: bool = True) -> Actor:
    return identity.actor_of(account=account, acting_for=token, strong=strong)


def registered(who: tuple[str, str], *, code: str = FIRM, status: RegisterStatus = RegisterStatus.ACTIVE, name: str = "湘江小馆") -> None:
    """From now on the simulated register says so."""
    firms_simulator.enter(
        RegisteredFirm(code, name, FirmKind.INDIVIDUAL, "长沙市演示区样例路 8 号", status, who[0], DocumentType.RESIDENT_ID, who[1])
    )


def firm_of(head: PersonView) -> Ref:
    view = identity.register_firm(
        code=FIRM, name="湘江小馆", kind=FirmKind.INDIVIDUAL, representative=head.number, address="长沙市演示区样例路 8 号", synthetic=True,
        by=BY, at=AT,
    )  # fmt: skip
    return view.ref
