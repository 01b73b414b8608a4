"""A programme over years, gathered from what the rooms below know and its reader may read, and from what was typed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from kerege.lib.refusal import Refusal
from kerege.planning import words as season_words
from kerege.planning.cascade.asking import refusals
from kerege.planning.cascade.kept import plain_programme
from kerege.planning.cascade.programme import Country, Event, Need, Programme, Topic
from kerege.planning.queries.gathering.asked import Asked, Notes
from kerege.planning.queries.gathering.halls import days_of_halls
from kerege.planning.queries.gathering.stock import Stock, stock_of
from kerege.planning.queries.gathering.topics import Offered, offered
from kerege.planning.queries.gathering.wanted import groups
from kerege.planning.rules.outlooks import TOO_FEW
from kerege.planning.rules.rows import Row
from kerege.planning.rules.years import budget, of_country, quarters_of, surviving
from kerege.planning.solver.kept import digest_of
from kerege.planning.solver.problem import Group
from kerege.planning.words import years as words


@dataclass(frozen=True)
class GatheredYears:
    """A programme with its digest, None where something has to be typed or corrected first: `refused` says what.
    `told` is what its reader should know, `kept` the programme with its first day and currency, and with where each
    figure comes from (`origins`); the digest leaves that out: a record that changed no figure changes no plan.
    """

    programme: Programme | None
    kept: dict[str, Any]
    digest: str
    refused: tuple[Refusal, ...]
    told: tuple[tuple[str, dict[str, Any]], ...]


def gathered_years(asked: Asked) -> GatheredYears:
    """Everything that a plan over years rests on, with the clearance of whoever asks. What they may not read is not in
    it; what is not known is no figure of ours, but a refusal that asks for it.
    """
    notes, told = Notes(), asked.rows
    season = replace(asked, rows=_as_season(told))
    offers = offered(season, notes)
    people = groups(season, offers, notes)
    tracks = list(dict.fromkeys(row["scheme"] for row in told.get("courses", ())))
    stock = stock_of(asked, tracks)
    languages = _languages(asked, people, stock)
    wanted = {group.country for group in people}
    named = {row["country"] for row in told.get("stock", ()) if row["country"]}
    countries = sorted(wanted | named | stock.countries)
    figures = _Figures(notes, told)
    halls = days_of_halls(asked, wanted, notes)
    track_of = {row["curriculum"]: row["scheme"] for row in told.get("courses", ())}
    must = {(group.country, track_of[group.topic]) for group in people}
    trainers = {
        c: {t: figures.trainers(stock.active(c, t, languages.get(c, "")), c, t, must=(c, t) in must) for t in tracks}
        for c in countries
    }
    rooms = {country: figures.halls(halls.get(country), country) if country in wanted else 0 for country in countries}
    for country in countries:
        if not languages.get(country):
            figures.ask("speaks", country)
    lost, origin = _lost(told, stock)
    figures.ask_whole("lost", lost)
    terms, event, money = (next(iter(told.get(family, ())), None) for family in ("terms", "event", "money"))
    for family, row in (("terms", terms), ("event", event), ("money", money)):
        figures.ask_whole(family, row)
    if not people and offers:
        notes.refuse(Refusal(season_words.NOBODY_WANTED))
    figures.refuse()
    if notes.refused or terms is None or event is None or lost is None:
        return GatheredYears(None, {}, "", tuple(notes.refused), tuple(notes.told))
    quarters = quarters_of(asked.first, asked.last)
    programme = Programme(
        countries=tuple(Country(c, languages[c], rooms[c], trainers[c]) for c in countries),
        topics=tuple(_topic(row, offers) for row in told["courses"]),
        needs=tuple(_needs(people, told["courses"])),
        event=Event(event["places"], event["event_cost"], event["often"]),
        budget=budget(told["money"], asked.first, quarters),
        survive=surviving(lost, quarters),
        days=terms["teaches"],
        lend=terms["lend"],
        most_trained=terms["trained"],
        tracks=tuple(tracks),
    )
    wrong = [Refusal(words.FIGURE_CANNOT_BE, row=key) for key in dict.fromkeys(key for key, _ in refusals(programme))]
    planned = {**plain_programme(programme), "first": asked.first.isoformat(), "currency": asked.currency}
    kept = {**planned, "origins": {**figures.origins, "lost": origin, "needs": _origins(people)}}
    return GatheredYears(programme, kept, digest_of(planned), tuple(wrong), tuple(notes.told))


def _as_season(told: Mapping[str, list[Row]]) -> dict[str, list[Row]]:
    """The rows as a season's gathering reads them."""
    season = {"least": 1, "leads": 1, "locals": 0, "per_person": 0}
    return {
        "topics": [
            {**season, "curriculum": r["curriculum"], "days": r["days"], "most": r["seats"], "no": r["no"]}
            for r in told.get("courses", ())
        ],
        "wanted": [
            {**row, "languages": "", "sex": "", "due": ""}
            for row in told.get("people", ())
            if row["topic"] in {course["curriculum"] for course in told.get("courses", ())}
        ],
    }


def _topic(row: Row, offers: Mapping[str, Offered]) -> Topic:
    found = offers[row["curriculum"]].topic
    return Topic(found.key, row["scheme"], found.days, row["seats"], row["staff"])


def _needs(people: list[Group], courses: list[Row]) -> list[Need]:
    """People by country and course; those who count most first."""
    cost = {row["curriculum"]: row["cost"] for row in courses}
    parts: dict[tuple[str, str], dict[int, int]] = {}
    for group in people:
        own = parts.setdefault((group.country, group.topic), {})
        own[group.points] = own.get(group.points, 0) + group.people
    return [
        Need(country, topic, tuple((n, points) for points, n in sorted(own.items(), reverse=True)), cost[topic])
        for (country, topic), own in sorted(parts.items())
    ]


def _languages(asked: Asked, people: list[Group], stock: Stock) -> dict[str, str]:
    """In which language each country is taught: as typed, else that of most people, else that of most trainers."""
    counted: dict[str, dict[str, int]] = {}
    for group in people:
        if group.languages:
            own = counted.setdefault(group.country, {})
            own[group.languages[0]] = own.get(group.languages[0], 0) + group.people
    found = stock.languages() | {country: max(own, key=lambda tag: (own[tag], tag)) for country, own in counted.items()}
    return found | {row["country"]: row["language"] for row in asked.told("speaks")}


def _lost(told: Mapping[str, list[Row]], stock: Stock) -> tuple[float | None, dict[str, Any]]:
    """The share of active trainers who are lost in a quarter, and where that comes from."""
    seen = {"events": stock.lost, "exposed": stock.exposed}
    row = next(iter(told.get("lost", ())), None)
    if row is not None:
        return row["value"] / 100, {"typed": True, "why": row["why"], "value": row["value"], **seen}
    if stock.exposed < TOO_FEW:
        return None, seen
    return stock.lost / stock.exposed, {"typed": False, "value": round(100 * stock.lost / stock.exposed, 1), **seen}


def _origins(people: list[Group]) -> list[list[Any]]:
    """From where each number of people is known: needs, stated, least, or a row that was typed."""
    return sorted([each.country, each.topic, each.key.partition(":")[0].partition("-")[0], each.people]
                  for each in people)  # fmt: skip


class _Figures:
    """Figures of countries, with where each comes from; what is not known is asked for, family by family."""

    def __init__(self, notes: Notes, told: Mapping[str, list[Row]]) -> None:
        self.notes, self.told = notes, told
        self.origins: dict[str, Any] = {"stock": [], "halls": []}
        self.asked: dict[str, list[str]] = {}

    def ask(self, family: str, country: str) -> None:
        self.asked.setdefault(family, []).append(country)

    def ask_whole(self, family: str, known: object) -> None:
        if known is None:
            self.notes.refuse(Refusal(words.NOT_KNOWN, row=family))

    def refuse(self) -> None:
        for family, countries in self.asked.items():
            named = " ".join(dict.fromkeys(countries))
            self.notes.refuse(Refusal(words.NOT_KNOWN_OF, row=family, countries=named))

    def trainers(self, seen: int | None, country: str, track: str, *, must: bool) -> int:
        """Active trainers; where nobody there needs a course of them, none is what is not known."""
        rows = [row for row in self.told.get("stock", ()) if row["track"] == track]
        if not must and seen is None and of_country(rows, country)[0] is None:
            return 0
        return self._one("stock", rows, country, "active", seen, track)

    def halls(self, seen: int | None, country: str) -> int:
        return self._one("halls", self.told.get("halls", []), country, "hall_days", seen)

    def _one(self, family: str, rows: list[Row], country: str, name: str, seen: int | None, track: str = "") -> int:
        """As typed of the country, else as recorded, else as typed of those of whom nothing is recorded."""
        own, others = of_country(rows, country)
        row = own or (others if seen is None else None)
        value = int(row[name]) if row is not None else seen
        if value is None:
            self.ask(family, country)
            return 0
        why = row["why"] if row is not None else ""
        self.origins[family].append([country, track, value, "typed" if row is not None else "recorded", why, seen])
        return value
