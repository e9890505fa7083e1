"""内容包: folders on disk become documents and defects. Reads only; nothing here crashes on what somebody wrote."""
import gzip
import zlib
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from zhengtong.kernel.content.errors import NoSuchPack
from zhengtong.kernel.content.rules import folders, schema, tables, yaml_text
from zhengtong.kernel.content.rules.documents import document, doubles, overlay, read_defaults
from zhengtong.kernel.content.terms import Contents, Defect, Document, Pack, Severity, Whole
from zhengtong.kernel.refusals import gettext_noop

LARGEST = 64 * 1024 * 1024           # bytes of one file, unpacked
LARGEST_YAML = 8 * 1024 * 1024


def read(folder: Path, *, schemas: Path | None = None) -> Pack:
    """One pack: every document in its folder, and everything that cannot be read. ``schemas``: another content folder's."""
    if not folder.is_dir() or folder.name in ("schema", "") or folder.name.startswith("."):
        raise NoSuchPack(pack=folder.name)
    found: list[Document] = []
    faults: list[Defect] = []
    city = _city(folder)
    defaults = read_defaults(city)
    parts: list[tuple[str, schema.Part, list[Whole]]] = []
    for path, place in _files(folder):
        shown = f"{folder.name}/{path.relative_to(folder).as_posix()}"
        kind_schema = schema_of(schemas or folder.parent, place.kind) if place.kind else None
        if kind_schema is None:
            faults.append(_unknown(shown))
            continue
        wholes, broken = _wholes(path, place, shown)
        faults += broken
        part = next((one for one in kind_schema.layout.parts if place.stem in one.files), None)
        if part:
            parts.append((place.kind or "", part, wholes))
            continue
        for whole in _laid_out(wholes, kind_schema.layout, place):
            one = document(whole, place=place, layout=kind_schema.layout, path=shown, pack=folder.name, defaults=defaults)
            if isinstance(one, Defect):
                faults.append(one)
            else:
                found.append(one)
    for kind, part, wholes in parts:
        found = _with_part(found, kind, part, wholes)
    return Pack(folder.name, tuple(found), tuple(faults), _names(city, "uses"), _names(city, "neighbours"))


def read_city(root: Path, city: str) -> Contents:
    """Everything a city publishes: what it uses, its neighbours, itself; authored in front of imported."""
    if not city or "/" in city or "\\" in city:
        raise NoSuchPack(pack=city or "-")
    own = read(root / city)
    order: dict[str, Pack] = {city: own}
    faults: list[Defect] = []
    for name in own.neighbours:
        _gather(root, name, own, order, faults)
    for name in own.uses:
        _gather(root, name, own, order, faults)
    order[city] = order.pop(city)
    front: list[Document] = []
    behind: list[Document] = []
    for pack in order.values():
        held, hidden = overlay(list(pack.documents))
        front += held
        behind += hidden
        faults += pack.defects
    return Contents(city, tuple(order), tuple(front), tuple(behind), tuple(faults + doubles(front)))


def read_everything(root: Path, city: str) -> Contents:
    """All packs of a content folder as seen from one city, for importers that look around; broken files are passed over here."""
    packs = [read(folder) for folder in sorted(root.iterdir()) if folder.is_dir() and folder.name != "schema" and folder.name[0] != "."]
    front = [one for pack in packs for one in overlay(list(pack.documents))[0]]
    return Contents(city, tuple(pack.name for pack in packs), tuple(front))


def _gather(root: Path, name: str, by: Pack, order: dict[str, Pack], faults: list[Defect]) -> None:
    """Read a pack that another names, and first the packs it uses itself."""
    if name in order:
        return
    try:
        pack = read(root / name)
    except NoSuchPack:
        message = gettext_noop("The folder %(pack)s, named here, does not exist.")
        remedy = gettext_noop("Correct uses and neighbours in city.yaml.")
        faults.append(Defect(f"{by.name}/city.yaml", 1, "no_such_pack", Severity.ERROR, message, {"pack": name}, remedy))
        return
    order[name] = pack                 # before its own: a circle ends here
    for other in pack.uses:
        _gather(root, other, pack, order, faults)
    order[name] = order.pop(name)      # after what it uses


def schema_of(root: Path, kind: str) -> schema.Schema | None:
    """The schema of a kind, read once; None where the content folder has none."""
    file = root / "schema" / f"{kind}.json"
    return _schema(file, file.stat().st_mtime_ns) if file.is_file() else None


@lru_cache(maxsize=64)
def _schema(file: Path, changed: int) -> schema.Schema:  # noqa: ARG001 - the time of change is part of the cache's key
    return schema.load(file.stem, file.read_text("utf-8"))


def text_of(data: bytes, shown: str) -> str | Defect:
    """UTF-8 text, or the defect that says in which encoding the file seems to be."""
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        try:
            data.decode("gb18030")
            seems = "GBK"
        except UnicodeDecodeError:
            seems = "?"
        message = gettext_noop("This file is not UTF-8 (it looks like %(encoding)s).")
        remedy = gettext_noop("Save it again as UTF-8, then run the check again.")
        return Defect(shown, line, "not_utf8", Severity.ERROR, message, {"encoding": seems}, remedy)


def unpacked(path: Path) -> bytes | None:
    """The bytes of a file, unpacked where it is a .gz; None where there are too many. Raises OSError, EOFError, zlib.error."""
    if path.suffix != ".gz":
        return path.read_bytes() if path.stat().st_size <= LARGEST else None
    with gzip.open(path) as stream:
        data = stream.read(LARGEST + 1)
    return data if len(data) <= LARGEST else None


def _files(folder: Path) -> Iterator[tuple[Path, folders.Place]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts):
            place = folders.place_of(path.relative_to(folder).as_posix())
            if place is not None:
                yield path, place


def _wholes(path: Path, place: folders.Place, shown: str) -> tuple[list[Whole], list[Defect]]:
    try:
        data = unpacked(path)
    except (OSError, EOFError, zlib.error) as error:
        message = gettext_noop("This file cannot be read: %(what)s.")
        remedy = gettext_noop("Put the file there again; it is damaged or locked.")
        return [], [Defect(shown, 1, "unreadable", Severity.ERROR, message, {"what": str(error)}, remedy)]
    too_large = data is None or (place.suffix in (".yaml", ".yml") and len(data) > LARGEST_YAML)
    if data is None or too_large:
        message = gettext_noop("This file is too large.")
        return [], [Defect(shown, 1, "too_large", Severity.ERROR, message, {}, gettext_noop("Split it into several files."))]
    text = text_of(data, shown)
    if isinstance(text, Defect):
        return [], [text]
    if place.suffix in (".yaml", ".yml"):
        return yaml_text.read(text, shown)
    return tables.read_jsonl(text, shown) if "jsonl" in place.suffix else tables.read_csv(text, shown)


def _laid_out(wholes: list[Whole], layout: schema.Layout, place: folders.Place) -> list[Whole]:
    """Where the kind is a table, all rows of a CSV file are one document."""
    if layout.table and "csv" in place.suffix:
        return [Whole({layout.code: layout.table_code, layout.table: [one.value for one in wholes]}, 1, {})]
    return wholes


def _with_part(documents: list[Document], kind: str, part: schema.Part, wholes: list[Whole]) -> list[Document]:
    rows: dict[str, list[dict[str, object]]] = {}
    for whole in wholes:
        if isinstance(whole.value, dict):
            kept = {name: value for name, value in whole.value.items() if (name in part.keep if part.keep else name != part.of)}
            rows.setdefault(str(whole.value.get(part.of)), []).append(kept)
    return [
        replace(one, body={**one.body, part.name: rows[one.code]}) if one.kind == kind and one.code in rows else one for one in documents
    ]


def _city(folder: Path) -> dict[str, object]:
    """The city.yaml, read ahead of everything else because it says what the pack builds on; {} where it cannot be read."""
    for name in ("city.yaml", "authored/city.yaml"):
        try:
            text = (folder / name).read_text("utf-8")
        except (OSError, UnicodeDecodeError):
            continue
        wholes, _ = yaml_text.read(text, name)
        if wholes and isinstance(wholes[0].value, dict):
            return wholes[0].value
    return {}


def _names(city: dict[str, object], field: str) -> tuple[str, ...]:
    written = city.get(field)
    return tuple(one for one in written if isinstance(one, str)) if isinstance(written, list) else ()


def _unknown(shown: str) -> Defect:
    message = gettext_noop("This file is in no folder of a known kind of content.")
    remedy = gettext_noop("Put it into a folder named after its kind (items, bundles, elements …), see docs/content.md.")
    return Defect(shown, 1, "unknown_kind", Severity.ERROR, message, {}, remedy)

