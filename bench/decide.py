"""decide: one decision after the other in whole cases, with its facts, the licence it issues and what opens after it.

Beside it SpiffWorkflow (bench/peers.txt) steps the same graph: its state loaded as JSON from the same database, one task completed,
what follows opened, and the state saved as JSON again.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

from bench.rows import row
from tests.support import postgres, product
from zhengtong.site import preparing

CASES = 25
TARGET = 5.0
PEERS = Path(sys.prefix) / "peers"


def run() -> list[dict[str, object]]:
    _install()
    with tempfile.TemporaryDirectory() as home:
        told = {"embedded SQLite": _decide(Path(home) / "sqlite", {})}
        server = postgres.start(postgres.LASTING)
        address = server.create("zhengtong")
        told["PostgreSQL"] = _decide(Path(home) / "postgres", {"ZT_DATABASE_URL": address, "ZT_DEMO": "1"})
    return [_row(database, **each) for database, each in told.items()]


def _row(database: str, ours: list[float], theirs: list[float], statements: int) -> dict[str, object]:
    mine, peer = statistics.median(ours), statistics.median(theirs)
    return row(
        f"{len(ours)} decisions on {database}: median {mine:.1f} ms, {statements} statements",
        f"SpiffWorkflow {peer:.1f} ms a step",
        peer / mine,
        f"≥ {TARGET:.0f} × as many",
        peer / mine >= TARGET,
    )


def _install() -> None:
    """The peer, in the versions and with the hashes of peers.txt, beside the product's own packages and never among them."""
    if not PEERS.exists():
        wanted = Path(__file__).with_name("peers.txt")
        command = [sys.executable, "-m", "pip", "install", "-q", "--disable-pip-version-check", "--no-deps", "--require-hashes"]
        subprocess.run([*command, "--target", str(PEERS), "-r", str(wanted)], check=True)


def _decide(home: Path, more: Mapping[str, str]) -> dict[str, Any]:
    home.mkdir()
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ZT_", "DJANGO_"))}
    around = {**kept, "ZT_HOME": str(home), **more}
    command = [sys.executable, "-m", "bench.decide"]
    done = subprocess.run(command, env=around, cwd=product.ROOT, stdout=subprocess.PIPE, text=True, check=True)
    told: dict[str, Any] = json.loads(done.stdout)
    return told


# --- in a process of its own, since Django knows one database ---


def measure() -> dict[str, object]:
    """Case by case, ours then theirs, so that the machine's moods fall on both."""
    preparing.prepare(lambda _: None)
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    numbers = _accepted_cases()
    peer = Peer(_graph(numbers[0]))
    list(_whole(numbers[0])), list(peer.whole())  # warm
    ours: list[float] = []
    theirs: list[float] = []
    for number in numbers[1:-1]:
        ours += _whole(number)
        theirs += list(peer.whole())
    with CaptureQueriesContext(connection) as seen:
        decided = len(list(_whole(numbers[-1])))
    return {"ours": ours, "theirs": theirs, "statements": round(len(seen) / decided)}


def _accepted_cases() -> list[str]:
    """The restaurant bundle, submitted and accepted, ``CASES`` times."""
    from bench.filing import client
    from zhengtong.delivery.cases import api as cases
    from zhengtong.foundation.catalogue import api as catalogue
    from zhengtong.foundation.forms.models import Draft
    from zhengtong.foundation.identity.terms import Duty, Level
    from zhengtong.kernel import clock
    from zhengtong.kernel.actors import Actor, ActorKind, Right
    from zhengtong.kernel.refs import Ref
    from zhengtong.site.synth import population

    known = population.populate(people=1, firms=1, seed=20260724)
    made = client(0, known.people[0], known.firms[0], CASES - 1)
    draft = Draft.objects.get(number=made.drafts[0])
    subject = Ref(draft.subject_kind, draft.subject_number)
    by = Actor(ActorKind.MEMBER, Ref.parse(draft.owner), subject=subject, level=Level.STRONG)
    window = catalogue.city().lead_window
    rights = (Right(Duty.INTAKE, frozenset({window})),)
    clerk = Actor(ActorKind.STAFF, Ref("account", "9001"), organisation=window, duties=frozenset({Duty.INTAKE}), rights=rights)
    numbers = [str(cases.submit(draft=number, by=by, at=clock.now()).number) for number in made.drafts]
    for number in numbers:
        cases.accept(case=number, by=clerk, at=clock.now())
    return numbers


def _whole(case: str) -> Iterator[float]:
    """Milliseconds of each decision of a case, until nothing is open."""
    from zhengtong.delivery.approvals import api as approvals
    from zhengtong.delivery.approvals.terms import ApprovalState, Opinion
    from zhengtong.foundation.identity.terms import Duty
    from zhengtong.kernel import clock
    from zhengtong.kernel.actors import Actor, ActorKind, Right
    from zhengtong.kernel.refs import Key, Ref

    while ready := [one for one in approvals.approvals_of([case])[case] if one.state is ApprovalState.OPEN]:
        one, at = ready[0], clock.now()
        duties = frozenset({Duty.REVIEW, Duty.INTAKE})
        rights = tuple(Right(duty, frozenset({one.organisation})) for duty in duties)
        by = Actor(ActorKind.STAFF, Ref("account", "9002"), name="李审批", organisation=one.organisation, duties=duties, rights=rights)
        began = time.perf_counter()
        approvals.decide(approval=one.number, opinion=Opinion.APPROVE, by=by, at=at, once=Key(f"bench:{one.number}"))
        yield (time.perf_counter() - began) * 1000


def _graph(case: str) -> dict[str, tuple[str, ...]]:
    """Item → the items it waits for, as the case has them."""
    from zhengtong.delivery.approvals import api as approvals

    parts = approvals.approvals_of([case])[case]
    places = {one.item: f"item_{place}" for place, one in enumerate(parts)}
    return {places[one.item]: tuple(places[before] for before in one.after) for one in parts}


class Peer:
    """SpiffWorkflow over the same graph: a user task for each item, opened by parallel gateways; one row of state for each case."""

    def __init__(self, graph: Mapping[str, tuple[str, ...]]) -> None:
        sys.path.insert(0, str(PEERS))
        from django.db import connection
        from SpiffWorkflow.bpmn.parser import BpmnParser
        from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer

        parser = BpmnParser()
        parser.add_bpmn_io(BytesIO(_bpmn(graph).encode()))
        self.spec, self.serializer, self.cases = parser.get_spec("case"), BpmnWorkflowSerializer(), 0
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE bench_state (id integer PRIMARY KEY, state text NOT NULL)")

    def whole(self) -> Iterator[float]:
        from django.db import connection
        from SpiffWorkflow.bpmn.workflow import BpmnWorkflow

        workflow = BpmnWorkflow(self.spec)
        workflow.do_engine_steps()
        self.cases += 1
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO bench_state VALUES (%s, %s)", [self.cases, self.serializer.serialize_json(workflow)])
        while not workflow.is_completed():
            began = time.perf_counter()
            workflow = self._step()
            yield (time.perf_counter() - began) * 1000

    def _step(self) -> Any:
        from django.db import connection
        from SpiffWorkflow.util.task import TaskState

        with connection.cursor() as cursor:
            cursor.execute("SELECT state FROM bench_state WHERE id = %s", [self.cases])
            workflow = self.serializer.deserialize_json(cursor.fetchone()[0])
            task = workflow.get_next_task(state=TaskState.READY, manual=True)
            task.data["opinion"] = "approve"
            task.run()
            workflow.do_engine_steps()
            cursor.execute("UPDATE bench_state SET state = %s WHERE id = %s", [self.serializer.serialize_json(workflow), self.cases])
        return workflow


def _bpmn(graph: Mapping[str, tuple[str, ...]]) -> str:
    kinds = {"start": "startEvent", "split": "parallelGateway", "join": "parallelGateway", "end": "endEvent"}
    flows = [("start", "split"), ("join", "end")]
    for item, before in graph.items():
        kinds |= {f"in_{item}": "parallelGateway", item: "userTask", f"out_{item}": "parallelGateway"}
        flows += [(f"in_{item}", item), (item, f"out_{item}")]
        flows += [(f"out_{one}", f"in_{item}") for one in before] or [("split", f"in_{item}")]
        if not any(item in waited for waited in graph.values()):
            flows.append((f"out_{item}", "join"))
    nodes = "".join(f'<bpmn:{kind} id="{name}" name="{name}"/>' for name, kind in kinds.items())
    lines = "".join(f'<bpmn:sequenceFlow id="flow_{n}" sourceRef="{one}" targetRef="{other}"/>' for n, (one, other) in enumerate(flows))
    model = 'xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" id="bench" targetNamespace="bench"'
    return f'<bpmn:definitions {model}><bpmn:process id="case" isExecutable="true">{nodes}{lines}</bpmn:process></bpmn:definitions>'


if __name__ == "__main__":
    print(json.dumps(measure()))
