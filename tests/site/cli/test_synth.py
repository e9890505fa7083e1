"""``zt synth`` on the test's own database."""

import json

import pytest

from zhengtong.site.cli.main import run

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _at_hand(monkeypatch: pytest.MonkeyPatch, settings: object) -> None:
    monkeypatch.setattr("zhengtong.site.cli.synth.with_django", lambda **_: None)
    settings.ZT_DEMO = True  # type: ignore[attr-defined]


def test_people_and_firms_for_machines(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["synth", "--people", "3", "--firms", "2", "--seed", "9", "--json"]) == 0
    first = json.loads(capsys.readouterr().out)
    assert (len(first["people"]), len(first["firms"]), first["synthetic"]) == (3, 2, True)
    assert run(["synth", "--people", "3", "--firms", "2", "--seed", "9", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == first


def test_the_table_of_sign_ins(shipped: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["synth"]) == 0
    assert "chenxiaolan" in capsys.readouterr().out
    assert run(["synth", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert {"username", "password", "role", "role_en", "name", "organisation"} == set(told["sign_ins"][0])


def test_without_content_it_says_what_to_do_first(unpublished: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["synth", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["refused"] == "nothing-published"


def test_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["synth", "--people", "-1"]) == 2
