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
from zhengtong.kernel.ledger.errors import LogBroken, ProofBroken, Unreadable
from zhengtong.kernel.ledger.terms import Consistency, Head, Proof
from zhengtong.kernel.refusals import Problem, Refusal, gettext_noop

CHUNK = 65536                        # leaves a file
PROOF = "zhengtong.proof.1"
_LARGEST = 64 * 1024 * 1024          # bytes of a heads or keys file

NOT_READ = gettext_noop("cannot be read (%(why)s)")
TOO_SHORT = gettext_noop("ends before leaf %(leaf)s")
NOTHING = gettext_noop("nothing was published in this log")
NO_HEADS = gettext_noop("there are leaves, but no signed head")
NOT_GROWING = gettext_noop("the heads do not grow")
UNKNOWN_KEY = gettext_noop("signed with an unknown key %(key)s")
WRONG_SIGNATURE = gettext_noop("its signature is wrong")
NO_PROOF = gettext_noop("this is not a proof file")
BEYOND = gettext_noop("leaf %(leaf)s lies beyond its head")
NOT_RECORDED = gettext_noop("this is not what was recorded as leaf %(leaf)s")
OTHER_ROOT = gettext_noop("the first %(size)s leaves do not make the root that was signed for them")
WRONG_PATH = gettext_noop("its path does not lead to the root of its head")
UNPUBLISHED = gettext_noop("this head was never published")
OTHER_HEAD = gettext_noop("this is not the head that was published")


@dataclass(frozen=True, slots=True)
class Report:
    """What was checked. ``size`` 0: nothing was published yet."""

    size: int
    heads: int
    rows: int
    root: bytes


def _no(refusal: type[Refusal], at: str, message: str, **params: object) -> Refusal:
    return refusal(problems=[Problem(at, message, params)])


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
            with urllib.request.urlopen(f"{self.place}/{name}", timeout=30) as answer:  # noqa: S310  # nosec B310 - http only, see above
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
            raise _no(LogBroken, "heads.jsonl", NOT_READ, why=str(why)) from why

    def keys(self) -> dict[str, PublicKey]:
        return signatures.read(self.read("keys.json") or b'{"keys": []}')

    def leaves(self, size: int) -> Iterator[bytes]:
        """The first ``size`` leaves, a file at a time."""
        for first in range(0, size, CHUNK):
            wanted = min(CHUNK, size - first) * merkle.SIZE
            found = (self.read(chunk_name(first // CHUNK)) or b"")[:wanted]
            if len(found) < wanted:
                raise _no(LogBroken, chunk_name(first // CHUNK), TOO_SHORT, leaf=first + wanted // merkle.SIZE - 1)
            yield found


def verify(public: Public, proof: Mapping[str, Any] | None = None, keys: Mapping[str, PublicKey] | None = None) -> Report:
    """Check the whole log, and a proof against it. ``keys``: public keys got in another way. Raises LogBroken, ProofBroken."""
    heads = public.heads()
    if not heads:
        if proof is not None:
            raise _no(ProofBroken, "heads.jsonl", NOTHING)
        if public.read(chunk_name(0)):
            raise _no(LogBroken, "heads.jsonl", NO_HEADS)
        return Report(0, 0, 0, merkle.EMPTY)
    keys = keys if keys is not None else public.keys()
    sizes = [_check_head(head, keys, LogBroken) for head in heads]
    if any(later <= earlier for earlier, later in pairwise(sizes)):
        raise _no(LogBroken, "heads.jsonl", NOT_GROWING)
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
        raise _no(broken, "head", NOT_READ, why=f"{type(why).__name__}: {why}") from why
    if key not in keys:
        raise _no(broken, f"head {size}", UNKNOWN_KEY, key=key)
    if not signatures.check(signed, key, signature, keys):
        raise _no(broken, f"head {size}", WRONG_SIGNATURE)
    return size


def _claims(proof: Mapping[str, Any] | None, keys: Mapping[str, PublicKey]) -> list[dict[str, Any]]:
    """The rows of a proof, each with the leaf that it really makes."""
    if proof is None:
        return []
    if proof.get("what") != PROOF or not isinstance(proof.get("rows"), list) or not proof["rows"]:
        raise _no(ProofBroken, "what", NO_PROOF)
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
        raise _no(ProofBroken, "rows", NOT_READ, why=f"{type(why).__name__}: {why}") from why
    for claim in claims:
        if not 0 <= claim["leaf"] < size:
            raise _no(ProofBroken, f"row {claim['id']}", BEYOND, leaf=claim["leaf"])
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
                raise _no(ProofBroken, f"row {by_leaf[index]['id']}", NOT_RECORDED, leaf=index)
        while head is not None and int(head["size"]) <= first + len(leaves) // merkle.SIZE:
            end = (int(head["size"]) - first) * merkle.SIZE
            tree.extend(leaves[offset:end])
            offset = end
            if tree.root().hex() != head["root"]:
                raise _no(LogBroken, f"head {head['size']}", OTHER_ROOT, size=head["size"])
            head = next(waiting, None)
        tree.extend(leaves[offset:])
    return tree


def _check_path(claim: Mapping[str, Any], size: int, root: str) -> None:
    led = merkle.root_of_inclusion(claim["hash"], claim["leaf"], size, claim["path"])
    if led is None or led.hex() != root:
        raise _no(ProofBroken, f"row {claim['id']}", WRONG_PATH)


def _check_head_in_log(head: Mapping[str, Any], heads: list[dict[str, Any]]) -> None:
    published = next((each for each in heads if each["size"] == head["size"]), None)
    if published is None:
        raise _no(ProofBroken, f"head {head['size']}", UNPUBLISHED)
    if published["root"] != head["root"]:
        raise _no(ProofBroken, f"head {head['size']}", OTHER_HEAD)
