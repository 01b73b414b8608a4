"""Messages of others: every valid one of CAP 1.2 comes in, goes out, is valid again and says the same."""

import csv
from datetime import UTC, datetime

import pytest

from kerege.lib.refusal import Refusal
from kerege.response.rules.cap import reading, signing, writing
from tests.response.sampled import ALERTS

pytestmark = [pytest.mark.nodb, pytest.mark.skipif(not ALERTS.exists(), reason="the sample alerts are not here")]
AT = datetime(2026, 11, 28, tzinfo=UTC)
SEAL, FORGER = signing.new_seal("node.example", now=AT), signing.new_seal("node.example", now=AT)


def rows():
    if not ALERTS.exists():
        return []
    with (ALERTS / "MANIFEST.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


VALID = [r["file"] for r in rows() if r["format"] == "CAP 1.2" and "xsd=valid" in r["notes"]]
OTHERS = [r["file"] for r in rows() if r["file"].startswith("cap/") and r["file"] not in VALID]
VALID = [name for name in VALID if name.endswith((".cap", ".xml")) and (ALERTS / name).exists()]
GOLDEN = "synthetic/kerege_locust_exercise_en_ru_kk.cap"


@pytest.mark.parametrize("name", [*VALID, GOLDEN])
def test_a_valid_message_comes_in_and_goes_out_with_the_same_meaning(name):
    message = reading.read((ALERTS / name).read_bytes())
    out = writing.write(message)
    assert reading.read(out) == message
    assert reading.read(signing.signed(out, SEAL)) == message


@pytest.mark.parametrize("name", OTHERS)
def test_what_is_not_valid_is_refused_with_a_reason(name):
    with pytest.raises(Refusal) as refusal:
        reading.read((ALERTS / name).read_bytes())
    assert refusal.value.code in {"response.old_cap", "response.not_cap", "response.not_valid", "xml.doctype"}


def test_a_forger_is_refused_and_what_was_printed_prettily_is_not():
    pretty = (ALERTS / GOLDEN).read_bytes()
    signed = signing.signed(pretty, SEAL)
    assert b"\n    <" in signed
    assert signing.check(signed, [FORGER.certificate, SEAL.certificate], at=AT)
    for wrong in (
        signing.signed(pretty, FORGER),
        signed.replace(b"12 km", b"99 km"),
        signed.replace(b"\n    <", b"\n<"),
        signed.replace(b'URI=""', b'URI="#part"'),
    ):
        with pytest.raises(Refusal) as refusal:
            signing.check(wrong, [SEAL.certificate], at=AT)
        assert refusal.value.code == "response.forged"
    with pytest.raises(Refusal) as refusal:
        signing.check(pretty, [SEAL.certificate], at=AT)
    assert refusal.value.code == "response.not_signed"


def test_a_certificate_counts_for_its_time_only():
    signed = signing.signed((ALERTS / GOLDEN).read_bytes(), SEAL)
    with pytest.raises(Refusal) as refusal:
        signing.check(signed, [SEAL.certificate], at=AT.replace(year=2036))
    assert refusal.value.code == "response.forged"
