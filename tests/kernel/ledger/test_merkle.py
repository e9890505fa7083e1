"""The tree against RFC 9162's own recursive definitions, written out naively, and against its published test vectors."""
import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhengtong.kernel.ledger import merkle

LEAVES = [hashlib.sha256(b"\x00" + str(n).encode()).digest() for n in range(200)]
NODES: dict[merkle.Node, bytes] = {}
merkle.grow(0, LEAVES, NODES)

sizes = st.integers(1, 200)


def split(n):
    k = 1
    while k * 2 < n:
        k *= 2
    return k


def mth(leaves):
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    k = split(len(leaves))
    return hashlib.sha256(b"\x01" + mth(leaves[:k]) + mth(leaves[k:])).digest()


def path(m, leaves):
    if len(leaves) == 1:
        return []
    k = split(len(leaves))
    return [*path(m, leaves[:k]), mth(leaves[k:])] if m < k else [*path(m - k, leaves[k:]), mth(leaves[:k])]


def subproof(m, leaves, whole):
    n = len(leaves)
    if m == n:
        return [] if whole else [mth(leaves)]
    k = split(n)
    if m <= k:
        return [*subproof(m, leaves[:k], whole), mth(leaves[k:])]
    return [*subproof(m - k, leaves[k:], False), mth(leaves[:k])]


def ours(spans):
    return [merkle.hash_of(span, NODES) for span in spans]


@pytest.mark.parametrize("size", range(1, 201))
def test_root_is_the_recursive_root(size):
    tree = merkle.Tree()
    tree.extend(b"".join(LEAVES[:size]))
    assert merkle.hash_of((0, size), NODES) == mth(LEAVES[:size]) == tree.root()


@given(sizes, st.data())
def test_inclusion_is_the_recursive_path_and_leads_to_the_root(size, data):
    index = data.draw(st.integers(0, size - 1))
    proof = ours(merkle.inclusion_spans(index, size))
    assert proof == path(index, LEAVES[:size])
    assert merkle.root_of_inclusion(LEAVES[index], index, size, proof) == mth(LEAVES[:size])


@given(sizes, sizes)
def test_consistency_is_the_recursive_proof_and_holds(one, other):
    first, second = sorted((one, other))
    proof = ours(merkle.consistency_spans(first, second))
    assert proof == subproof(first, LEAVES[:second], True)
    assert merkle.is_consistent(first, second, mth(LEAVES[:first]), mth(LEAVES[:second]), proof)


@given(sizes, st.data())
def test_a_changed_proof_does_not_hold(size, data):
    index = data.draw(st.integers(0, size - 1))
    proof = ours(merkle.inclusion_spans(index, size))
    root = mth(LEAVES[:size])
    assert merkle.root_of_inclusion(hashlib.sha256(b"x").digest(), index, size, proof) != root
    assert merkle.root_of_inclusion(LEAVES[index], index, size, [*proof, root]) != root
    if proof:
        assert merkle.root_of_inclusion(LEAVES[index], index, size, proof[:-1]) != root
        at = data.draw(st.integers(0, len(proof) - 1))
        broken = [*proof[:at], bytes([proof[at][0] ^ 1]) + proof[at][1:], *proof[at + 1 :]]
        assert merkle.root_of_inclusion(LEAVES[index], index, size, broken) != root


@given(sizes, sizes, st.data())
def test_a_rewritten_past_is_not_consistent(one, other, data):
    first, second = sorted((one, other))
    proof = ours(merkle.consistency_spans(first, second))
    rewritten = list(LEAVES[:first])
    rewritten[data.draw(st.integers(0, first - 1))] = b"\x07" * 32
    assert not merkle.is_consistent(first, second, mth(rewritten), mth(LEAVES[:second]), proof)


@settings(max_examples=60)
@given(st.lists(st.integers(0, 40), max_size=8))
def test_growing_by_batches_is_growing_at_once(batches):
    size, stored = 0, {}
    for batch in batches:
        edge = {node: stored[node] for node in merkle.nodes_of((0, size))}     # only what the sequencer reads
        stored |= merkle.grow(size, LEAVES[size : min(size + batch, 200)], edge)
        size = min(size + batch, 200)
    assert stored == {node: value for node, value in NODES.items() if (node[1] + 1) << node[0] <= size}


@given(sizes, st.data())
def test_proofs_read_few_nodes(size, data):
    index = data.draw(st.integers(0, size - 1))
    reads = sum(len(merkle.nodes_of(span)) for span in merkle.inclusion_spans(index, size))
    assert reads <= 2 * size.bit_length()


def test_published_vectors():
    """The eight leaves and roots used by Certificate Transparency implementations since RFC 6962."""
    data = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
    tree = merkle.Tree()
    tree.extend(b"".join(hashlib.sha256(b"\x00" + bytes.fromhex(each)).digest() for each in data))
    assert tree.root().hex() == "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"


@pytest.mark.parametrize(("index", "size"), [(0, 0), (3, 3), (-1, 2)])
def test_no_path_for_no_leaf(index, size):
    with pytest.raises(ValueError, match="no leaf"):
        merkle.inclusion_spans(index, size)
    assert merkle.root_of_inclusion(b"", index, size, []) is None


def test_no_consistency_from_nothing():
    with pytest.raises(ValueError, match="no proof"):
        merkle.consistency_spans(0, 3)
    assert not merkle.is_consistent(0, 3, b"", b"", [b""])
    assert not merkle.is_consistent(2, 3, b"", b"", [])
