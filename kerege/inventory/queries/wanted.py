"""Which offers or requests somebody asks for: what both can be filtered by, in one place."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from kerege.lib.text import fold


@dataclass(frozen=True)
class Wanted:
    """Which offers or requests; empty means all."""

    territory: str = ""
    kind: str = ""
    state: str = ""
    language: str = ""
    text: str = ""
    facility: str = ""
    urgency: str = ""

    def of_rows(self, rows: Any, *, keys: Collection[str] | None) -> Any:
        """The rows of this kind of help and language, and of these keys where some are given."""
        rows = rows.filter(kind=self.kind) if self.kind else rows
        rows = rows.filter(languages__contains=f" {self.language} ") if self.language else rows
        return rows.filter(key__in=list(keys)) if keys is not None else rows

    def of_lines(
        self,
        lines: list[Any],
        texts: Callable[[Any], tuple[str, ...]],
        orders: Mapping[str, Callable[[Any], Any]],
        order: str,
    ) -> list[Any]:
        """The lines in this state that have every word, in any script; in one of the orders, else in the usual one."""
        found = [line for line in lines if not self.state or line.state == self.state]
        found = [line for line in found if _has_words(self.text, texts(line))]
        name = order.lstrip("-")
        return sorted(found, key=orders.get(name, orders[""]), reverse=order.startswith("-") and name in orders)


def _has_words(text: str, texts: tuple[str, ...]) -> bool:
    folded = " ".join(fold(each) for each in texts)
    return all(word in folded for word in fold(text).split())
