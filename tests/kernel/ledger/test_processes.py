"""What only real processes on a real database show: the same key at the same moment, kill -9, several sequencers, late commits."""
import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

REHEARSAL = Path(__file__).with_name("rehearsal.py")
pytestmark = pytest.mark.slow


def test_the_same_key_at_the_same_moment_acts_once(rehearse):
    assert rehearse("same_key") == "1 7 1"


@pytest.mark.parametrize("where", ["inside", "after"])
def test_a_worker_killed_in_mid_reaction_loses_nothing_and_doubles_nothing(rehearse, place, where):
    rehearse("record")
    worker = subprocess.Popen([sys.executable, REHEARSAL, "work", where], env=place, stdout=subprocess.PIPE, text=True)
    assert worker.stdout.readline() == "hanging\n"
    os.kill(worker.pid, signal.SIGKILL)
    worker.wait()
    assert rehearse("work") == "done True 1"


def test_several_processes_record_and_sequence_together(rehearse):
    with ThreadPoolExecutor(4) as pool:
        work = [pool.submit(rehearse, *verb) for verb in (["many"], ["many"], ["sequence", "100"], ["sequence", "100"])]
    assert [each.result() for each in work] == ["", "", "True", "True"]


@pytest.mark.skipif(not os.environ.get("ZT_DATABASE_URL"), reason="SQLite writes one transaction after the other")
def test_a_late_commit_is_sequenced(rehearse):
    assert rehearse("late_commit") == "True 0 1"
