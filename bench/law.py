"""Coverage, texts and their days as they grow: what pages of law cost the processor, beside a floor in the same run.

    python -m bench.law [rounds a country]                                    # SQLite, in a file that it makes itself
    python tools/postgres.py .venv/bin/python -m bench.law [rounds a country] # PostgreSQL

The real catalogue of 323 obligations, 19 countries, and so many rounds of each with a judgement about every obligation:
10 rounds are 61,370 judgements. The floor of a heat map is one statement that counts statuses by topic and instrument
in the same table; that of an import is reading the same file and checking it against the schema.
"""

import os
import random
import sys
import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from time import process_time
from typing import Any

os.environ["DATA"] = tempfile.mkdtemp(prefix="kerege-bench-")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kerege.config.settings")

from kerege.config import sqlite

sqlite.install()

import django  # noqa: E402 - SQLite has to be in place before Django

django.setup()

from django.core.management import call_command  # noqa: E402 - Django has to be set up before its parts
from django.db import connection  # noqa: E402 - as above

from bench.law_compare import WORDS, acts  # noqa: E402 - as above
from kerege.files.rules import received  # noqa: E402 - as above
from kerege.journal.actions import act  # noqa: E402 - as above
from kerege.law.actions import measures, texts  # noqa: E402 - as above
from kerege.law.models import AssessmentRound, Judgement, Obligation  # noqa: E402 - as above
from kerege.law.queries import covered, judged  # noqa: E402 - as above
from kerege.law.queries.binding import binding  # noqa: E402 - as above
from kerege.law.queries.measures import measure  # noqa: E402 - as above
from kerege.law.queries.texts import reading  # noqa: E402 - as above
from kerege.law.rules.akn.reading import read  # noqa: E402 - as above
from kerege.law.rules.grounds import Grounds  # noqa: E402 - as above
from kerege.law.rules.timeline import Event, Text, text_at  # noqa: E402 - as above
from kerege.lib.sensitivity import Sensitivity  # noqa: E402 - as above
from kerege.people.rules import SYSTEM  # noqa: E402 - as above
from kerege.records.viewers import Viewer  # noqa: E402 - as above
from kerege.worlds import catalogue_loader, reference_loader  # noqa: E402 - as above

COUNTRIES = "ALB ARM AZE BIH GEO KAZ KGZ MDA MKD MNE MNG PAK SRB TJK TKM TUR UKR UZB XKX".split()
DAY = date(2026, 11, 1)
READER = Viewer(uid="reader", everywhere=Sensitivity.NATIONAL)
"""Whoever reads all of this, of every country."""
STATUSES = ("full", "partial", "none", "not_applicable")
FLOOR = """SELECT o.topic_id, o.instrument_id, j.status, count(*) FROM law_judgement j
JOIN law_obligation o ON o.key = j.obligation_id WHERE j.round_id = %s AND j.state = 'approved' GROUP BY 1, 2, 3"""


def seconds(do: Callable[[], object], times: int = 3) -> float:
    """Of the processor, the best of some times."""
    best = float("inf")
    for _ in range(times):
        begun = process_time()
        do()
        best = min(best, process_time() - begun)
    return best


def lay(rounds: int) -> None:
    """Rounds of every country, the newest open, the others published; every obligation is judged in each."""
    chance = random.Random(rounds)
    obligations = list(Obligation.objects.order_by("id"))
    with act("bench.law.laid", by=SYSTEM, about="law"):
        for owner in COUNTRIES:
            bound = binding(owner, on=DAY, scope={})
            for n in range(rounds):
                _round(owner, n, newest=n == rounds - 1, bound=bound, obligations=obligations, chance=chance)


def _round(
    owner: str, n: int, *, newest: bool, bound: dict[str, str], obligations: list[Obligation], chance: random.Random
) -> None:
    day = DAY - timedelta(days=180 * (10 - n))
    told: dict[str, Any] = {"owner": owner, "title": f"Round {n}", "as_of": day, "opened_on": day}
    told |= {"state": "open"} if newest else {"state": "published", "frozen": bound}
    of = AssessmentRound.objects.create(**told, key=f"{owner.lower()}-{n}", label=Sensitivity.REGIONAL)
    rows = []
    for each in obligations:
        row = Judgement(round=of, obligation=each, owner=owner, status=chance.choice(STATUSES), state="approved")
        row.author, row.reviewer, row.seal = "a", "b", "s"
        row.drafted_on = row.submitted_on = row.reviewed_on = day
        row.label = Sensitivity.REGIONAL
        row.grounds = Grounds(rationale=" ".join(chance.choices(WORDS, k=40))).written()
        rows.append(row)
    Judgement.objects.bulk_create(rows)


def heat(rounds: int) -> list[str]:
    """One round as its heat map, the newest and one of before; all rounds beside each other; one obligation."""
    viewer = READER
    lines = judged.rounds(viewer, owner="KAZ")
    now, then = lines[0], lines[-1]

    def floor() -> None:
        with connection.cursor() as cursor:
            cursor.execute(FLOOR, [now.id])
            cursor.fetchall()

    key = Obligation.objects.order_by("id")[0].key
    bare = seconds(floor)
    current = seconds(lambda: covered.round_page(viewer, now.uid, on=DAY))
    before = seconds(lambda: covered.round_page(viewer, then.uid, on=DAY))
    every = seconds(lambda: covered.wholes(viewer, judged.rounds(viewer)), 1)
    beside = seconds(lambda: covered.beside(viewer, key, owners=COUNTRIES, on=DAY))
    count = len(COUNTRIES) * rounds * Obligation.objects.count()
    told = [f"{bare:.4f}", f"{current:.3f}", f"{before:.3f}", f"{current / bare:.0f}×", f"{every:.2f}", f"{beside:.3f}"]
    return [f"{count:,}", *told]


def bring_in() -> list[str]:
    """An act of 1 MB through the whole action, and reading it alone."""
    content = acts(2400)[0]
    uri = "/akn/kz/act/law/2020-01-01/1"
    told: dict[str, Any] = {"owner": "KAZ", "kind": "law", "titles": {"en": "An act"}, "dates": "2020"}
    content = content.replace(b"/akn/zz/act/law/2019-03-14/7", uri.encode())
    measures.record_measure(by=SYSTEM, uri=uri, sources=["S1"], **told)
    days = iter(date(2020, 1, 1) + timedelta(days=n) for n in range(10))

    def whole() -> None:
        file = received("act.xml", [content], kinds=texts.KINDS)
        texts.add_text(by=SYSTEM, uri=uri, file=file, language="eng", start=next(days), source_kind="consolidation")

    alone, took = seconds(lambda: read(content)), seconds(whole, 2)
    return [f"{len(content) / 1e6:.2f}", f"{alone:.3f}", f"{took:.2f}", f"{took / alone:.1f}×"]


def at_date() -> list[str]:
    """The text on a day among 200 versions with 200 amendments: the rule alone, and the reader's query of a measure."""
    start = date(2000, 1, 1)
    days = [start + timedelta(days=30 * n) for n in range(201)]
    versions = [Text(str(n), "eng", days[n], days[n + 1], "official") for n in range(200)]
    events = [Event(f"e{n}", "amend", days[n]) for n in range(200)] + [Event("in", "enter", start)]
    rule = seconds(lambda: [text_at(versions, events, "eng", day) for day in days]) / len(days)
    content = acts(5)[0]
    uri = "/akn/kz/act/law/2000-01-01/2"
    told: dict[str, Any] = {"owner": "KAZ", "kind": "law", "titles": {"en": "An act"}, "dates": "2000"}
    measures.record_measure(by=SYSTEM, uri=uri, sources=["S1"], **told)
    for day, until in zip(days, days[1:], strict=False):
        file = received("act.xml", [content], kinds=texts.KINDS)
        given: dict[str, Any] = {"language": "eng", "start": day, "until": until, "source_kind": "official"}
        texts.add_text(by=SYSTEM, uri=uri, file=file, **given)
    query = seconds(lambda: reading(READER, measure(READER, uri, on=DAY), language="eng", on=days[100]))
    return [f"{rule * 1e6:.0f} µs", f"{query:.4f}"]


def table(titles: list[str], rows: list[list[str]]) -> None:
    print(f"| {' | '.join(titles)} |\n|{'---|' * len(titles)}")
    for row in rows:
        print(f"| {' | '.join(row)} |", flush=True)
    print(flush=True)


def main(rounds: int) -> None:
    call_command("migrate", verbosity=0)
    reference_loader.load_reference(by=SYSTEM)
    catalogue_loader.load_catalogue(by=SYSTEM)
    print(f"{connection.vendor}, load {os.getloadavg()[0]:.1f}\n")
    lay(rounds)
    titles = ["judgements", "floor", "heat map", "of before", "heat map / floor", "all rounds", "one obligation"]
    table(titles, [heat(rounds)])
    table(["MB", "read and checked", "whole action", "ratio"], [bring_in()])
    table(["text at a date, the rule", "the reader's query, seconds"], [at_date()])


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10)
