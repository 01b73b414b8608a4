"""A node that issues, and a certificate whose holder has an account."""

import json
from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kerege.capacity.models import Certificate, CertificateStep
from kerege.journal.actions import act
from kerege.people.rules import SYSTEM
from kerege.upkeep.actions import anchoring
from kerege.upkeep.queries import keys
from tests.capacity.laid_case import lay_case, number_of
from tests.privacy import somebody


def issuing(settings, folder):
    """A node with an issuing key and an address of its own."""
    settings.DATA, settings.KEREGE_ADDRESS, settings.KEREGE_ISSUER = folder, "https://node.example.org", "Example node"
    return anchoring.have_key(by=SYSTEM, data=folder, ring=keys.ISSUING)


def holder(email="holder@example.org", key="HOLDER", name="Zhanar Quxley"):
    """An account whose person holds a certificate, and its number."""
    made = somebody.account(email=email, key=key, name=name, spellings=[("ru", "Жанар Куксли")])
    return made, number_of(lay_case(key))


def step(number, what, on=date(2026, 1, 1), until=None):
    with act("capacity.certificate.stepped", by=SYSTEM, about="x"):
        row = Certificate.objects.inside_action().get(number=number)
        kept = {"owner": row.owner, "certificate": row, "noted_by": "nobody", "reason": "A reason"}
        CertificateStep.objects.create(**kept, what=what, on=on, until=until)


def fetched(client, number, do="badge"):
    return client.post(f"/certified/me/{number}/badge/", {"do": do})


def bring(document, client=None, address="/verify/"):
    text = document if isinstance(document, bytes) else json.dumps(document, ensure_ascii=False).encode()
    return (client or Client()).post(address, {"file": SimpleUploadedFile("certificate.json", text)})
