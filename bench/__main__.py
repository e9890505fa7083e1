"""Run every measure the machine can run and print one table: figure, beside, ratio, target. ``python -m bench [name…] [--json]``."""

import json
import os
import platform
import sys
import tempfile
from importlib import import_module

from zhengtong.kernel import clock

# the ledger while its database is still empty
MEASURES = ("clock", "ledger", "find", "start", "page", "decide", "submit", "lists", "day", "sign_in", "policy")
COLUMNS = ("measure", "figure", "beside", "ratio", "target", "held")


def main(wanted: list[str], *, as_json: bool = False) -> int:
    """Each measure is a module with ``run() -> list[dict]``; one that cannot run says why and the rest go on."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhengtong.site.settings")
    rows: list[dict[str, object]] = []
    with tempfile.TemporaryDirectory() as home:
        os.environ["ZT_HOME"] = home
        import django

        django.setup()
        for name in wanted or MEASURES:
            print(f"… {name}", file=sys.stderr)
            rows += [{"measure": name, **row} for row in import_module(f"bench.{name}").run()]
    if as_json:
        print(json.dumps(rows, ensure_ascii=False, indent=1, default=str))
        return 0
    print(f"{clock.today()} · {platform.machine()} · {os.cpu_count()} cores · Python {platform.python_version()}\n")
    print("| " + " | ".join(COLUMNS) + " |\n|" + " --- |" * len(COLUMNS))
    for row in rows:
        print("| " + " | ".join(str(row.get(column, "")) for column in COLUMNS) + " |")
    return 0


if __name__ == "__main__":
    given = sys.argv[1:]
    sys.exit(main([one for one in given if not one.startswith("-")], as_json="--json" in given))
