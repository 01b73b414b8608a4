"""The one door for connections to other machines. Nothing else in Kerege opens one (tests/house/rules_doors.py).

Whoever can make a server fetch an address can make it read what only the server can reach. So: only hosts that the
node's settings name, only HTTPS, only addresses of the public internet, judged after the name was resolved and
connected to as judged, so that a name cannot mean another machine a moment later. Redirects are not
followed, proxies of the environment are not used, and time and size have limits.
"""

import contextlib
import http.client
import ipaddress
import re
import socket
import ssl
import threading
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, urlsplit

from kerege.lib.refusal import N_, Refusal, RefusalWord

BAD_ADDRESS = RefusalWord(
    "outgoing.bad_address",
    N_("“%(address)s” is not an address that this node may ask. Write https:// and the plain name of the host."),
)
NOT_ALLOWED = RefusalWord(
    "outgoing.not_allowed",
    N_("This node may not connect to %(host)s. Its administrator can add that host to KEREGE_OUTGOING_HOSTS."),
    status=403,
)
PRIVATE = RefusalWord(
    "outgoing.private",
    N_("%(host)s leads to an address inside a private network (%(address)s). Nothing was sent."),
    status=403,
)
NO_ANSWER = RefusalWord(
    "outgoing.no_answer",
    N_("%(host)s could not be reached or gave no readable answer. Try again later."),
    status=502,
)
REDIRECTED = RefusalWord(
    "outgoing.redirected",
    N_("%(host)s sends on to another address, which is not followed. Use the final address."),
    status=502,
)
TOO_LARGE = RefusalWord(
    "outgoing.too_large", N_("The answer of %(host)s is larger than %(most)s bytes. Ask for less."), status=502
)

Resolve = Callable[[str, int], Collection[str]]
_LABEL = r"(?!-)[a-z0-9-]{1,63}(?<!-)"
_HOST = re.compile(rf"{_LABEL}(\.{_LABEL})*")
_NUMBER = re.compile(r"(0x[0-9a-f]*|[0-9]+)")
_WRAPPERS = {"64:ff9b::/96": 0, "2002::/16": 80, "::/96": 0}
_EMBEDDED = [(ipaddress.ip_network(net), shift) for net, shift in _WRAPPERS.items()]
_INSIDE = [ipaddress.ip_network(net) for net in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7")]
_OF_CLOUDS = {"fd00:ec2::254"}
_CHUNK = 65_536


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes


def ask(
    address: str,
    *,
    allowed: Collection[str],
    method: str = "GET",
    body: bytes | None = None,
    headers: Mapping[str, str] | None = None,
    seconds: float = 10,
    most: int = 5_000_000,
    loopback: bool = False,
    private: Collection[str] = (),
    resolve: Resolve | None = None,
) -> Answer:
    """What a host of `allowed` (names, with a port where it is not 443) answers, whatever
    its status; only a redirect is no answer.

    `loopback` lets plain HTTP go to this machine itself, and only there; it is for a development node. `private` are
    hosts of `allowed` that the operator knows to be inside the own network. Refuses outgoing.bad_address,
    outgoing.not_allowed, outgoing.private, outgoing.no_answer, outgoing.redirected and outgoing.too_large.
    """
    parts, host, port = _taken_apart(address, loopback)
    if name := _to_allow(parts, host, port, allowed):
        raise Refusal(NOT_ALLOWED, host=name)
    found = (resolve or _resolved)(host, port)
    if not found:
        raise Refusal(NO_ANSWER, host=host, why="no address")
    for each in found:
        check_public(each, host=host, loopback=loopback and parts.scheme == "http", private=host in private)
    connection = _Connection(next(iter(found)), host, port, seconds, tls=parts.scheme == "https")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return _asked(connection, method, path, body, dict(headers or {}), host, seconds, most)


def host_to_allow(address: str, *, allowed: Collection[str]) -> str:
    """What `allowed` would have to name for `address` to be asked; empty where it does, and for what is no address."""
    try:
        return _to_allow(*_taken_apart(address, loopback=True), allowed)
    except Refusal:
        return ""


def _to_allow(parts: SplitResult, host: str, port: int, allowed: Collection[str]) -> str:
    usual = port == (443 if parts.scheme == "https" else 80)
    if f"{host}:{port}" in allowed or (host in allowed and usual):
        return ""
    return host[:100] if usual else f"{host[:100]}:{port}"


def check_public(address: str, *, host: str, loopback: bool = False, private: bool = False) -> None:
    """Refuse outgoing.private unless the IP address belongs to the public internet, whatever it is wrapped in.

    With `loopback` the very opposite: nothing but this machine. With `private` also addresses of private networks, but
    never this machine, nor those under which a cloud tells its machines their secrets.
    """
    ip = _unwrapped(ipaddress.ip_address(address.split("%")[0]))
    inside = private and str(ip) not in _OF_CLOUDS and any(ip in net for net in _INSIDE)
    fine = ip.is_loopback if loopback else _is_public(ip) or inside
    if not fine:
        raise Refusal(PRIVATE, host=host[:100], address=str(ip))


def _is_public(ip: Any) -> bool:
    site_local = ip.version == 6 and ip.is_site_local
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or site_local)


def _unwrapped(ip: Any) -> Any:
    """The IPv4 address inside a mapped, NAT64 or 6to4 one: there the packet would end."""
    if ip.version == 4:
        return ip
    if ip.ipv4_mapped:
        return ip.ipv4_mapped
    for net, shift in _EMBEDDED:
        if ip in net and int(ip) > 1:
            return ipaddress.ip_address((int(ip) >> shift) & 0xFFFFFFFF)
    return ip


def _taken_apart(address: str, loopback: bool) -> tuple[SplitResult, str, int]:
    """Refuse everything that two readers of the same address could understand in two ways."""
    wrong = Refusal(BAD_ADDRESS, address=str(address)[:100])
    if not re.fullmatch(r"[\x21-\x5b\x5d-\x7e]{1,2000}", address) or "@" in address.split("?")[0]:
        raise wrong
    try:
        parts = urlsplit(address)
        port = parts.port or (443 if parts.scheme == "https" else 80)
        host = (parts.hostname or "").removesuffix(".")
    except ValueError:
        raise wrong from None
    if parts.scheme not in ({"https", "http"} if loopback else {"https"}) or parts.fragment:
        raise wrong
    if not _is_plain(host):
        raise wrong
    return parts, host, port


def _is_plain(host: str) -> bool:
    """A host name, or an IP address in its only usual form: no 0x7f000001, no 0177.0.0.1, no 2130706433."""
    try:
        return str(ipaddress.ip_address(host)) == host
    except ValueError:
        last = host.rsplit(".", 1)[-1]
        return len(host) <= 253 and bool(_HOST.fullmatch(host)) and not _NUMBER.fullmatch(last)


def _resolved(host: str, port: int) -> list[str]:
    try:
        return list(dict.fromkeys(str(f[4][0]) for f in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))
    except OSError:
        return []


class _Connection(http.client.HTTPConnection):
    """Connects to the address that was judged; the name is only said in the greeting and sought in the certificate."""

    def __init__(self, ip: str, host: str, port: int, seconds: float, *, tls: bool) -> None:
        super().__init__(host, port, timeout=seconds)
        self._ip, self._tls = ip, tls
        self._socket: socket.socket | None = None

    def connect(self) -> None:
        self.sock = socket.create_connection((self._ip, self.port), self.timeout)
        if self._tls:
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)
        self._socket = self.sock  # http.client lets go of `sock` while the answer is still being read

    def cut(self) -> None:
        """End it from another thread, whatever it is waiting for."""
        if self._socket is not None:
            with contextlib.suppress(OSError):  # it has ended already
                self._socket.shutdown(socket.SHUT_RDWR)


def _asked(
    connection: _Connection,
    method: str,
    path: str,
    body: bytes | None,
    headers: dict[str, str],
    host: str,
    seconds: float,
    most: int,
) -> Answer:
    # A host that sends a byte now and then never runs into the socket's own timeout.
    end = threading.Timer(seconds, connection.cut)
    end.start()
    try:
        connection.request(method, path, body, {"User-Agent": "Kerege", "Accept-Encoding": "identity", **headers})
        answer = connection.getresponse()
        if 300 <= answer.status < 400:
            raise Refusal(REDIRECTED, host=host)
        read = answer.read(most + 1)
        if end.finished.is_set():
            raise TimeoutError
        if len(read) > most:
            raise Refusal(TOO_LARGE, host=host, most=most)
        if answer.length:
            raise Refusal(NO_ANSWER, host=host, why="cut short")
        return Answer(answer.status, dict(answer.getheaders()), read)
    except (OSError, http.client.HTTPException, ValueError) as fault:
        raise Refusal(NO_ANSWER, host=host, why=type(fault).__name__) from None
    finally:
        end.cancel()
        connection.close()
