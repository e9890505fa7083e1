"""``zt clock due``: an answer, its reasons, and clear exits."""
import json
import subprocess
import sys
from pathlib import Path

import pytest

from zhengtong.site import homes
from zhengtong.site.cli import main

CASE = ["clock", "due", "--from", "2025-01-20", "--days", "20", "--pause", "2025-01-24:2025-02-10"]


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZT_LANGUAGE", "en")


def told(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> dict:
    assert main.run([*arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_a_paused_term_over_spring_festival(capsys: pytest.CaptureFixture[str]) -> None:
    answer = told(CASE, capsys)
    assert answer["due"] == "2025-03-05"
    assert answer["provisional"] is False
    because = "The day of the act does not count (Civil Code, article 201)."
    assert answer["days"][0] == {"date": "2025-01-20", "kind": "act", "number": None, "name": "", "because": because}
    assert [day["kind"] for day in answer["days"]].count("paused") == 18
    assert answer["days"][-1]["number"] == 20


def test_each_day_is_explained_to_people(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.run(["clock", "due", "--from", "2025-01-24", "--days", "5", "--explain"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "2025-02-07 Fri"
    assert lines[3] == "  2025-01-26 Sun  Working day 1: worked in exchange for 春节."
    assert len(lines) == 16


def test_calendar_days_move_to_the_next_working_day(capsys: pytest.CaptureFixture[str]) -> None:
    assert told(["clock", "due", "--from", "2025-01-20", "--days", "10", "--natural"], capsys)["due"] == "2025-02-05"


def test_beyond_the_notices_it_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.run(["clock", "due", "--from", "2026-12-30", "--days", "5"]) == 0
    assert "Provisional: the notices on public holidays published so far cover 2007-01-01 to 2026-12-31." in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [
        ["clock", "due"],
        ["clock", "due", "--from", "2025-01-20"],
        ["clock", "due", "--from", "2025-02-30", "--days", "1"],
        ["clock", "due", "--from", "yesterday", "--days", "1"],
        ["clock", "due", "--from", "2025-01-20", "--days", "0"],
        ["clock", "due", "--from", "2025-01-20", "--days", "1.5"],
        ["clock", "due", "--from", "2025-01-20", "--days", "1", "--pause", "2025-01-24"],
        ["clock", "due", "--from", "2025-01-20", "--days", "1", "--pause", "2025-01-24:2025-01-20"],
    ],
)
def test_wrong_usage(arguments: list[str]) -> None:
    assert main.run(arguments) == 2


def test_a_term_without_end_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.run(["clock", "due", "--from", "9999-12-01", "--days", "100"]) == 1
    assert "year 9999" in capsys.readouterr().err


def test_without_a_calendar_it_refuses_and_says_where_it_belongs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys) -> None:
    monkeypatch.setattr(homes, "CONTENT", tmp_path)
    assert main.run(CASE) == 1
    assert "ZT_CONTENT" in capsys.readouterr().err


def test_it_needs_no_database_and_no_django(tmp_path: Path) -> None:
    script = "import sys\nfrom zhengtong.site.cli.main import run; x = run(sys.argv[1:]); sys.exit(9 if 'django' in sys.modules else x)"
    home = tmp_path / "empty"
    done = subprocess.run([sys.executable, "-c", script, *CASE, "--json"], env={"ZT_HOME": str(home)}, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["due"] == "2025-03-05"
    assert not home.exists()
