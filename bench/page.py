"""page: home, a guide, a form, a case, an inbox, each asked by 50 people at once; how long they wait, and how much comes over the line."""

import http.client
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from bench import serving
from bench.filing import PASSWORD, client
from bench.rows import row
from tests.support import product
from zhengtong.site import preparing

PEOPLE = 50
SECONDS = 3.0
LOOKING = 1.0  # seconds that somebody looks at a page before asking again, in the second round
CASES = 40
P95, HEAVIEST = 200.0, 150_000
_PARTS = re.compile(r'<(?:link[^>]*rel="(?:stylesheet|icon)"[^>]*href|script[^>]*src|img[^>]*src)="(/[^"]+)"')


@dataclass(frozen=True, slots=True)
class Asked:
    """A page of a running product, and whose cookies go with it."""

    home: Path
    host: str
    path: str
    cookies: str = ""

    @property
    def headers(self) -> dict[str, str]:
        return {"Cookie": self.cookies} if self.cookies else {}


@dataclass(frozen=True, slots=True)
class Answers:
    p95: float  # milliseconds
    rate: float
    failed: int
    spent: float  # milliseconds of processor in the web for each


def run() -> list[dict[str, object]]:
    """Beside each page the same people asking for /health/live, which does nothing: the way there and back. Embedded SQLite."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        told = _prepare(home)
        with product.running(home) as running:
            host = urlsplit(running.url).netloc
            body = next(one for one in running.sign_ins.values() if one["organisation"] == told["body"])
            member = serving.session(host, told["member"], PASSWORD)
            reviewer = serving.session(host, body["username"], body["password"])
            pages = {
                "home": Asked(home, host, "/"),
                "guide": Asked(home, host, "/bundles/43TCN0003/"),
                "form": Asked(home, host, f"/drafts/{told['draft']}/form/", member),
                "case": Asked(home, host, f"/cases/{told['case']}/", member),
                "inbox": Asked(home, host, "/desk/", reviewer),
            }
            nothing = _load(Asked(home, host, "/health/live"))
            return [_row(name, page, nothing) for name, page in pages.items()]


def _row(name: str, page: Asked, nothing: Answers) -> dict[str, object]:
    size, at_once, calmly = _weight(page), _load(page), _load(page, LOOKING)
    return row(
        f"{name}: p95 {at_once.p95:.0f} ms with {PEOPLE} always waiting ({at_once.rate:.0f} a second, {at_once.spent:.1f} ms of processor "
        f"each), {calmly.p95:.0f} ms with {PEOPLE} who look a second; {size / 1000:.0f} kB",
        f"/health/live p95 {nothing.p95:.0f} ms, {nothing.rate:.0f} a second",
        at_once.p95 / nothing.p95,
        f"≤ {P95:.0f} ms, ≤ {HEAVIEST / 1000:.0f} kB",
        at_once.p95 <= P95 and size <= HEAVIEST and not at_once.failed,
    )


def _load(page: Asked, looking: float = 0) -> Answers:
    """The same page asked for by PEOPLE at once for a while, each on their own line."""
    start, before = threading.Barrier(PEOPLE), serving.spent(page.home)
    with ThreadPoolExecutor(PEOPLE) as pool:
        asking = [pool.submit(_person, page, looking, place / PEOPLE, start) for place in range(PEOPLE)]
        seen = [each for person in asking for each in person.result()]
    took = sorted(milliseconds for milliseconds, _ in seen)
    spent = (serving.spent(page.home) - before) * 1000 / len(seen)
    return Answers(took[int(len(took) * 0.95)], len(seen) / SECONDS, sum(status != 200 for _, status in seen), spent)


def _person(page: Asked, looking: float, share: float, start: threading.Barrier) -> list[tuple[float, int]]:
    """Milliseconds and status of each answer; whoever looks at a page begins a share of that time after the first."""
    line, seen = http.client.HTTPConnection(page.host, timeout=60), []
    line.connect()
    start.wait()
    ends = time.monotonic() + SECONDS
    time.sleep(looking * share)
    while (began := time.monotonic()) < ends:
        line.request("GET", page.path, headers=page.headers)
        answer = line.getresponse()
        answer.read()
        seen.append(((time.monotonic() - began) * 1000, answer.status))
        time.sleep(looking)
    return seen


def _weight(page: Asked) -> int:
    """Bytes over the line of the page and of what it links to, as a browser without anything kept asks for it."""

    def get(address: str) -> bytes:
        line = http.client.HTTPConnection(page.host, timeout=30)
        line.request("GET", address, headers={**page.headers, "Accept-Encoding": "gzip"})
        answer = line.getresponse()
        assert answer.status == 200, f"{address}: {answer.status}"
        return answer.read()

    text = get(page.path)
    return len(text) + sum(len(get(urljoin(page.path, part))) for part in set(_PARTS.findall(text.decode())))


def _prepare(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ZT_", "DJANGO_"))}
    command = [sys.executable, "-m", "bench.page"]
    done = subprocess.run(command, env={**kept, "ZT_HOME": str(home)}, cwd=product.ROOT, stdout=subprocess.PIPE, text=True, check=True)
    told: dict[str, str] = json.loads(done.stdout)
    return told


def make() -> dict[str, str]:
    """Somebody with a form to fill in and cases that are being decided; in a process of its own."""
    preparing.prepare(lambda _: None)
    from zhengtong.delivery.approvals import api as approvals
    from zhengtong.delivery.cases import api as cases
    from zhengtong.foundation.catalogue import api as catalogue
    from zhengtong.foundation.forms.models import Draft
    from zhengtong.foundation.identity import api as identity
    from zhengtong.foundation.identity.terms import Duty
    from zhengtong.kernel import clock
    from zhengtong.kernel.actors import Actor, ActorKind, Right
    from zhengtong.kernel.refs import Ref
    from zhengtong.site.synth import population

    known = population.populate(people=1, firms=1, seed=20260724)
    made = client(0, known.people[0], known.firms[0], CASES)
    draft = Draft.objects.get(number=made.drafts[0])
    by = Actor(ActorKind.MEMBER, Ref.parse(draft.owner), subject=Ref(draft.subject_kind, draft.subject_number), level=2)
    window = catalogue.city().lead_window
    rights = (Right(Duty.INTAKE, frozenset({window})),)
    clerk = Actor(ActorKind.STAFF, Ref("account", "9001"), organisation=window, duties=frozenset({Duty.INTAKE}), rights=rights)
    for number in made.drafts[1:]:
        shown = cases.submit(draft=number, by=by, at=clock.now())
        cases.accept(case=shown.number, by=clerk, at=clock.now())
    one = approvals.approvals_of([shown.number])[shown.number][0]
    body = identity.organisation(one.organisation)
    assert body is not None
    return {"member": made.username, "draft": made.drafts[0], "case": shown.number, "body": body.name.zh}


if __name__ == "__main__":
    print(json.dumps(make()))
