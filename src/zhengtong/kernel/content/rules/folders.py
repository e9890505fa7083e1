"""Which kind of content a file holds: by its folder (``items/food.yaml``) or its own name (``city.yaml``)."""
from dataclasses import dataclass
from pathlib import PurePosixPath

OVERLAY = "authored"
IMPORTED = "imported"
IGNORED = frozenset({"reports"})
SUFFIXES = (".yaml", ".yml", ".jsonl", ".jsonl.gz", ".csv", ".csv.gz")
KINDS = {
    "elements": "element", "calendar": "calendar", "laws": "law", "regimes": "regime", "licence_types": "licence_type",
    "life_events": "life_event", "synonyms": "synonyms", "city": "city", "organisations": "organisation", "items": "item",
    "bundles": "bundle", "examples": "examples", "demonstration": "demonstration", "authorities": "authority",
    "division_changes": "division_change", "local_holidays": "local_holidays",
}
_WITHOUT_CODE = frozenset({"city", "synonyms", "calendar", "demonstration"})


@dataclass(frozen=True, slots=True)
class Place:
    """What the place of a file in its pack says. ``kind`` None: unknown."""

    kind: str | None
    stem: str
    suffix: str
    authored: bool


def suffix_of(name: str) -> str:
    return next((suffix for suffix in sorted(SUFFIXES, key=len, reverse=True) if name.endswith(suffix)), "")


def place_of(path: str) -> Place | None:
    """The place of a file below its pack's folder; None where it holds no content (reports, README.md)."""
    parts = list(PurePosixPath(path).parts)
    authored = parts[0] == OVERLAY
    if parts[0] in (OVERLAY, IMPORTED):
        parts = parts[1:]
    if not parts or parts[0] in IGNORED or parts[-1].startswith(("README", ".")) or parts[-1].endswith(".md"):
        return None
    suffix = suffix_of(parts[-1])
    stem = parts[-1].removesuffix(suffix) if suffix else parts[-1]
    return Place(KINDS.get(parts[0] if len(parts) > 1 else stem), stem, suffix, authored)


def default_code(kind: str, pack: str) -> str:
    """Kinds with one document a pack need not name it."""
    return pack if kind in _WITHOUT_CODE else ""
