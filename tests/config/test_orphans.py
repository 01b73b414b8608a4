"""A web process ends with the program that started it, also where that was killed."""

import os
import signal
import subprocess
import sys
import time

import pytest

pytestmark = pytest.mark.nodb
PROGRAM = """
import os, time
from kerege.config import orphans
orphans.LOOKS_EVERY = 0.05
orphans.begin()
child = os.fork()
if child:
    print(child, flush=True)
else:
    orphans.watch()
time.sleep(60)
"""


def lives(process):
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    with open(f"/proc/{process}/stat") as told:
        return told.read().rpartition(")")[2].split()[0] != "Z"


def test_a_web_process_does_not_outlive_the_program():
    with subprocess.Popen([sys.executable, "-c", PROGRAM], stdout=subprocess.PIPE, text=True) as program:
        child = int(program.stdout.readline())
        time.sleep(0.2)
        assert lives(child), "as long as the program does"
        program.send_signal(signal.SIGKILL)
        until = time.monotonic() + 20
        while lives(child) and time.monotonic() < until:
            time.sleep(0.05)
        assert not lives(child)
