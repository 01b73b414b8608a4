"""`kerege export`: an indicator with its claims and records, as its reader may see it."""

import argparse
import sys
from pathlib import Path

from django.utils import timezone

from kerege.api.asking import known_country, known_project
from kerege.config.cli import words
from kerege.config.cli.speaking import complain, language, reader
from kerege.indicators import queries as indicators
from kerege.indicators.rules import Scope
from kerege.lib.refusal import Refusal
from kerege.lib.stated import read_day
from kerege.lib.tables import Table, write

CATALOGUE = "list"


def run(args: argparse.Namespace) -> int:
    """Write the table; 1 where something was refused. Nothing is written then."""
    try:
        data = write(_table(args), args.format)
        if args.output == "-":
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
        else:
            Path(args.output).write_bytes(data)
    except Refusal as refusal:
        return complain(refusal)
    except OSError as fault:
        return complain(Refusal(words.UNREADABLE, path=args.output, reason=fault.strerror))
    return 0


def _table(args: argparse.Namespace) -> Table:
    with language(args.lang) as tongue:
        if args.indicator == CATALOGUE:
            return indicators.catalogue(tongue=tongue)
        on = read_day(args.on or "", field="--on") or timezone.localdate()
        country = known_country(args.country)
        scope = Scope(known_project(args.project), (country,) if country else ())
        return indicators.sheet(reader(args.email), args.indicator, on=on, scope=scope, tongue=tongue)
