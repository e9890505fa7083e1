"""The shipped content as it was published for this session: kept beside the database, put back after a test that emptied it."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import connection


def keep() -> None:
    """A copy of the database as it is now."""
    if connection.vendor == "sqlite":
        with _copy() as copy:
            connection.connection.backup(copy)
    else:
        _make(_kept_name(), like=connection.settings_dict["NAME"])


def put_back() -> None:
    """The database as it was kept. Outside of any transaction."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with _copy() as copy:
            copy.backup(connection.connection)
    else:
        _make(connection.settings_dict["NAME"], like=_kept_name())


@contextmanager
def _copy() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(Path(os.environ["ZT_HOME"]) / "shipped.sqlite3")) as copy:
        yield copy


def _kept_name() -> str:
    return f"{connection.settings_dict['NAME']}_shipped"


def _make(name: str, *, like: str) -> None:
    connection.close()
    with connection._nodb_cursor() as cursor:  # type: ignore[attr-defined]  # as Django makes its test databases
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{like}"')
