"""A small load generator: keep-alive connections in threads, a bounded time, latencies kept one by one."""

import http.client
import threading
import time
from dataclasses import dataclass


@dataclass(frozen=True)
class Load:
    """What came of one case: answers, seconds, latencies in milliseconds (sorted), answers that were not 200."""

    answers: int
    seconds: float
    latencies: tuple[float, ...]
    faults: int

    @property
    def per_second(self) -> float:
        return self.answers / self.seconds

    def percentile(self, share: float) -> float:
        return self.latencies[min(len(self.latencies) - 1, int(share * len(self.latencies)))]


def run(port: int, path: str, *, seconds: float = 4, threads: int = 4, headers: dict[str, str] | None = None) -> Load:
    """Ask for `path` on this machine as fast as `threads` connections can, for `seconds`."""
    results: list[tuple[list[float], int]] = []
    stop = time.perf_counter() + seconds

    def work() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        latencies, faults = [], 0
        while time.perf_counter() < stop:
            began = time.perf_counter()
            connection.request("GET", path, headers=headers or {})
            answer = connection.getresponse()
            answer.read()
            latencies.append((time.perf_counter() - began) * 1000)
            faults += answer.status != 200
        results.append((latencies, faults))

    began = time.perf_counter()
    workers = [threading.Thread(target=work) for _ in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    latencies = sorted(ms for found, _ in results for ms in found)
    return Load(len(latencies), time.perf_counter() - began, tuple(latencies), sum(f for _, f in results))
