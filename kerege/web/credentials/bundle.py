"""A folder with which anybody checks certificates of this node without a network, as one file."""

import inspect
import io
import json
import zipfile
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext

from kerege.capacity.rules import verifying
from kerege.capacity.rules.badges import issuer_told
from kerege.web.credentials.issuing import all_status_lists, issuer, site
from kerege.web.credentials.offline import verify


def bundle(certificate: dict[str, Any] | None = None) -> bytes:
    """The issuer's keys, every status list, the program, and a certificate where one is given.

    Refuses capacity.no_issuing_key.
    """
    lists = all_status_lists()
    files = {
        "README.txt": _readme(),
        "verify.py": inspect.getsource(verify),
        "checking.py": inspect.getsource(verifying),
        "issuer.json": json.dumps(issuer_told(issuer(), site().name), ensure_ascii=False, indent=1),
    }
    for number, listed in enumerate(lists.values(), start=1):
        files[f"status-{number}.json"] = json.dumps(listed, ensure_ascii=False)
    if certificate is not None:
        files["certificate.json"] = json.dumps(certificate, ensure_ascii=False, indent=1)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return out.getvalue()


def _readme() -> str:
    said = [
        gettext("Check a certificate of %(node)s without a network.") % {"node": site().name},
        "",
        "    python verify.py certificate.json",
        "    python verify.py certificate.json --at 2027-05-01",
        "",
        gettext("It needs Python 3.11 or newer and the library “cryptography”: pip install cryptography"),
        gettext(
            "What was suspended or revoked is known as on %(when)s (UTC). For what came later, fetch this folder anew, "
            "or look the number up at %(address)s"
        )
        % {"when": timezone.now().strftime("%Y-%m-%d %H:%M"), "address": f"{site().address}/verify/"},
    ]
    return "\ufeff" + "\r\n".join(said) + "\r\n"
