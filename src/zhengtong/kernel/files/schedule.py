"""文件: periodic work."""
from zhengtong.kernel import clock
from zhengtong.kernel.files.commands import sweep
from zhengtong.kernel.ledger import api as ledger


@ledger.every("files.sweep", seconds=3600, lease=600)
def sweep_files() -> None:
    sweep(at=clock.now())
