"""``zt find``: what answers a question in plain words, for people and for machines; also in an empty home."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from zhengtong.site.cli import main


@pytest.fixture
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZT_LANGUAGE", "en")


@pytest.mark.usefixtures("shipped", "english")
def test_the_restaurant_is_found(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.run(["find", "我要开饭店"]) == 0
    assert capsys.readouterr().out.splitlines()[0].startswith("bundle:43TCN0003\tOpen a restaurant")


@pytest.mark.usefixtures("shipped")
def test_machines_get_an_array(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.run(["find", "食品经营许可", "--limit", "3", "--json"]) == 0
    hits = json.loads(capsys.readouterr().out)
    assert len(hits) == 3
    assert {"kind", "code", "name", "division", "neighbour", "filing", "why"} <= hits[0].keys()


@pytest.mark.usefixtures("shipped", "english")
def test_nothing_found_is_said_and_is_no_failure(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.run(["find", "火星移民"]) == 0
    assert "Try other words" in capsys.readouterr().err
    assert main.run(["find", "火星移民", "--json"]) == 0
    assert capsys.readouterr().out == "[]\n"


@pytest.mark.usefixtures("shipped")
def test_only_of_a_place_or_a_subject(capsys: pytest.CaptureFixture[str]) -> None:
    main.run(["find", "身份证", "--division", "511602000000", "--json"])
    assert {hit["division"] for hit in json.loads(capsys.readouterr().out)} == {"511602000000"}
    assert main.run(["find", "身份证", "--subject", "robot"]) == 2


@pytest.mark.slow
def test_an_empty_home_answers_too(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("ZT_", "DJANGO_"))}
    command = [sys.executable, "-m", "zhengtong", "find", "kaifandian", "--json"]
    done = subprocess.run(command, env={**environment, "ZT_HOME": str(tmp_path)}, capture_output=True, text=True, timeout=120, check=True)
    assert json.loads(done.stdout)[0]["code"] == "43TCN0003"
