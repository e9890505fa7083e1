"""内容用语: what a city writes, and what was published of it."""
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from zhengtong.kernel.refs import Pin

FIRST_DAY = date(2026, 7, 24)        # valid_from where neither the document nor its pack says one
EDITOR = "editor"                    # source where none is named: somebody wrote it here


class Severity(StrEnum):
    ERROR = "error"                  # nothing is published while there is one
    WARNING = "warning"              # shown, never hidden; does not stop publishing


@dataclass(frozen=True, slots=True)
class Defect:
    """缺陷: one thing wrong at one place. ``code`` is stable for machines; ``message`` and ``remedy`` are English msgids."""

    path: str                        # below the content folder: <pack>/items/food.yaml
    line: int
    code: str
    severity: Severity
    message: str
    params: Mapping[str, object] = field(default_factory=dict)
    remedy: str = ""
    document: str = ""               # kind:code, where it is one document's
    sheet: str = ""                  # of a spreadsheet
    column: str = ""                 # of a table, by its name
    name: str = ""                   # what the document is called, where the source says it
    detail: str = ""                 # what stands there, as the source writes it

    @property
    def is_error(self) -> bool:
        return self.severity is Severity.ERROR


@dataclass(frozen=True, slots=True)
class Document:
    """文档: one thing as written in a file. ``body`` is the whole mapping, its code, source and dates included."""

    kind: str
    code: str
    valid_from: date
    body: Mapping[str, object]
    source: str
    as_of: date | None
    path: str
    line: int
    pack: str = ""
    authored: bool = False           # from the pack's authored/ folder: wins over the imported one
    lines: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)   # "items/0/when" → line

    @property
    def ref(self) -> str:
        return f"{self.kind}:{self.code}"

    def line_of(self, at: str) -> int:
        """The line of a place in the body ("items/0/when"), or of the nearest thing around it."""
        while at:
            if at in self.lines:
                return self.lines[at]
            at = at.rpartition("/")[0]
        return self.line

    def defect(
        self, code: str, message: str, /, *, at: str = "", severity: Severity = Severity.ERROR, remedy: str = "", **params: object
    ) -> Defect:
        """A defect of this document, at a place in its body."""
        return Defect(self.path, self.line_of(at), code, severity, message, params, remedy, self.ref)


@dataclass(frozen=True, slots=True)
class Published:
    """版本: one published version. ``withdrawn``: from ``valid_from`` on the document is gone; its body is the last one."""

    pin: Pin
    valid_from: date
    body: Mapping[str, object]
    source: str
    as_of: date | None
    pack: str
    withdrawn: bool = False
    published_at: datetime | None = None

    @property
    def kind(self) -> str:
        return self.pin.kind

    @property
    def code(self) -> str:
        return self.pin.code


@dataclass(frozen=True, slots=True)
class Pack:
    """内容包: one folder as read, with what its city.yaml says of the others it builds on."""

    name: str
    documents: tuple[Document, ...]
    defects: tuple[Defect, ...] = ()
    uses: tuple[str, ...] = ()
    neighbours: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contents:
    """Everything one city publishes: its own documents, those it builds on, its neighbours'; authored ones in front."""

    city: str
    packs: tuple[str, ...]
    documents: tuple[Document, ...]
    overlaid: tuple[Document, ...] = ()   # imported documents behind an authored one: as published
    defects: tuple[Defect, ...] = ()
    _by_ref: dict[str, list[Document]] = field(default_factory=dict, compare=False, repr=False)
    _by_kind: dict[str, list[Document]] = field(default_factory=dict, compare=False, repr=False)

    def __post_init__(self) -> None:
        for document in self.documents:
            self._by_ref.setdefault(document.ref, []).append(document)
            self._by_kind.setdefault(document.kind, []).append(document)

    def of(self, kind: str) -> tuple[Document, ...]:
        return tuple(self._by_kind.get(kind, ()))

    def has(self, kind: str, code: str) -> bool:
        return f"{kind}:{code}" in self._by_ref

    def get(self, kind: str, code: str) -> Document | None:
        """The document of that code, the one that begins last where there are several."""
        found = self._by_ref.get(f"{kind}:{code}")
        return max(found, key=lambda one: one.valid_from) if found else None


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found, or what a publication did."""

    city: str
    packs: tuple[str, ...]
    counts: Mapping[str, int]        # kind → documents
    defects: tuple[Defect, ...]
    published: tuple[Pin, ...] = ()
    withdrawn: tuple[Pin, ...] = ()
    unchanged: int = 0

    @property
    def errors(self) -> tuple[Defect, ...]:
        return tuple(one for one in self.defects if one.is_error)

    @property
    def warnings(self) -> tuple[Defect, ...]:
        return tuple(one for one in self.defects if not one.is_error)


class How(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Edit:
    """One place of a body: what was there, what is there. None: nothing."""

    at: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class Difference:
    """变化: one document between two states of the content."""

    kind: str
    code: str
    how: How
    valid_from: date
    edits: tuple[Edit, ...] = ()
    path: str = ""


@dataclass(frozen=True, slots=True)
class Whole:
    """One top-level thing of a file: its value, its line, and the line of every place in it."""

    value: Any
    line: int
    lines: Mapping[str, int]
    sheet: str = ""                                             # of a spreadsheet
    kinds: Mapping[str, str] = field(default_factory=dict)      # column → "number", "date", "boolean", "formula", where a cell is not text


@dataclass(frozen=True, slots=True)
class Source:
    """来源: a file from outside, read but not understood: a mapping or list of YAML, rows of tables, lines of JSONL.

    ``defects``: what was seen while reading; with an error among them nothing of the file is used.
    """

    name: str                        # file name, without folders
    wholes: tuple[Whole, ...]
    data: bytes = b""                # as it came
    defects: tuple[Defect, ...] = ()
    heads: Mapping[str, tuple[str, ...]] = field(default_factory=dict)   # sheet ("" in a CSV file) → its columns in order

    @property
    def errors(self) -> tuple[Defect, ...]:
        return tuple(one for one in self.defects if one.is_error)

    @property
    def columns(self) -> frozenset[str]:
        """The fields of the first thing in it; empty where that is no mapping."""
        first = self.wholes[0].value if self.wholes else None
        return frozenset(first) if isinstance(first, dict) else frozenset()

    def defect(self, line: int, code: str, message: str, remedy: str = "", /, **params: object) -> Defect:
        """An error at a line of this file: what follows from it cannot be imported."""
        return Defect(self.name, line, code, Severity.ERROR, message, params, remedy)


@dataclass(frozen=True, slots=True)
class Converted:
    """What an importer made of a file: content files by path below the pack, documents in the order they are written.

    ``owns``: patterns of the files that this format writes; those it no longer writes are removed. ``findings``: how often each
    defect of the source was found, by its stable code.
    """

    format: str
    files: Mapping[str, Sequence[Mapping[str, object]]]
    report: str                      # Markdown for a civil servant, in reports/<format>.md
    owns: tuple[str, ...] = ()
    findings: Mapping[str, int] = field(default_factory=dict)
    defects: tuple[Defect, ...] = ()
    copies: Mapping[str, bytes] = field(default_factory=dict)   # files taken over byte by byte
    remarks: tuple[Defect, ...] = ()                            # every finding with its place, for the report's page
    places: Mapping[str, tuple[str, int]] = field(default_factory=dict)   # code of a document → sheet and line of the source
    as_of: str = ""                                             # the day of which the source speaks, as it says
    rows: int = 0                                               # documents in the files taken over

    @property
    def documents(self) -> int:
        return self.rows + sum(len(documents) for documents in self.files.values())


@dataclass(frozen=True, slots=True)
class ImportReport:
    """导入报告: what became of one file: what came in, and every defect with its place and its remedy. Errors: nothing was written."""

    format: str                      # "" where it is none that can be imported
    title: str                       # English msgid
    file: str
    sha256: str
    documents: int
    defects: tuple[Defect, ...]
    pack: str = ""
    part: str = ""
    as_of: str = ""

    @property
    def name(self) -> str:
        """Of the report's files."""
        return f"{self.format}-{self.part}" if self.part else self.format

    @property
    def errors(self) -> tuple[Defect, ...]:
        return tuple(one for one in self.defects if one.is_error)

    @property
    def warnings(self) -> tuple[Defect, ...]:
        return tuple(one for one in self.defects if not one.is_error)
