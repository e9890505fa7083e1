"""day: eighty matters of a reviewer's day over HTTP, by the pages alone: list, claim, open, decide; some refused, noted, several at once;
and twenty received at the window. How long each page takes, and how many presses a matter needs.

A real server, one reviewer, one page after the other as a person asks for them; beside each page /health/live, which does nothing.
"""

import http.client
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from bench import serving
from bench.filing import client
from bench.rows import row
from tests.support import product
from zhengtong.site import preparing

MATTERS, RECEIVED, TOGETHER = 80, 20, 20  # decided by the reviewer, accepted at the window, of the first so many in batches of ten
P95 = 200.0
PRESSES = 4.0  # a matter, of the reviewer: open, claim, answer, send
_ONCE = re.compile(r'name="once" value="([^"]+)"')
_FAILS = re.compile(r'name="fails_on" value="([^"]+)"')
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
_LINE = re.compile(r'href="/desk/approvals/([^/"]+)/"[^>]*data-open')
_ITEM = re.compile(r'data-open><b>.*?</b><span class="small soft">(.*?)</span>.*?number">([^<]+)<', re.S)
_CASE = re.compile(r'href="/desk/cases/([^/"?]+)/"')


@dataclass
class Desk:
    """Somebody at a desk: their line to the product, and what each page took."""

    host: str
    cookies: str
    took: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    presses: int = 0

    def get(self, name: str, path: str) -> str:
        self.presses += 1
        return self._ask(name, "GET", path, None)[1]

    def post(self, name: str, path: str, sent: list[tuple[str, str]]) -> tuple[str, str]:
        """The answer's page and where it leads; what it leads to is asked for too, as a browser does."""
        self.presses += 1
        where, page = self._ask(name, "POST", path, sent)
        return where, self._ask(f"{name}, the next page", "GET", where, None)[1] if where else page

    def _ask(self, name: str, method: str, path: str, sent: list[tuple[str, str]] | None) -> tuple[str, str]:
        line = http.client.HTTPConnection(self.host, timeout=60)
        said = {"Cookie": self.cookies, "Referer": f"http://{self.host}{path}"}
        if sent is not None:
            said["Content-Type"] = "application/x-www-form-urlencoded"
        began = time.perf_counter()
        line.request(method, path.partition("#")[0], urlencode(sent) if sent is not None else None, said)
        answer = line.getresponse()
        page = answer.read().decode()
        self.took[name].append((time.perf_counter() - began) * 1000)
        assert answer.status in (200, 302), f"{method} {path}: {answer.status}"
        line.close()
        return answer.headers.get("Location", ""), page


def run() -> list[dict[str, object]]:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        told = _prepare(home)
        with product.running(home) as running:
            host = urlsplit(running.url).netloc
            reviewer = _seat(running, host, told["body"])
            clerk = _seat(running, host, told["window"])
            nothing = _nothing(host)
            _warm(reviewer)
            _warm(clerk)
            began = time.perf_counter()
            decided = _decide(reviewer)
            reviewed = time.perf_counter() - began
            began = time.perf_counter()
            accepted = _accept(clerk)
            received = time.perf_counter() - began
    rows = [_row("reviewer", name, took, nothing) for name, took in reviewer.took.items()]
    rows += [_row("window", name, took, nothing) for name, took in clerk.took.items()]
    each, window = reviewer.presses / decided, clerk.presses / accepted
    line = f"{decided} matters decided: {each:.1f} presses each, {reviewed:.1f} s of waiting in all"
    rows.append(row(line, "", each / PRESSES, f"≤ {PRESSES:.0f} presses", each <= PRESSES))
    line = f"{accepted} cases accepted: {window:.1f} presses each, {received:.1f} s of waiting in all"
    return [*rows, row(line, "", window / PRESSES, f"≤ {PRESSES:.0f} presses", window <= PRESSES)]


def _decide(desk: Desk) -> int:
    """The first twenty in batches of ten; then one after the other, as the desk leads on: every tenth refused, every eighth with a note."""
    done = 0
    while done < TOGETHER:
        page = desk.get("list", "/desk/?list=free")
        ticked = _same_item(page)[:10]
        if not ticked:
            break
        page = desk.get("several together", "/desk/batch/?" + urlencode([("n", one) for one in ticked]))
        answers = [(f"opinion:{one}", "approve") for one in ticked]
        desk.post("several together, sent", "/desk/batch/", [*_keys(page), *(("n", one) for one in ticked), ("same", "材料齐全"), *answers])
        desk.presses += len(ticked)  # one for each answer
        done += len(ticked)
    page = desk.get("list", "/desk/?list=all")
    number = _LINE.search(page)
    while number and done < MATTERS:
        at = f"/desk/approvals/{number[1]}/"
        page = desk.get("one approval", at)
        if done % 2 == 0:
            _, page = desk.post("claim", at + "claim/", _keys(page))
        if done % 8 == 0:
            _, page = desk.post("note", at + "note/", [*_keys(page), ("note", "已电话核实"), ("public", "no")])
        refusing = done % 10 == 0
        reasons = [("text", "图纸缺一页"), ("article", "行政许可法 第三十八条"), ("would_pass_if", "补上缺的一页")] if refusing else []
        lacking = _FAILS.search(page) if refusing else None  # on a commitment it is refused on a paper only, and the paper is named
        reasons += [("fails_on", lacking[1])] if lacking else []
        where, page = desk.post("decide", at + "decide/", [*_keys(page), ("opinion", "refuse" if refusing else "approve"), *reasons])
        done += 1
        number = re.search(r"/desk/approvals/([^/]+)/", where)
        desk.presses += 0 if number else 1  # the answer is opened before it is sent; but the desk itself leads to the next
    return done


def _accept(desk: Desk) -> int:
    page, done = desk.get("window", "/desk/"), 0
    for number in dict.fromkeys(_CASE.findall(page)):
        page = desk.get("one case", f"/desk/cases/{number}/")
        desk.post("accept", f"/desk/cases/{number}/accept/", _keys(page))
        done += 1
    return done


def _same_item(page: str) -> list[str]:
    """Lines of the item that stands first: what is decided together is of one item."""
    lines = [(one[1], one[2]) for one in _ITEM.finditer(page)]
    return [number for what, number in lines if what == lines[0][0]]


def _keys(page: str) -> list[tuple[str, str]]:
    once, token = _ONCE.search(page), _TOKEN.search(page)
    assert once, "a page without its key"
    assert token, "a page without its token"
    return [("once", once[1]), ("csrfmiddlewaretoken", token[1])]


def _seat(running: product.Product, host: str, body: str) -> Desk:
    who = next(one for one in running.sign_ins.values() if one["organisation"] == body)
    return Desk(host, serving.session(host, who["username"], who["password"]))


def _nothing(host: str) -> float:
    desk = Desk(host, "")
    for _ in range(50):
        desk.get("nothing", "/health/live")
    return statistics.median(desk.took["nothing"])


def _warm(desk: Desk) -> None:
    """Each web process has shown the desk once before anything counts: nobody's day begins with the product's first page."""
    for _ in range(8):
        desk.get("list", "/desk/?list=all")
    desk.took.clear()
    desk.presses = 0


def _row(who: str, name: str, took: list[float], nothing: float) -> dict[str, object]:
    p95, median = sorted(took)[int(len(took) * 0.95)], statistics.median(took)
    return row(
        f"{who}, {name}: median {median:.0f} ms, p95 {p95:.0f} ms, {len(took)} times",
        f"/health/live {nothing:.1f} ms",
        median / nothing,
        f"≤ {P95:.0f} ms",
        p95 <= P95,
    )


def _prepare(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ZT_", "DJANGO_"))}
    command = [sys.executable, "-m", "bench.day"]
    done = subprocess.run(command, env={**kept, "ZT_HOME": str(home)}, cwd=product.ROOT, stdout=subprocess.PIPE, text=True, check=True)
    told: dict[str, str] = json.loads(done.stdout.splitlines()[-1])
    return told


# --- in a process of its own, since Django knows one database ---


def make() -> dict[str, str]:
    """The restaurant a hundred times: eighty accepted, twenty at the window. The body is the one that has most of it in hand."""
    preparing.prepare(lambda _: None)
    from zhengtong.delivery.approvals.models import Approval
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
    made = client(0, known.people[0], known.firms[0], MATTERS + RECEIVED)
    draft = Draft.objects.get(number=made.drafts[0])
    by = Actor(ActorKind.MEMBER, Ref.parse(draft.owner), subject=Ref(draft.subject_kind, draft.subject_number), level=3)
    window = catalogue.city().lead_window
    rights = (Right(Duty.INTAKE, frozenset({window})),)
    clerk = Actor(ActorKind.STAFF, Ref("account", "9001"), organisation=window, duties=frozenset({Duty.INTAKE}), rights=rights)
    for place, number in enumerate(made.drafts[: MATTERS + RECEIVED]):
        shown = cases.submit(draft=number, by=by, at=clock.now())
        if place < MATTERS:
            cases.accept(case=shown.number, by=clerk, at=clock.now())
    seats = {str(code) for code in Approval.objects.filter(state="open").values_list("organisation", flat=True)}
    bodies = {one.organisation for one in identity.demo_sign_ins() if one.organisation}
    names = {code: found.name.zh for code in seats if (found := identity.organisation(code)) is not None}
    told = {"window": (at.name.zh if (at := identity.organisation(window)) else "")}
    counts = {code: Approval.objects.filter(state="open", organisation=code).count() for code, name in names.items() if name in bodies}
    return {**told, "body": names[max(counts, key=lambda code: counts[code])]}


if __name__ == "__main__":
    print(json.dumps(make(), ensure_ascii=False))
