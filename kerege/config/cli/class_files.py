"""The files of a class at a port of their own: a laptop in a room has one name, and files are kept apart from pages."""

import multiprocessing
import os
import socket
import socketserver
from dataclasses import replace
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

from django.conf import settings
from django.db import connections

from kerege.config.cli.serving import Serving, check_free

PATIENCE = 30
"""Seconds without a byte after which a phone that left is given up."""


def files_of(pages: Serving) -> Serving:
    """Where the files of the class are served. Refuses (OSError) a port that is taken."""
    found = replace(pages, port=int(settings.KEREGE_CONTENT_HOST.rpartition(":")[2]))
    check_free(found)
    return found


def serve_beside(files: Serving) -> None:
    """Answer at that port from a process of its own, which ends with this one."""
    connections.close_all()
    multiprocessing.Process(target=_serve, args=(files, os.getpid()), daemon=True).start()


class _Files(socketserver.ThreadingMixIn, WSGIServer):
    daemon_threads = True
    parent = 0

    def __init__(self, files: Serving) -> None:
        """Listens where the pages do, also by IPv6."""
        self.address_family = socket.getaddrinfo(files.host, files.port, type=socket.SOCK_STREAM)[0][0]
        super().__init__((files.host, files.port), _Quiet)

    def server_bind(self) -> None:
        """An address that takes in both kinds takes them both in, as that of the pages does."""
        if self.address_family == socket.AF_INET6:
            self.socket.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
        super().server_bind()

    def service_actions(self) -> None:
        """Nobody is left who would end this process."""
        if os.getppid() != self.parent:
            raise SystemExit

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        super().process_request_thread(request, client_address)
        connections.close_all()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A phone that goes away in the middle of a film is no fault."""


class _Quiet(WSGIRequestHandler):
    timeout = PATIENCE

    def log_message(self, format: str, *args: Any) -> None:
        """What is read in a class is written down nowhere."""


def _serve(files: Serving, parent: int) -> None:
    from kerege.config.wsgi import application

    with _Files(files) as server:
        server.parent = parent
        server.set_app(application)
        server.serve_forever()
