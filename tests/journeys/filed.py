"""Beside the running product, on its own data: cases that lie with the departments already, and days that have passed meanwhile.

What a journey at the desk begins with is filed through the doors of the capabilities: the pages of filing have journeys of their own.
A process apart (``python -m tests.journeys.filed cases 3``), since Django knows one database.
"""

import json
import os
import subprocess
import sys

from tests.support.product import ROOT, Product


def cases(product: Product, how_many: int) -> list[str]:
    """The restaurant of the demonstration's firm so many times, accepted at the window; the numbers of the cases."""
    return list(_ask(product, "cases", str(how_many)))


def until_the_hearing(product: Product, approval: str) -> None:
    """The day of the hearing is today: the notice went out as many days earlier as law wants."""
    _ask(product, "hearing", approval)


def _ask(product: Product, *words: str) -> list[str]:
    command = [sys.executable, "-m", "tests.journeys.filed", *words]
    done = subprocess.run(command, env=dict(product.environment), cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)  # type: ignore[no-any-return]


# in the process apart


def _filed(how_many: int) -> list[str]:
    from tests.channels.workbench.conftest import RESTAURANT, SITUATION, fill, firm
    from zhengtong.delivery.cases import api as doors
    from zhengtong.foundation.identity import api as identity
    from zhengtong.foundation.identity.models import Account
    from zhengtong.kernel import clock

    by = firm()
    clerk = identity.actor_of(account=Account.objects.get(username="window").pk, acting_for=None)
    found: list[str] = []
    for _ in range(how_many):
        at = clock.now()
        draft = doors.begin(matter=RESTAURANT, answers=SITUATION, by=by, at=at)
        fill(draft.number, by, at)
        case = doors.submit(draft=draft.number, by=by, at=at)
        found.append(doors.accept(case=case.number, by=clerk, at=at).number)
    return found


def _days_passed(approval: str) -> list[str]:
    from zhengtong.delivery.approvals.models import Hearing
    from zhengtong.kernel import clock

    held = Hearing.objects.get(approval__number=approval)
    assert held.held_on
    assert held.noticed_on
    earlier = held.held_on - clock.today()
    held.held_on, held.noticed_on = held.held_on - earlier, held.noticed_on - earlier
    held.save(update_fields=["held_on", "noticed_on"])
    return []


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhengtong.site.settings")
    import django

    django.setup()
    print(json.dumps(_filed(int(sys.argv[2])) if sys.argv[1] == "cases" else _days_passed(sys.argv[2])))
