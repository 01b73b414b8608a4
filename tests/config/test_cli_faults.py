"""What an operator has to mend is told in a sentence, never as a traceback."""

import json
import os
import socket
import subprocess
import sys

import pytest

pytestmark = pytest.mark.nodb


def told(tmp_path, *words, program=("-m", "kerege"), **settings):
    """Exit code and standard error of the command on a folder of its own."""
    env = {k: v for k, v in os.environ.items() if not k.startswith(("KEREGE_", "DATABASE_", "DJANGO_"))}
    env |= {"DATA": str(tmp_path / "data")} | settings
    done = subprocess.run([sys.executable, *program, *words], capture_output=True, text=True, env=env, check=False)
    assert "Traceback" not in done.stderr
    return done.returncode, done.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("KEREGE_MIN_CELL", "many"),
        ("KEREGE_MIN_CELL", "-3"),
        ("PORT", "abc"),
        ("PORT", "99999"),
        ("KEREGE_THREADS", "0"),
        ("DATABASE_URL", "mysql://x"),
        ("KEREGE_MAIL_URL", "foo"),
    ],
)
def test_a_wrong_setting_is_named(tmp_path, name, value):
    code, said = told(tmp_path, "up", "--prepare-only", **{name: value})
    assert (code, name in said) == (1, True)


NEVER_STARTED = [["audit", "verify"], ["export", "trainers.part1"], ["digest", "--dry-run"]]
IN_ONE_PROCESS = """
import json, sys
from kerege.config.cli import main

for words in json.loads(sys.argv[1]):
    print(main(words), file=sys.stderr)
"""


def test_a_node_that_was_never_started_says_so(tmp_path):
    """Each of these commands, one after the other in one process: loading the program takes seconds."""
    code, said = told(tmp_path, json.dumps(NEVER_STARTED), program=("-c", IN_ONE_PROCESS))
    told_by = [line for line in said.splitlines() if not line.startswith("{")]  # beside them stands the log
    assert (code, told_by[1::2]) == (0, ["1"] * len(NEVER_STARTED))
    assert ["kerege up" in line for line in told_by[::2]] == [True] * len(NEVER_STARTED)


def test_data_that_is_a_file_is_named(tmp_path):
    (tmp_path / "data").write_text("no folder")
    code, said = told(tmp_path, "check")
    assert (code, str(tmp_path / "data") in said) == (1, True)


def test_a_port_in_use_is_not_shared(tmp_path):
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        code, said = told(tmp_path, "up", PORT=port)
    assert (code, port in said) == (1, True)
