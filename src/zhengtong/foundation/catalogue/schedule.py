"""事项与清单: periodic work."""

from zhengtong.foundation.catalogue.commands.project import take_effect
from zhengtong.kernel import clock
from zhengtong.kernel.ledger import api as ledger


@ledger.every("catalogue.take_effect", seconds=3600)
def bring_in_what_holds_from_today() -> None:
    take_effect(on=clock.today())
