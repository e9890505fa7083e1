"""The log: sequenced, signed, published, proved, and checked from the public files alone; whatever is changed is found."""
import json
import os
from contextlib import contextmanager
from dataclasses import dataclass

import pytest

from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.ledger import encoding, merkle, publication, queries, sequencer, verification
from zhengtong.kernel.ledger.models import Entry, Node, TreeHead
from zhengtong.kernel.ledger.verification import LogBroken, ProofBroken, Public, verify

pytestmark = pytest.mark.django_db


@dataclass(frozen=True, slots=True)
class Planted:
    what: str
    number: int


@pytest.fixture
def plant(by, about, at, public):
    def plant(count, *, publish=True):
        with ledger.writing(None, by):
            rows = [ledger.record(Planted("树", number), by=by, about=about, at=at) for number in range(count)]
        ledger.sequence()
        if publish:
            ledger.publish()
        return rows

    return plant


def checked(public, proof=None):
    return verify(Public(str(public)), proof)


@contextmanager
def refused(refusal, why):
    with pytest.raises(refusal) as caught:
        yield
    assert why in str(caught.value.problems[0])


def on_paper(*rows):
    """A proof as it is handed out: through JSON text."""
    return json.loads(json.dumps(ledger.proof_as_json(ledger.prove_all(rows))))


def test_rows_become_leaves_and_the_head_is_signed(plant):
    rows = plant(5)
    head = ledger.head()
    assert head.size == 5
    assert [ledger.row(number).leaf for number in rows] == [0, 1, 2, 3, 4]
    entries = Entry.objects.order_by("pk")
    tree = merkle.Tree()
    tree.extend(b"".join(encoding.leaf_hash(queries.body_of(entry), bytes(entry.salt)) for entry in entries))
    assert tree.root() == head.root
    assert ledger.sequence() == 0
    assert TreeHead.objects.count() == 1


def test_a_row_with_a_lower_number_that_arrives_late_is_not_lost(by, about, public):
    with ledger.writing(None, by):
        early, late = (ledger.record(Planted("树", number), by=by, about=about) for number in range(2))
    entry = Entry.objects.get(pk=late)
    sequencer._append({late: encoding.leaf_hash(queries.body_of(entry), bytes(entry.salt))})
    assert (ledger.row(early).leaf, ledger.row(late).leaf) == (None, 0)
    with pytest.raises(ledger.NotSequenced):
        ledger.prove(early)
    assert ledger.sequence() == 1
    assert ledger.row(early).leaf == 1


@pytest.mark.parametrize("batch", [1, 2, 3, 7])
def test_batches_do_not_matter(by, about, public, batch):
    with ledger.writing(None, by):
        rows = [ledger.record(Planted("树", number), by=by, about=about) for number in range(13)]
    ledger.sequence(batch)
    ledger.publish()
    assert checked(public, on_paper(*rows)).rows == 13


def test_every_row_is_proved_under_one_head(plant, public):
    rows = [*plant(3), *plant(70), *plant(1)]
    report = checked(public, on_paper(*rows))
    assert (report.size, report.heads, report.rows) == (74, 3, 74)
    assert report.root == ledger.head().root


def test_a_proof_stays_good_when_the_log_grows(plant, public):
    proof = on_paper(*plant(6))
    plant(20)
    assert checked(public, proof).rows == 6


def test_proofs_read_few_nodes(plant, django_assert_num_queries):
    rows = plant(40)
    with django_assert_num_queries(3):
        ledger.prove(rows[17])


def test_consistency_between_heads(plant):
    plant(6)
    first = ledger.head()
    plant(9)
    second = ledger.head()
    proof = ledger.consistency(first.size, second.size)
    assert merkle.is_consistent(6, 15, first.root, second.root, proof.path)
    assert verification.consistency_as_json(proof)["first"] == 6
    for wrong in ((0, 3), (3, 2), (1, 16)):
        with pytest.raises(ledger.NoHead):
            ledger.consistency(*wrong)


def test_the_public_files_say_nothing_about_anybody(plant, public, about):
    plant(4)
    everything = b"".join(path.read_bytes() for path in public.rglob("*") if path.is_file())
    for word in (about.number, "account", "Planted", "树", "P0000000001X"):
        assert word.encode() not in everything


@pytest.mark.parametrize("change", ["values", "shared", "who", "subject", "about", "at", "fact", "division", "organisation", "id"])
def test_a_changed_row_is_found(plant, public, change):
    proof = on_paper(plant(6)[2])
    proof["rows"][0]["row"][change] = {"what": "树", "number": 9} if change == "values" else 12345
    with refused(ProofBroken, "not what was recorded"):
        checked(public, proof)


def broken(proof, **changes):
    return {**proof, "rows": [{**proof["rows"][0], **changes}]}


def test_a_changed_proof_is_found(plant, public):
    proof = on_paper(plant(6)[2])
    row = proof["rows"][0]
    for wrong in (
        broken(proof, salt="00" * 16),
        broken(proof, leaf=3),
        broken(proof, leaf=6),
        broken(proof, leaf="x"),
        broken(proof, path=row["path"][:-1]),
        broken(proof, path=["00" * 32, *row["path"][1:]]),
        {**proof, "head": {**proof["head"], "root": "00" * 32}},
        {**proof, "head": {**proof["head"], "size": 5}},
        {**proof, "head": {**proof["head"], "key": "unknown"}},
        {**proof, "head": None},
        {**proof, "rows": []},
        {**proof, "rows": [{}]},
        {"what": "something else"},
        {},
    ):
        with pytest.raises(ProofBroken):
            checked(public, wrong)
    assert checked(public, proof).rows == 1


def test_a_changed_row_in_the_database_is_found(plant, public):
    number = plant(6)[3]
    Entry.objects.filter(pk=number).update(values={"what": "草", "number": 3})
    with pytest.raises(ProofBroken):
        checked(public, on_paper(number))


def test_any_changed_byte_of_the_public_leaves_is_found(plant, public):
    plant(9)
    path = public / "leaves" / "000000.bin"
    good = path.read_bytes()
    for at in (0, 31, 100, len(good) - 1):
        path.write_bytes(good[:at] + bytes([good[at] ^ 1]) + good[at + 1 :])
        with refused(LogBroken, "do not make the root"):
            checked(public)
    path.write_bytes(good[:-32])
    with refused(LogBroken, "ends before leaf 8"):
        checked(public)


def test_a_rewritten_past_is_found_though_newly_signed(plant, public, by, about, at):
    """The operator rewrites a leaf and signs a new log; who kept the old head sees that the roots do not fit."""
    plant(4)
    old = (public / "heads.jsonl").read_text()
    Node.objects.all().delete()
    TreeHead.objects.all().delete()
    Entry.objects.update(leaf=None, values={"what": "草", "number": 0})
    plant(1)
    with pytest.raises(LogBroken):
        checked(public)
    ledger.restore()
    assert checked(public).size == 5
    new = (public / "heads.jsonl").read_text()
    (public / "heads.jsonl").write_text(old + new)
    with refused(LogBroken, "first 4 leaves"):
        checked(public)


def test_changed_heads_are_found(plant, public):
    plant(3)
    plant(3)
    path = public / "heads.jsonl"
    first, second = [json.loads(line) for line in path.read_text().splitlines()]
    for heads, why in (
        ([{**first, "size": 2}, second], "signature"),
        ([{**first, "at": "2020-01-01T00:00:00.000000Z"}, second], "signature"),
        ([{**first, "key": "0" * 16}, second], "unknown key"),
        ([second, first], "do not grow"),
        ([first, first], "do not grow"),
        ([{"size": 1}], "cannot be read"),
    ):
        path.write_text("".join(json.dumps(head) + "\n" for head in heads))
        with refused(LogBroken, why):
            checked(public)
    path.write_text("{\n")
    with pytest.raises(LogBroken):
        checked(public)


def test_a_proof_under_a_head_that_was_never_published_is_found(plant, public):
    plant(3)
    (hidden,) = plant(1, publish=False)
    with pytest.raises(ProofBroken):
        checked(public, on_paper(hidden))


def test_missing_heads_are_found(plant, public):
    plant(3)
    (public / "heads.jsonl").unlink()
    with refused(LogBroken, "no signed head"):
        checked(public)


def test_other_keys_are_not_believed(plant, public):
    plant(3)
    with refused(LogBroken, "unknown key"):
        verify(Public(str(public)), None, {})


def test_nothing_published_is_nothing_to_verify(public):
    assert checked(public).size == 0
    with refused(ProofBroken, "nothing was published"):
        checked(public, {"what": verification.PROOF})


def test_erased_values_leave_the_log_whole(plant, public, by, about, at):
    rows = plant(5)
    other = on_paper(rows[1])
    ledger.erase(rows[2], by=by, at=at)
    ledger.sequence()
    ledger.publish()
    gone = ledger.row(rows[2])
    assert gone.values is None
    assert ledger.fact_of(gone) is None
    with pytest.raises(ledger.Erased):
        ledger.prove(rows[2])
    assert checked(public, other).rows == 1
    assert checked(public).size == 6
    assert ledger.facts_about(about)[-1].fact == "ledger.ValuesErased"
    with pytest.raises(ledger.NoSuchRow):
        ledger.erase(10**6, by=by, at=at)


def test_what_is_not_sequenced_is_not_erased(by, about, at, public):
    with ledger.writing(None, by):
        number = ledger.record(Planted("树", 1), by=by, about=about)
    with pytest.raises(ledger.NotSequenced):
        ledger.erase(number, by=by, at=at)


DAMAGES = ["half leaf", "extra leaf", "half head", "extra head", "no leaves", "no heads", "other leaves", "no keys"]


@pytest.mark.parametrize("damage", DAMAGES)
def test_after_a_crash_the_files_are_mended_from_the_database(plant, public, damage):
    rows = plant(5)
    leaves, heads = public / "leaves" / "000000.bin", public / "heads.jsonl"
    good = leaves.read_bytes(), heads.read_bytes()
    if damage == "half leaf":
        leaves.write_bytes(good[0][:-5])
    elif damage == "extra leaf":
        leaves.write_bytes(good[0] + b"\x05" * 32)
    elif damage == "half head":
        heads.write_bytes(good[1] + b'{"size": 9')
    elif damage == "extra head":
        heads.write_bytes(good[1] + good[1].replace(b'"size": 5', b'"size": 9'))
    elif damage == "no leaves":
        leaves.unlink()
    elif damage == "no heads":
        heads.unlink()
    elif damage == "no keys":
        (public / "keys.json").unlink()
    else:
        leaves.write_bytes(b"\x05" * len(good[0]))
    ledger.restore()
    assert (leaves.read_bytes(), heads.read_bytes()) == good
    assert checked(public, on_paper(*rows)).rows == 5


@pytest.mark.parametrize("damage", ["half leaf", "half head"])
def test_appending_to_damaged_files_mends_them_first(plant, public, damage):
    plant(5)
    with (public / ("leaves/000000.bin" if damage == "half leaf" else "heads.jsonl")).open("ab") as file:
        file.write(b"{123")
    plant(2)
    assert checked(public).size == 7


def test_leaves_run_over_several_files(plant, public, monkeypatch):
    for module in (publication, verification):
        monkeypatch.setattr(module, "CHUNK", 4)
    plant(3)
    rows = plant(10)
    assert sorted(os.listdir(public / "leaves")) == ["000000.bin", "000001.bin", "000002.bin", "000003.bin"]
    assert checked(public, on_paper(*rows)).size == 13
    (public / "leaves" / "000001.bin").write_bytes(b"\x05" * 128)
    ledger.restore()
    assert checked(public).size == 13
    (public / "leaves" / "000001.bin").unlink()
    ledger.restore()
    assert checked(public).size == 13


def test_the_checker_needs_no_django(plant, public):
    """In a process of its own, where importing Django fails."""
    import subprocess
    import sys

    plant(5)
    program = (
        "import sys; sys.modules['django'] = None\n"
        "from zhengtong.kernel.ledger.verification import Public, verify\n"
        "print(verify(Public(sys.argv[1])).size)"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    done = subprocess.run([sys.executable, "-c", program, str(public)], check=False, env=environment, capture_output=True, text=True)
    assert done.stdout.strip() == "5", done.stderr
