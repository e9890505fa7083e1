"""告知: what happened to an office or a power, told to those whom it concerns."""

from datetime import datetime

from zhengtong.kernel.messages import api as messages
from zhengtong.kernel.refs import Ref


def tell(to: Ref, message: str, mandate: str | None, *, at: datetime, **params: object) -> None:
    """In the transaction of what happened. ``message`` may name the ``mandate``."""
    about = Ref("mandate", mandate) if mandate else to
    messages.send(to=to, message=message, params={"mandate": mandate or "", **params} if "%(" in message else {}, about=about, at=at)
