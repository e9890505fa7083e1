"""``zt licence``: check a signed licence file. Needs no database: the file and the public keys are enough."""
import json
from datetime import date
from pathlib import Path

import click

from zhengtong.kernel import clock
from zhengtong.kernel.crypto import documents, signatures
from zhengtong.kernel.crypto.errors import Altered, NotSigned, UnknownKey, UnreadableKeys
from zhengtong.kernel.crypto.terms import PublicKey
from zhengtong.kernel.refusals import Kind, Refusal, gettext_noop
from zhengtong.site import homes
from zhengtong.site.cli import speech

_FORMAT = "zhengtong.licence.1"
_GENUINE = gettext_noop("Genuine: the signature is right and nothing was changed.")
_OFFLINE = gettext_noop("Whether it was withheld, annulled or deregistered meanwhile is not in the file: verify the number online.")
_TOLD = (
    (gettext_noop("Licence"), "certificate_type_name"),
    (gettext_noop("Licence number"), "certificate_identifier"),
    (gettext_noop("Holder"), "holder_name"),
    (gettext_noop("Issued by"), "issuing_authority_name"),
    (gettext_noop("Issued on"), "issuing_date"),
    (gettext_noop("Valid until"), "validate_end"),
)


class NoKeys(Refusal):
    code = "no-keys"
    kind = Kind.UNAVAILABLE
    message = gettext_noop("There is no file of public keys at %(path)s.")
    remedy = gettext_noop("Download keys.json from the installation that signed, and name it with --keys.")


class ExpiredLicence(Refusal):
    code = "licence-expired"
    message = gettext_noop("The signature is right, but the licence ended on %(day)s.")
    remedy = gettext_noop("Ask its holder for the renewed licence.")


@click.group()
def licence() -> None:
    """电子证照: check a licence file."""


@licence.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--keys", type=click.Path(dir_okay=False, path_type=Path), help="Public keys (keys.json) of the installation that signed.")
@click.option("--json", "as_json", is_flag=True, help="For machines.")
def verify(file: Path, keys: Path | None, as_json: bool) -> int:
    """Is FILE the very licence that was signed?"""
    verdict, document, why = _judge(file, keys or homes.PUBLIC / signatures.PUBLIC_FILE)
    if as_json:
        told = {"verdict": verdict, "genuine": why is None, "number": document.get("certificate_identifier"), "licence": document or None}
        if why is not None:
            told |= {"refused": why.code, "message": speech.say(why.message, why.params), "remedy": speech.say(why.remedy, why.params)}
        click.echo(json.dumps(told, ensure_ascii=False))
        return 0 if why is None else 1
    if why is not None:
        raise why
    click.echo(speech.say(_GENUINE))
    for title, name in _TOLD:
        click.echo(f"  {speech.say(title)}: {_worded(document.get(name)) or '—'}")
    click.echo(_worded(document.get("demonstration")))
    click.echo(speech.say(_OFFLINE))
    return 0


def _judge(file: Path, keys: Path) -> tuple[str, dict[str, object], Refusal | None]:
    """Verdict in the words of the public page, the document where it can be trusted, and the refusal where there is one."""
    with file.open("rb") as stream:
        data = stream.read(documents.LIMIT + 1)
    try:
        document = documents.read(data, _keys(keys))
        if document.get("what") != _FORMAT:
            raise NotSigned
    except Altered as why:
        return "changed", {}, why
    except UnknownKey as why:
        return "unknown_key", {}, why
    except NotSigned as why:
        return "unreadable", {}, why
    end = str(document.get("validate_end") or "")
    if end and date.fromisoformat(end) < clock.today():
        return "not_valid_now", document, ExpiredLicence(day=end)
    return "genuine", document, None


def _keys(path: Path) -> dict[str, PublicKey]:
    try:
        return signatures.read(path.read_bytes())
    except FileNotFoundError as why:
        raise NoKeys(path=path) from why
    except OSError as why:
        raise UnreadableKeys(why=str(why)) from why


def _worded(value: object) -> str:
    if isinstance(value, dict):
        return str(value.get("en" if speech.language() == "en" else "zh") or value.get("zh", ""))
    return str(value or "")
