"""机构规则: who goes on with the matters of a body that is no more."""

from collections.abc import Mapping


def heirs(successors: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """By body: itself and all whose matters it took over, directly or through others. A published circle ends where it closes."""
    found: dict[str, set[str]] = {}
    for gone in successors:
        heir, seen = successors.get(gone, ""), {gone}
        while heir and heir not in seen:
            found.setdefault(heir, {heir}).add(gone)
            seen.add(heir)
            heir = successors.get(heir, "")
    return {code: frozenset(codes) for code, codes in found.items()}
