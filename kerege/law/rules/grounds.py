"""The grounds of a judgement as they are kept in one field: why, what was searched, what is missing. Plain Python."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from kerege.law.rules.judging import chain_of
from kerege.law.words.coverage import ChainAnswer, ChainElement


@dataclass(frozen=True)
class Grounds:
    """An element of the chain that nobody looked at yet is not in `chain`."""

    rationale: str = ""
    search_log: str = ""
    missing: str = ""
    confidence: str = ""
    chain: Mapping[ChainElement, ChainAnswer] = field(default_factory=dict)

    def written(self) -> str:
        """As text, the same for the same grounds."""
        chain = {each.value: self.chain[each].value for each in ChainElement if each in self.chain}
        told = {"rationale": self.rationale, "search_log": self.search_log, "missing": self.missing}
        return json.dumps({**told, "confidence": self.confidence, "chain": chain}, ensure_ascii=False, sort_keys=True)


def read_grounds(text: str) -> Grounds:
    """What `written` wrote; empty where the text is, which is how an erasure leaves it."""
    told = json.loads(text) if text else {}
    names = ("rationale", "search_log", "missing", "confidence")
    return Grounds(**{name: told.get(name, "") for name in names}, chain=chain_of(told.get("chain", {})))
