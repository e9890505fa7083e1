"""``zt licence verify``: the file and the public keys are enough."""
import json
import subprocess
import sys
from pathlib import Path

import pytest

from zhengtong.kernel.crypto import documents, signatures
from zhengtong.site.cli import main

BODY = {
    "what": "zhengtong.licence.1",
    "certificate_identifier": "1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U",
    "certificate_type_name": {"zh": "食品经营许可证", "en": "Food business permit"},
    "demonstration": {"zh": "演示", "en": "Demonstration"},
    "holder_name": "湘江小馆",
    "validate_end": "",
}


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZT_LANGUAGE", "en")


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    return signatures.publish(tmp_path / "keys", tmp_path / "public")


def written(tmp_path: Path, **changed: object) -> Path:
    path = tmp_path / "licence.json"
    path.write_bytes(documents.write(BODY | changed, folder=tmp_path / "keys"))
    return path


def told(file: Path, keys: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, dict]:
    code = main.run(["licence", "verify", str(file), "--keys", str(keys), "--json"])
    return code, json.loads(capsys.readouterr().out)


def test_a_genuine_licence(tmp_path: Path, keys: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, answer = told(written(tmp_path), keys, capsys)
    assert code == 0
    assert answer["verdict"] == "genuine"
    assert answer["number"] == BODY["certificate_identifier"]
    assert main.run(["licence", "verify", str(tmp_path / "licence.json"), "--keys", str(keys)]) == 0
    said = capsys.readouterr().out
    assert "Food business permit" in said
    assert "Demonstration" in said
    assert "verify the number online" in said


def test_a_changed_byte(tmp_path: Path, keys: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = written(tmp_path)
    file.write_bytes(file.read_bytes().replace("湘江".encode(), "长江".encode()))
    code, answer = told(file, keys, capsys)
    assert code == 1
    assert answer["verdict"] == "changed"
    assert answer["licence"] is None
    assert main.run(["licence", "verify", str(file), "--keys", str(keys)]) == 1
    assert "was changed" in capsys.readouterr().err


def test_an_unknown_key_another_document_and_an_expired_licence(tmp_path: Path, keys: Path, capsys: pytest.CaptureFixture[str]) -> None:
    foreign = signatures.publish(tmp_path / "others", tmp_path / "foreign")
    assert told(written(tmp_path), foreign, capsys)[1]["verdict"] == "unknown_key"
    assert told(written(tmp_path, what="zhengtong.other.1"), keys, capsys)[1]["verdict"] == "unreadable"
    code, answer = told(written(tmp_path, validate_end="2020-01-01"), keys, capsys)
    assert (code, answer["verdict"]) == (1, "not_valid_now")


def test_without_keys_it_says_where_to_get_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.run(["licence", "verify", str(written(tmp_path)), "--keys", str(tmp_path / "none.json")]) == 1
    assert "keys.json" in capsys.readouterr().err
    (tmp_path / "bad.json").write_text("{}")
    assert main.run(["licence", "verify", str(written(tmp_path)), "--keys", str(tmp_path / "bad.json")]) == 1


def test_wrong_usage(tmp_path: Path) -> None:
    assert main.run(["licence", "verify"]) == 2
    assert main.run(["licence", "verify", str(tmp_path / "missing.json")]) == 2


def test_it_needs_no_database_and_no_django(tmp_path: Path, keys: Path) -> None:
    script = "import sys\nfrom zhengtong.site.cli.main import run; x = run(sys.argv[1:]); sys.exit(9 if 'django' in sys.modules else x)"
    arguments = ["licence", "verify", str(written(tmp_path)), "--keys", str(keys), "--json"]
    home = tmp_path / "empty"
    done = subprocess.run([sys.executable, "-c", script, *arguments], env={"ZT_HOME": str(home)}, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert not home.exists()
