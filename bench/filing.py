"""Before ``bench/submit.py`` measures: people with firms, drafts ready to be submitted, and the rows that one submission writes.

A process of its own (``python -m bench.filing CLIENTS DRAFTS FOLDER``), since Django knows one database and one home.
"""

import json
import sys
from copy import copy
from dataclasses import asdict, dataclass
from pathlib import Path

from zhengtong.site import preparing

PASSWORD = "only-for-the-bench-1"
ROWS = "rows.sql"
READY = "ready.json"
TABLES = (
    ("zt_cases_case", "number = %(case)s"),
    ("zt_cases_casematerial", "case_id = (SELECT id FROM zt_cases_case WHERE number = %(case)s)"),
    ("zt_approvals_approval", '"case" = %(case)s'),
    ("zt_ledger_entry", "about_kind = 'case' AND about_number = %(case)s"),
    ("zt_ledger_delivery", "entry_id IN (SELECT id FROM zt_ledger_entry WHERE about_kind = 'case' AND about_number = %(case)s)"),
)
_ENTRIES = "SELECT id::text FROM zt_ledger_entry WHERE about_kind = 'case' AND about_number = %s ORDER BY id"
_COLUMNS = (
    "SELECT column_name FROM information_schema.columns WHERE table_name = %s"
    " AND (column_name <> 'id' OR table_name = 'zt_ledger_entry') AND is_generated = 'NEVER'"
)
_PLACE = "'B' || currval('bench_place')"
OWN = {  # what differs from row to row, as pgbench writes it
    ("zt_cases_case", "number"): "'B' || nextval('bench_place')",
    ("zt_cases_case", "draft"): _PLACE,
    ("zt_cases_casematerial", "case_id"): "currval(pg_get_serial_sequence('zt_cases_case', 'id'))",
    ("zt_approvals_approval", "number"): _PLACE + " || '-%(place)02d'",
    ("zt_approvals_approval", "case"): _PLACE,
    ("zt_ledger_entry", "about_number"): _PLACE,
    ("zt_ledger_entry", "key"): _PLACE + " || '-%(place)02d'",
}
ENTRY_OF = {"zt_ledger_entry": "id", "zt_ledger_delivery": "entry_id"}
_ENTRY = "1000000 + 10 * currval('bench_place') + "  # a submission's own entries, so that each delivery finds its own without asking


@dataclass(frozen=True, slots=True)
class Client:
    username: str
    firm: str
    drafts: list[str]


def make(clients: int, drafts: int, folder: Path) -> None:
    """Leaves ``ready.json`` (who signs in, for which firm, with which drafts) and, on PostgreSQL, ``rows.sql`` for pgbench."""
    preparing.prepare(lambda _: None)
    from django.db import connection

    from zhengtong.site.synth import population

    known = population.populate(people=clients, firms=clients, seed=20260724)
    ready = [client(place, *pair, drafts) for place, pair in enumerate(zip(known.people, known.firms, strict=True))]
    spare = ready[0].drafts.pop()
    (folder / READY).write_text(json.dumps([asdict(one) for one in ready]))
    if connection.vendor == "postgresql":
        (folder / ROWS).write_text(_script(spare))


def client(place: int, person: str, code: str, count: int) -> Client:
    """One person with an account, acting for a firm that holds its business licence: one draft filled in, then copied."""
    from tests.delivery.conftest import RESTAURANT, SITUATION, fill
    from zhengtong.delivery.cases import api as cases
    from zhengtong.foundation.identity import api as identity
    from zhengtong.foundation.identity.terms import Level
    from zhengtong.kernel import clock
    from zhengtong.kernel.actors import Actor, ActorKind
    from zhengtong.kernel.refs import Ref
    from zhengtong.site.synth.population import BY

    name = f"bench{place}"
    account = identity.open_account(username=name, password=PASSWORD, person=person, by=BY, at=clock.now())
    firm = Ref("firm", code)
    _license(firm)
    by = Actor(ActorKind.MEMBER, Ref("account", str(account)), name=name, subject=firm, level=Level.VERIFIED)
    begun = cases.begin(matter=RESTAURANT, answers=SITUATION, by=by, at=clock.now())
    fill(begun.number, by, at=clock.now())
    problems = cases.prepare(begun.number, by).problems
    assert not problems, problems
    return Client(name, str(firm), _copies(begun.number, count, f"B{place:02d}"))


def _license(firm: object) -> None:
    from zhengtong.delivery.licences import api as licences
    from zhengtong.foundation.catalogue import api as catalogue
    from zhengtong.foundation.identity import api as identity
    from zhengtong.kernel import clock
    from zhengtong.kernel.refs import Ref
    from zhengtong.site.synth.population import BY

    assert isinstance(firm, Ref)
    kind = licences.licence_type("business_licence", clock.today())
    market = identity.organisation_by_word("市场监管", catalogue.city().division)
    assert market is not None
    known = identity.known(firm, [field.element for field in kind.fields])
    values = {field.code: known[field.element].value for field in kind.fields if field.element in known}
    licences.issue(
        type=kind.short, holder=firm, holder_name=identity.subject_name(firm), values=values, issuer=market.code, approval="", case="",
        item_name=kind.name, by=BY, at=clock.now(),
    )  # fmt: skip


def _copies(number: str, count: int, mark: str) -> list[str]:
    """A restaurant chain: the same answers and papers again, each in a draft of its own."""
    from zhengtong.foundation.forms.models import Attachment, Draft

    pattern = Draft.objects.get(number=number)
    papers = list(Attachment.objects.filter(draft=pattern))
    made = []
    for place in range(count):
        one = copy(pattern)
        one.pk, one._state, one.number = None, copy(pattern._state), f"{mark}{place:05d}"
        one._state.adding = True
        made.append(one)
    Draft.objects.bulk_create(made, batch_size=200)
    rows = []
    for one in Draft.objects.filter(number__startswith=mark).only("pk"):
        for paper in papers:
            attached = copy(paper)
            attached.pk, attached.draft_id = None, one.pk
            rows.append(attached)
    Attachment.objects.bulk_create(rows, batch_size=500)
    return [number, *(one.number for one in made)]


def _script(draft: str) -> str:
    """One real submission, read back row by row and written as pgbench can repeat it: the same tables, columns, sizes and indexes."""
    from django.db import connection

    from zhengtong.delivery.cases import api as cases
    from zhengtong.foundation.forms.models import Draft
    from zhengtong.foundation.identity.terms import Level
    from zhengtong.kernel import clock
    from zhengtong.kernel.actors import Actor, ActorKind
    from zhengtong.kernel.refs import Key, Ref

    row = Draft.objects.get(number=draft)
    by = Actor(ActorKind.MEMBER, Ref.parse(row.owner), subject=Ref(row.subject_kind, row.subject_number), level=Level.VERIFIED)
    number = cases.submit(draft=draft, by=by, at=clock.now(), once=Key("api:one-for-the-pattern")).number
    first, last = Draft.objects.order_by("id").first(), Draft.objects.order_by("id").last()
    assert first is not None
    assert last is not None
    with connection.cursor() as cursor:
        cursor.execute("CREATE SEQUENCE bench_place")
        cursor.execute(_ENTRIES, [number])
        entries = {found: f"{_ENTRY}{place}" for place, (found,) in enumerate(cursor.fetchall(), start=1)}
        inserts = []
        for table, where in TABLES:
            cursor.execute(_COLUMNS, [table])
            columns = [name for (name,) in cursor.fetchall()]
            columns.sort(key=lambda name: name != "number")  # where the place is drawn
            wanted = ", ".join(f'quote_nullable("{name}"::text)' for name in columns)
            cursor.execute(f"SELECT {wanted} FROM {table} WHERE {where} ORDER BY id", {"case": number})
            rows = [_row(table, columns, found, place, entries) for place, found in enumerate(cursor.fetchall(), start=1)]
            assert rows, table
            named = ", ".join(f'"{name}"' for name in columns)
            inserts.append(f"INSERT INTO {table} ({named}) VALUES {', '.join(rows)};  -- {len(rows)} rows")
    update = f"UPDATE zt_forms_draft SET state = 'submitted', \"case\" = {_PLACE}, saved_at = now(), ended_at = now() WHERE id = :draft;"
    return "\n".join([f"\\set draft random({first.pk}, {last.pk})", "BEGIN;", *inserts, update, "COMMIT;", ""])


def _row(table: str, columns: list[str], found: tuple[str, ...], place: int, entries: dict[str, str]) -> str:
    """One row; what a delivery owes to an entry it owes to the entry of the same submission."""
    values = [OWN.get((table, name), text).replace("%(place)02d", f"{place:02d}") for name, text in zip(columns, found, strict=True)]
    if (name := ENTRY_OF.get(table)) is not None:
        values[columns.index(name)] = entries[found[columns.index(name)].strip("'")]
    return f"({', '.join(values)})"


if __name__ == "__main__":
    make(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
