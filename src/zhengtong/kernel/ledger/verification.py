"""Checking the log from its public files alone. No Django, no database: anybody may run this, against a folder or an address.

What is checked: every leaf is read and the root computed anew at the size of every signed head (so each later log begins with each
earlier one); every head's signature; and, for a proof, that its row and salt make its leaf, that this leaf is the one in the log,
and that its path leads to a signed root.
"""
import json
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from zhengtong.kernel.crypto import signatures
from zhengtong.kernel.crypto.terms import PublicKey
from zhengtong.kernel.ledger import encoding, merkle
from zhengtong.kernel.ledger.terms import Consistency, Head, Proof
from zhengtong.kernel.refusals import Kind, Refusal, gettext_noop

CHUNK = 65536                        # leaves a file
PROOF = "zhengtong.proof.1"
_LARGEST = 64 * 1024 * 1024          # bytes of a heads or keys file


class LogBroken(Refusal):
    """Something in the public files or in a proof is not as it must be."""

    code = "log_broken"
    kind = Kind.CONFLICT
    message = gettext_noop("The log does not verify: %(why)s")
    remedy = gettext_noop("Keep these files and ask the operator of the log for an explanation.")


class ProofBroken(Refusal):
    code = "proof_broken"
    kind = Kind.CONFLICT
    message = gettext_noop("The proof does not verify: %(why)s")
    remedy = gettext_noop("Fetch the proof again from where you got it; if it fails again, it was changed.")


class Unreadable(Refusal):
    code = "unreadable"
    kind = Kind.INVALID
    message = gettext_noop("%(what)s cannot be read: %(why)s")
    remedy = gettext_noop("Check the path or the address.")


@dataclass(frozen=True, slots=True)
class Report:
    """What was checked. ``size`` 0: nothing was published yet."""

    size: int
    heads: int
    rows: int
    root: bytes


def chunk_name(number: int) -> str:
    return f"leaves/{number:06d}.bin"


def head_as_json(head: Head) -> dict[str, object]:
    return {
        "size": head.size,
        "root": head.root.hex(),
        "at": encoding.moment(head.at),
        "key": head.key,
        "signature": head.signature.hex(),
    }


def proof_as_json(proofs: Sequence[Proof]) -> dict[str, object]:
    """Several rows under one head, as a file to hand out."""
    rows = [
        {"row": dict(proof.row), "salt": proof.salt.hex(), "leaf": proof.leaf, "path": [step.hex() for step in proof.path]}
        for proof in proofs
    ]
    return {"what": PROOF, "head": head_as_json(proofs[0].head) if proofs else None, "rows": rows}


def consistency_as_json(proof: Consistency) -> dict[str, object]:
    return {"first": proof.first, "second": proof.second, "path": [step.hex() for step in proof.path]}


class Public:
    """The public files, in a folder or behind an address."""

    def __init__(self, place: str) -> None:
        self.place = place.rstrip("/")
        self.remote = place.startswith(("http://", "https://"))

    def read(self, name: str, *, limit: int = _LARGEST) -> bytes | None:
        """A file, or None where there is none. Raises Unreadable."""
        try:
            if not self.remote:
                return (Path(self.place) / name).read_bytes()
            with urllib.request.urlopen(f"{self.place}/{name}", timeout=30) as answer:  # noqa: S310
                found: bytes = answer.read(limit)
                return found
        except FileNotFoundError:
            return None
        except urllib.error.HTTPError as why:
            if why.code == 404:
                return None
            raise Unreadable(what=f"{self.place}/{name}", why=str(why)) from why
        except OSError as why:
            raise Unreadable(what=f"{self.place}/{name}", why=str(why)) from why

    def heads(self) -> list[dict[str, Any]]:
        lines = (self.read("heads.jsonl") or b"").split(b"\n")
        try:
            return [json.loads(line) for line in lines[:-1]]         # a last line without an end is still being written
        except ValueError as why:
            raise LogBroken(why="heads.jsonl: " + str(why)) from why

    def keys(self) -> dict[str, PublicKey]:
        return signatures.read(self.read("keys.json") or b'{"keys": []}')

    def leaves(self, size: int) -> Iterator[bytes]:
        """The first ``size`` leaves, a file at a time."""
        for first in range(0, size, CHUNK):
            wanted = min(CHUNK, size - first) * merkle.SIZE
            found = (self.read(chunk_name(first // CHUNK)) or b"")[:wanted]
            if len(found) < wanted:
                raise LogBroken(why=f"{chunk_name(first // CHUNK)} ends before leaf {first + wanted // merkle.SIZE - 1}")
            yield found


def verify(public: Public, proof: Mapping[str, Any] | None = None, keys: Mapping[str, PublicKey] | None = None) -> Report:
    """Check the whole log, and a proof against it. ``keys``: public keys got in another way. Raises LogBroken, ProofBroken."""
    heads = public.heads()
    if not heads:
        if proof is not None:
            raise ProofBroken(why="nothing was published in this log")
        return Report(0, 0, 0, merkle.EMPTY)
    keys = keys if keys is not None else public.keys()
    sizes = [_check_head(head, keys, LogBroken) for head in heads]
    if any(later <= earlier for earlier, later in pairwise(sizes)):
        raise LogBroken(why="the heads do not grow")
    rows = _claims(proof, keys)
    tree = _check_leaves(public, heads, rows)
    for row in rows:
        _check_path(row, int(proof["head"]["size"]), proof["head"]["root"])  # type: ignore[index]
    if proof is not None and rows:
        _check_head_in_log(proof["head"], heads)
    return Report(tree.size, len(heads), len(rows), tree.root())


def _check_head(head: Mapping[str, Any], keys: Mapping[str, PublicKey], broken: type[Refusal]) -> int:
    try:
        size, root = int(head["size"]), bytes.fromhex(head["root"])
        key, signature = str(head["key"]), bytes.fromhex(head["signature"])
        signed = encoding.head_bytes(size, root, str(head["at"]))
    except (KeyError, TypeError, ValueError) as why:
        raise broken(why=f"a head cannot be read ({why})") from why
    if key not in keys:
        raise broken(why=f"the head of size {size} is signed with an unknown key {key}")
    if not signatures.check(signed, key, signature, keys):
        raise broken(why=f"the signature of the head of size {size} is wrong")
    return size


def _claims(proof: Mapping[str, Any] | None, keys: Mapping[str, PublicKey]) -> list[dict[str, Any]]:
    """The rows of a proof, each with the leaf that it really makes."""
    if proof is None:
        return []
    if proof.get("what") != PROOF or not isinstance(proof.get("rows"), list) or not proof["rows"]:
        raise ProofBroken(why="this is not a proof file")
    size = _check_head(proof.get("head") or {}, keys, ProofBroken)
    try:
        claims = [
            {
                "id": row["row"]["id"],
                "leaf": int(row["leaf"]),
                "hash": encoding.leaf_hash(row["row"], bytes.fromhex(row["salt"])),
                "path": [bytes.fromhex(step) for step in row["path"]],
            }
            for row in proof["rows"]
        ]
    except (KeyError, TypeError, ValueError) as why:
        raise ProofBroken(why=f"it cannot be read ({type(why).__name__}: {why})") from why
    for claim in claims:
        if not 0 <= claim["leaf"] < size:
            raise ProofBroken(why=f"leaf {claim['leaf']} lies beyond its head")
    return claims


def _check_leaves(public: Public, heads: list[dict[str, Any]], claims: list[dict[str, Any]]) -> merkle.Tree:
    """Read all leaves once, stopping at each head's size to compare roots and at each claimed leaf to compare it."""
    tree, waiting = merkle.Tree(), iter(heads)
    head = next(waiting, None)
    by_leaf = {claim["leaf"]: claim for claim in claims}
    for leaves in public.leaves(int(heads[-1]["size"])):
        first, offset = tree.size, 0
        for index in [leaf for leaf in by_leaf if first <= leaf < first + len(leaves) // merkle.SIZE]:
            at = (index - first) * merkle.SIZE
            if leaves[at : at + merkle.SIZE] != by_leaf[index]["hash"]:
                raise ProofBroken(why=f"row {by_leaf[index]['id']} is not what was recorded as leaf {index}")
        while head is not None and int(head["size"]) <= first + len(leaves) // merkle.SIZE:
            end = (int(head["size"]) - first) * merkle.SIZE
            tree.extend(leaves[offset:end])
            offset = end
            if tree.root().hex() != head["root"]:
                raise LogBroken(why=f"the first {head['size']} leaves do not make the root that was signed for them")
            head = next(waiting, None)
        tree.extend(leaves[offset:])
    return tree


def _check_path(claim: Mapping[str, Any], size: int, root: str) -> None:
    led = merkle.root_of_inclusion(claim["hash"], claim["leaf"], size, claim["path"])
    if led is None or led.hex() != root:
        raise ProofBroken(why=f"the path of row {claim['id']} does not lead to the root of its head")


def _check_head_in_log(head: Mapping[str, Any], heads: list[dict[str, Any]]) -> None:
    published = next((each for each in heads if each["size"] == head["size"]), None)
    if published is None:
        raise ProofBroken(why=f"its head of size {head['size']} was never published")
    if published["root"] != head["root"]:
        raise ProofBroken(why=f"its head of size {head['size']} is not the one that was published")
