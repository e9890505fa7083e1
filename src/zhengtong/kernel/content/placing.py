"""放置: several files put in place together: each of them whole, and either all or none of them."""
import os
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from zhengtong.kernel.content.errors import UnwritableFolder


def place(folder: Path, contents: Mapping[str, bytes], owns: Iterable[str] = ()) -> tuple[str, ...]:
    """Put every file in place and remove those that ``owns`` (patterns) names and nobody wrote. Files that say the same stay untouched.

    Everything is laid beside its place first, where a full disk or a missing right shows; only then the names change. Should that
    fail half way, what was there is put back. Raises UnwritableFolder.
    """
    changed = {path: data for path, data in contents.items() if not _same(folder / path, data)}
    gone = [path for path in owned(folder, owns) if path not in contents]
    before = {path: (folder / path).read_bytes() if (folder / path).is_file() else None for path in (*changed, *gone)}
    drafts: dict[str, Path] = {}
    done: list[str] = []
    try:
        for path, data in changed.items():
            _inside(folder, path)
            drafts[path] = _draft(folder / path, data)
        for path, draft in drafts.items():
            done.append(path)
            draft.replace(folder / path)
        for path in gone:
            done.append(path)
            (folder / path).unlink()
    except OSError as error:
        _put_back(folder, {path: before[path] for path in done})
        raise UnwritableFolder(folder=folder.name, why=error.strerror or str(error)) from error
    finally:
        for draft in drafts.values():
            draft.unlink(missing_ok=True)
    return tuple(sorted(contents))


def owned(folder: Path, patterns: Iterable[str]) -> tuple[str, ...]:
    """The files below a folder that some patterns name."""
    return tuple(sorted({old.relative_to(folder).as_posix() for pattern in patterns for old in folder.glob(pattern) if old.is_file()}))


def lay(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _same(path: Path, data: bytes) -> bool:
    return path.is_file() and not path.is_symlink() and path.read_bytes() == data


def _inside(folder: Path, path: str) -> None:
    """No link of the folder may lead the writing elsewhere."""
    if not (folder / path).parent.resolve().is_relative_to(folder.resolve()):
        raise OSError(0, "a link leads out of the folder")


def _draft(path: Path, data: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).chmod(0o644)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)


def _put_back(folder: Path, before: Mapping[str, bytes | None]) -> None:
    for path, data in before.items():
        if data is None:
            (folder / path).unlink(missing_ok=True)
        else:
            _draft(folder / path, data).replace(folder / path)
