"""What a draft says for an obligation, as far as words can tell: who, which body, how, what penalty, from when. Plain
Python. It flags and never judges: a word that is there may say nothing, and one that is not looked for may say all.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from kerege.law.rules.akn.parts import Part
from kerege.lib.refusal import N_


class Asked(StrEnum):
    """What a provision needs in order to work."""

    DUTY = "duty"
    AUTHORITY = "authority"
    PROCEDURE = "procedure"
    PENALTY = "penalty"
    SAFEGUARD = "safeguard"
    DATE = "date"


ASKED = {
    Asked.DUTY: N_("A duty: somebody shall, or shall not"),
    Asked.AUTHORITY: N_("A body that has the power to act"),
    Asked.PROCEDURE: N_("A time limit or a procedure"),
    Asked.PENALTY: N_("A penalty, or a reference to one"),
    Asked.SAFEGUARD: N_("A safeguard: rights, confidentiality, appeal"),
    Asked.DATE: N_("From when it holds"),
}
_WORDS = {
    Asked.DUTY: r"\bshall\b|\bmust\b|обязан\w*|запреща\w+|не допуска\w+|должн\w+|милдетт\w+|міндетт\w+|тыюу сал\w+",
    Asked.AUTHORITY: r"authorit\w+|ministry|agency|inspectorate|уполномоченн\w+|министерств\w+|инспекци\w+|орган\w* "
    r"государственн\w+|ыйгарым\w+|уәкілетті\w*",
    Asked.PROCEDURE: r"within \w+ (?:\w+ )?days|procedure|licen[cs]e|permit|в течение|в срок|порядк\w+|разрешени\w+|"
    r"лицензи\w+|күн ичинде|күн ішінде|тартип\w*|тәртіп\w*",
    Asked.PENALTY: r"penalt\w+|\bfines?\b|liab\w+|offen[cs]e|imprison\w+|ответственност\w+|штраф\w*|наказ\w+|"
    r"правонарушени\w+|жоопкерчили\w+|жауапкершілі\w+|айыппул\w*",
    Asked.SAFEGUARD: r"appeal|confidential\w*|personal data|rights?\b|proportion\w+|обжалова\w+|конфиденциальн\w+|"
    r"персональн\w+|даттан\w+|шағымдан\w*",
    Asked.DATE: r"enters? into force|comes? into force|вступа\w+ в силу|вводится в действие|күчүнө кир\w+|күшіне ен\w+|"
    r"қолданысқа енгізіл\w+",
}
_FOUND = {asked: re.compile(pattern, re.IGNORECASE) for asked, pattern in _WORDS.items()}


@dataclass(frozen=True)
class Demand:
    """What an obligation demands of an act. `needed_rank` is None where any act will do; low numbers are high acts."""

    needs_penalty: bool = False
    needs_authority: bool = False
    needed_rank: int | None = None


@dataclass(frozen=True)
class Flag:
    """One thing that is looked for: in which parts its words stand, and whether it is demanded."""

    asked: Asked
    eids: tuple[str, ...]
    demanded: bool

    @property
    def missing(self) -> bool:
        return self.demanded and not self.eids


def flags(parts: Sequence[Part], demand: Demand) -> list[Flag]:
    """What the words of a draft say; a duty and a date are always demanded, a safeguard only shown."""
    demanded = {
        Asked.DUTY: True,
        Asked.AUTHORITY: demand.needs_authority,
        Asked.PENALTY: demand.needs_penalty,
        Asked.DATE: True,
    }
    return [
        Flag(
            asked,
            tuple(part.eid for part in parts if _FOUND[asked].search(f"{part.heading}\n{part.text}")),
            demanded.get(asked, False),
        )
        for asked in Asked
    ]


def rank_too_low(level: int | None, demand: Demand) -> bool | None:
    """Whether an act of this level stands below what an obligation needs; None where that is not known."""
    if demand.needed_rank is None:
        return False
    return None if level is None else level > demand.needed_rank
