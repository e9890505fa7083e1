"""``zt ledger``: the public log. ``verify`` needs no database, only the public files and, for a row, its proof file."""
import json
from pathlib import Path

import click

from zhengtong.kernel.crypto import signatures
from zhengtong.kernel.ledger import verification
from zhengtong.kernel.ledger.errors import Unreadable
from zhengtong.kernel.refs import Ref
from zhengtong.site.cli.speech import say
from zhengtong.site.homes import PUBLIC
from zhengtong.site.starting import with_django


@click.group()
def ledger() -> None:
    """账本: the log of what was recorded; prove and verify."""


@ledger.command()
@click.option("--json", "as_json", is_flag=True, help="for machines")
def head(as_json: bool) -> None:
    """The newest signed tree head."""
    with_django(tables=True)
    from zhengtong.kernel.ledger import api

    newest = api.head()
    if as_json:
        told = api.head_as_json(newest) if newest else {"size": 0, "root": None, "at": None, "key": None, "signature": None}
        click.echo(json.dumps(told))
    elif newest is None:
        click.echo(say("Nothing was recorded in the public log yet."))
    else:
        click.echo(say("%(size)s records, root %(root)s", {"size": newest.size, "root": newest.root.hex()}))
        click.echo(say("signed %(at)s with key %(key)s", {"at": newest.at.isoformat(timespec="seconds"), "key": newest.key}))


@ledger.command()
@click.argument("row", type=int, required=False)
@click.option("--case", "number", help="prove everything recorded about this case")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="write the proof file there")
@click.option("--json", "as_json", is_flag=True, help="proofs are JSON anyway")
def prove(row: int | None, number: str | None, out: Path | None, as_json: bool) -> None:  # noqa: ARG001
    """The proof of one ROW, or of all rows of a case: for those who may see them."""
    if (row is None) == (number is None):
        raise click.UsageError(say("Name a row or a case."))
    with_django(tables=True)
    from zhengtong.kernel.ledger import api

    rows = [row] if row is not None else [each.id for each in api.facts_about(Ref("case", number or "")) if each.values is not None]
    if not rows:
        raise api.NoSuchRow
    text = json.dumps(api.proof_as_json(api.prove_all(rows)), ensure_ascii=False, indent=1)
    if out is None:
        click.echo(text)
    else:
        out.write_text(text + "\n", encoding="utf-8")
        click.echo(say("%(count)s records proved in %(path)s", {"count": len(rows), "path": out}))


@ledger.command()
@click.argument("proof", type=click.Path(path_type=Path, dir_okay=False), required=False)
@click.option("--public", help="folder or address of the public files; without it, those of this home")
@click.option("--keys", type=click.Path(path_type=Path, dir_okay=False), help="public keys that you got in another way")
@click.option("--json", "as_json", is_flag=True, help="for machines")
def verify(proof: Path | None, public: str | None, keys: Path | None, as_json: bool) -> None:
    """Recompute the whole log, check every signed head, and the PROOF file against it."""
    claim = _read_proof(proof) if proof else None
    trusted = signatures.read(_read(keys)) if keys else None
    report = verification.verify(verification.Public(public or str(PUBLIC / "ledger")), claim, trusted)
    if public and not report.size:
        raise Unreadable(what=f"{public}/heads.jsonl", why=say("there is no log"))
    if as_json:
        told = {"verified": True, "size": report.size, "heads": report.heads, "rows": report.rows, "root": report.root.hex()}
        click.echo(json.dumps(told))
        return
    if not report.size:
        click.echo(say("Nothing was recorded in the public log yet."))
        return
    counted = {"size": report.size, "heads": report.heads, "root": report.root.hex()}
    click.echo(say("The log verifies: %(size)s records, %(heads)s signed heads, root %(root)s", counted))
    if claim:
        click.echo(say("The proof verifies: %(rows)s records are in the log, unchanged.", {"rows": report.rows}))


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as why:
        raise Unreadable(what=path, why=why.strerror) from why


def _read_proof(path: Path) -> dict[str, object]:
    try:
        found = json.loads(_read(path))
    except (ValueError, RecursionError) as why:
        raise Unreadable(what=path, why=type(why).__name__) from why
    return found if isinstance(found, dict) else {}
