"""Asking clamd: a stand-in listens at a socket and answers as clamd does."""

import socket
import struct
import threading

import pytest

from kerege.lib import scanner

pytestmark = pytest.mark.nodb


@pytest.fixture
def clamd(tmp_path):
    """Start a stand-in that gives this answer once; where it listens, and what it was sent."""
    listeners = []

    def start(answer):
        path = str(tmp_path / "s")
        listener = socket.socket(socket.AF_UNIX)
        listener.bind(path)
        listener.listen(1)
        listener.settimeout(5)
        got = []

        def serve():
            line, _ = listener.accept()
            with line, line.makefile("rb") as stream:
                stream.read(10)
                while size := struct.unpack(">L", stream.read(4))[0]:
                    got.append(stream.read(size))
                line.sendall(answer)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        listeners.append((listener, thread))
        return path, got

    yield start
    for listener, thread in listeners:
        thread.join(5)
        listener.close()


@pytest.mark.parametrize(
    ("answer", "clean"),
    [(b"stream: OK\0", True), (b"stream: Eicar FOUND\0", False), (b"INSTREAM size limit exceeded. ERROR\0", None)],
)
def test_the_answer_is_understood_and_all_bytes_are_sent(answer, clean, clamd):
    path, got = clamd(answer)
    content = bytes(range(256)) * 2000
    assert scanner.clean(content, path) is clean
    assert b"".join(got) == content


def test_without_a_scanner_there_is_no_answer(tmp_path):
    assert scanner.clean(b"x", str(tmp_path / "nobody")) is None
