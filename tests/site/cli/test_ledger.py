"""``zt ledger`` and ``zt jobs``: what they print, with which exit code, on an empty home and on a small log."""
import json
import subprocess
import sys
from dataclasses import dataclass

import pytest
from django.apps import apps

from zhengtong.kernel.actors import system
from zhengtong.kernel.ledger import api
from zhengtong.kernel.refs import Ref
from zhengtong.site.cli.main import run

BY = system("test")


@dataclass(frozen=True, slots=True)
class Noted:
    number: int


@pytest.fixture(autouse=True)
def english(monkeypatch, settings, tmp_path):
    monkeypatch.setenv("ZT_LANGUAGE", "en")
    settings.ZT_PUBLIC, settings.ZT_KEYS = tmp_path / "public", tmp_path / "keys"


@pytest.fixture
def log(monkeypatch, tmp_path, db):
    """Three rows about one case, published; the command line works on the test's own database."""
    monkeypatch.setattr("zhengtong.site.cli.ledger.with_django", lambda **_: None)
    monkeypatch.setattr("zhengtong.site.cli.jobs.with_django", lambda **_: None)
    for model in apps.get_app_config("zt_ledger").get_models():
        model.objects.all()._raw_delete("default")    # what the session recorded before; the roll-back brings it back
    with api.writing(None, BY):
        rows = [api.record(Noted(number), by=BY, about=Ref("case", "K")) for number in range(3)]
    api.sequence()
    api.publish()
    return str(tmp_path / "public" / "ledger"), rows


def test_head(log, capsys):
    assert run(["ledger", "head"]) == 0
    assert "3 records" in capsys.readouterr().out
    assert run(["ledger", "head", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["size"] == 3


def test_a_case_is_proved_and_verified_from_files(log, tmp_path, capsys):
    public, _ = log
    proof = tmp_path / "proof.json"
    assert run(["ledger", "prove", "--case", "K", "--out", str(proof)]) == 0
    capsys.readouterr()
    assert run(["ledger", "verify", str(proof), "--public", public]) == 0
    assert "3 records are in the log, unchanged" in capsys.readouterr().out
    assert run(["ledger", "verify", str(proof), "--public", public, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["rows"] == 3
    assert run(["ledger", "verify", "--public", public, "--keys", public + "/keys.json"]) == 0


def test_a_changed_byte_is_refused_with_a_reason(log, tmp_path, capsys):
    public, rows = log
    assert run(["ledger", "prove", str(rows[1])]) == 0
    proof = tmp_path / "proof.json"
    proof.write_text(capsys.readouterr().out.replace('"number": 1', '"number": 2'))
    assert run(["ledger", "verify", str(proof), "--public", public]) == 1
    assert "this is not what was recorded as leaf 1" in capsys.readouterr().err


@pytest.mark.parametrize("content", ["", "[]", "{}", "{" * 100_000, "\x00"])
def test_what_is_no_proof_is_refused(log, tmp_path, content):
    proof = tmp_path / "proof.json"
    proof.write_text(content)
    assert run(["ledger", "verify", str(proof), "--public", log[0]]) == 1


def test_what_is_not_there_is_refused(log, tmp_path):
    assert run(["ledger", "prove", "999999"]) == 1
    assert run(["ledger", "prove", "--case", "nobody's"]) == 1
    assert run(["ledger", "verify", str(tmp_path / "none.json"), "--public", log[0]]) == 1
    assert run(["ledger", "verify", "--public", str(tmp_path / "elsewhere")]) == 1
    assert run(["ledger", "verify", "--public", "http://127.0.0.1:9/none"]) == 1
    assert run(["ledger", "prove"]) == 2


def test_jobs(log, capsys):
    assert run(["jobs"]) == 0
    assert "No job is waiting" in capsys.readouterr().out
    assert run(["jobs", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"jobs": [], "schedules": []}
    assert run(["jobs", "again", "5"]) == 1
    assert run(["jobs", "--state", "asleep"]) == 2


@pytest.fixture(scope="module")
def empty_home(tmp_path_factory):
    """Nothing is there at the first verb; none of them records anything."""
    return tmp_path_factory.mktemp("empty") / "home"


@pytest.mark.slow
@pytest.mark.one_database
@pytest.mark.parametrize("verb", ["ledger head", "ledger head --json", "ledger verify", "ledger verify --json", "jobs", "jobs --json"])
def test_an_empty_home_has_nothing_yet(empty_home, verb):
    import os

    path = os.pathsep.join(filter(None, sys.path))
    environment = {**os.environ, "ZT_HOME": str(empty_home), "ZT_LANGUAGE": "en", "PYTHONPATH": path}
    environment.pop("ZT_DATABASE_URL", None)
    done = subprocess.run([sys.executable, "-m", "zhengtong", *verb.split()], check=False, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) if "--json" in verb else "No" in done.stdout
