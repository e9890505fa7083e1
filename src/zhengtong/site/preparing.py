"""Before the first request: keys, tables, shipped content, static files, demonstration people. What is unchanged is skipped."""
import hashlib
import json
import os
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

import click

from zhengtong.site import homes, translations

Tell = Callable[[str], None]


def prepare(tell: Tell) -> str:
    """Bring this home up to date and return the table of demonstration sign-ins ("" where there are none).

    When nothing changed since the last time, not even Django is started: the second start takes as long as one web process.
    """
    translations.ensure()
    seen = _surroundings()
    if seen and _stamp("surroundings") == seen:
        return _stamp("table")
    table = _prepare(tell)
    _set_stamps(surroundings=_surroundings(), table=table)
    return table


def _prepare(tell: Tell) -> str:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhengtong.site.settings")
    import django
    from django.conf import settings

    django.setup()

    from zhengtong.foundation.identity import api as identity
    from zhengtong.kernel.crypto import api as crypto

    import_module(settings.ROOT_URLCONF)             # a page that cannot be imported stops the start, not the first visitor
    crypto.publish_keys()
    upgraded = _migrate(tell)
    _publish(tell, rebuild=upgraded)
    _collect(tell)
    if not identity.demo_allowed():
        return ""
    from zhengtong.site import synth

    return synth.table(synth.ensure()) + synth.helped(synth.cast().helped)


def _surroundings() -> str:
    """Everything that what we prepare depends on: code, content, installed packages, the database file. "" where that cannot be seen."""
    database = homes.HOME / "zhengtong.sqlite3"
    if not (homes.EMBEDDED and database.exists() and homes.KEYS.is_dir() and (homes.HOME / "static").is_dir()):
        return ""
    installed = Path(click.__file__).parents[1].stat().st_mtime_ns
    found = hashlib.sha256(f"{sys.version} {homes.CITY} {database.stat().st_ino} {installed}".encode())
    for folder in (translations.PACKAGE, homes.CONTENT):
        for path in _files(folder):
            if path.parent.name != "__pycache__":
                seen = path.stat()
                found.update(f"{path} {seen.st_size} {seen.st_mtime_ns}\n".encode())
    return found.hexdigest()


def _migrate(tell: Tell) -> bool:
    """Bring the tables up to date; whether there were tables before that changed."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not pending:
        return False
    before = bool(executor.loader.applied_migrations)
    tell("Preparing the database …")
    call_command("migrate", verbosity=0, interactive=False, skip_checks=True)
    return before


def _publish(tell: Tell, *, rebuild: bool) -> None:
    """Publish the city's content where it differs from what was published last into this database."""
    from django.conf import settings

    from zhengtong.kernel import clock
    from zhengtong.kernel.actors import system
    from zhengtong.kernel.content import api as content

    shipped = _digest(settings.ZT_CONTENT, homes.DATABASE_URL, settings.ZT_CITY)
    there = content.current("city", settings.ZT_CITY, clock.today()) is not None
    if not there or _stamp("content") != shipped:
        tell("Publishing the content …")
        content.publish(settings.ZT_CITY, by=system("serve"), at=clock.now())
        _set_stamps(content=shipped)
    if rebuild and there:
        tell("Rebuilding what is shown …")
        content.rebuild(settings.ZT_CITY, by=system("serve"), on=clock.today())


def _collect(tell: Tell) -> None:
    from django.contrib.staticfiles.finders import get_finders
    from django.core.management import call_command

    found = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            found.update(f"{path} {os.stat(storage.path(path)).st_mtime_ns}\n".encode())
    if _stamp("static") == found.hexdigest() and (homes.HOME / "static").is_dir():
        return
    tell("Collecting static files …")
    call_command("collectstatic", verbosity=0, interactive=False, clear=True, skip_checks=True)
    _set_stamps(static=found.hexdigest())


def _digest(folder: Path, *words: str) -> str:
    """Of all files of a folder, by content."""
    found = hashlib.sha256("\0".join(words).encode())
    for path in _files(folder):
        found.update(f"\0{path.relative_to(folder)}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def _stamp(name: str) -> str:
    try:
        return str(json.loads((homes.HOME / "prepared.json").read_bytes()).get(name, ""))
    except (OSError, ValueError):
        return ""


def _set_stamps(**values: str) -> None:
    path = homes.HOME / "prepared.json"
    try:
        stamps = json.loads(path.read_bytes())
    except (OSError, ValueError):
        stamps = {}
    draft = path.with_suffix(f".{os.getpid()}")
    draft.write_text(json.dumps({**stamps, **values}, ensure_ascii=False))
    draft.replace(path)
