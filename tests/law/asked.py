"""An obligation of a treaty of its own, for worlds in which it does not matter what is asked."""

from kerege.law.models import Instrument, InstrumentProvision, InstrumentVersion, Obligation, Topic


def obligation(key: str) -> Obligation:
    """The obligation of that key; inside an act it is laid where it is not there yet."""
    found: Obligation | None = Obligation.objects.filter(key=key).first()
    if found is not None:
        return found
    treaty = Instrument.objects.create(key=key, title="A treaty", kind="treaty")
    made: Obligation = Obligation.objects.create(
        key=key,
        instrument=treaty,
        provision=InstrumentProvision.objects.create(instrument=treaty, eid="art_1", num="Art. 1", position=1),
        since=InstrumentVersion.objects.create(key=key, instrument=treaty, position=1),
        topic=Topic.objects.create(key=key.lower(), label={"en": "A topic"}, position=999),
        kind="regulate",
        force="binding",
        statement={"en": "Do it.", "ru": "Сделать."},
        position=9999,
        source="https://example.org/treaty",
    )
    return made
