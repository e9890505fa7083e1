"""表单: periodic work."""
from zhengtong.foundation.forms.commands.ending import tidy
from zhengtong.kernel import clock
from zhengtong.kernel.ledger import api as ledger


@ledger.every("forms.tidy", seconds=3600)
def tidy_drafts() -> None:
    tidy(at=clock.now())
