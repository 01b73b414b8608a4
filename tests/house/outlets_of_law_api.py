"""The part of the register of outlets that is law for programs, below /api/v1/."""

from tests.house.outlet import Outlet, page

_AT = "/api/v1/"
LAW_API: dict[str, Outlet] = {
    "api/v1/obligations": page(f"{_AT}obligations?size=200"),
    "api/v1/obligations/<key>": page(f"{_AT}obligations/{{law_obligation}}"),
    "api/v1/instruments/<key>": page(f"{_AT}instruments/BWC"),
    "api/v1/catalogue-releases": page(f"{_AT}catalogue-releases"),
    "api/v1/party-statuses": page(f"{_AT}party-statuses?size=200", names=True),
    "api/v1/measures": page(f"{_AT}measures?size=200", names=True),
    "api/v1/duties": page(f"{_AT}duties?size=200", f"{_AT}duties?country=XKX", names=True),
    "api/v1/information-duties": page(f"{_AT}information-duties?size=200", f"{_AT}information-duties?country=XKX"),
    "api/v1/coverage-rounds": page(f"{_AT}coverage-rounds?size=200"),
    "api/v1/coverage-rounds/<uid>": page(f"{_AT}coverage-rounds/{{law_round}}"),
    "api/v1/judgements": page(f"{_AT}judgements?size=200"),
    "api/v1/judgements/<uid>": page(f"{_AT}judgements/{{law_judgement}}"),
}
