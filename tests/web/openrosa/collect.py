"""A client that does what ODK Collect does, step by step: it asks without a password first, then with it; fetches the
list and the forms; fills a form in as XForms are; asks how much it may send; and sends pictures in several parts.
"""

import base64
import io
from dataclasses import dataclass, field
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from lxml import etree
from PIL import Image

FORMS, JR = "{http://www.w3.org/2002/xforms}", "{http://openrosa.org/javarosa}"
LIST, SAID = "{http://openrosa.org/xforms/xformsList}", "{http://openrosa.org/http/response}"
HEADERS = {"X-OpenRosa-Version": "1.0", "User-Agent": "org.odk.collect.android/v2025.1 Dalvik/2.1"}
THE_FORM, MORE = "xml_submission_file", "*isIncomplete*"


def picture(shade: int = 90) -> bytes:
    """A photograph as small as one can be."""
    made = io.BytesIO()
    Image.new("RGB", (40, 30), (shade, 120, 60)).save(made, "JPEG")
    return made.getvalue()


def said(answer) -> str:
    """The sentence that a phone shows."""
    assert answer["X-OpenRosa-Version"] == "1.0"
    assert answer["Date"]
    return etree.fromstring(answer.content).findtext(f"{SAID}message")


@dataclass
class Listed:
    """A form of the list."""

    id: str
    name: str
    version: str
    hash: str
    description: str
    address: str


@dataclass
class Phone:
    """A phone of one account. `language` is what its owner set it to; by default it asks for none."""

    email: str
    password: str
    language: str = ""
    client: Client = field(default_factory=lambda: Client(enforce_csrf_checks=True))

    def headers(self) -> dict[str, str]:
        packed = base64.b64encode(f"{self.email}:{self.password}".encode()).decode()
        spoken = {"Accept-Language": self.language} if self.language else {}
        return {**HEADERS, **spoken, "Authorization": f"Basic {packed}"}

    def get(self, address: str, **more):
        return self.client.get(address, headers=self.headers() | more)

    def forms(self) -> list[Listed]:
        answer = self.get("/openrosa/formList")
        assert (answer.status_code, answer["Content-Type"]) == (200, "text/xml; charset=utf-8")
        names = ("formID", "name", "version", "hash", "descriptionText", "downloadUrl")
        root = etree.fromstring(answer.content)
        return [Listed(*(each.findtext(f"{LIST}{name}") for name in names)) for each in root.iter(f"{LIST}xform")]

    def blank(self, form: Listed) -> bytes:
        answer = self.get(form.address)
        assert answer.status_code == 200
        return answer.content

    def send(self, xml: bytes, files: dict[str, bytes] | None = None, more: bool = False):
        """One request: the form, some of its files, and whether others follow."""
        parts = {THE_FORM: SimpleUploadedFile("form.xml", xml, "text/xml")}
        parts |= {name: SimpleUploadedFile(name, content, "image/jpeg") for name, content in (files or {}).items()}
        given = parts | ({MORE: "yes"} if more else {})
        return self.client.post("/openrosa/submission", given, headers=self.headers())

    def sends(self, xml: bytes, files: dict[str, bytes] | None = None):
        """All of it, as Collect does: ask first, then as many files in each request as it may have."""
        told = self.client.head("/openrosa/submission", headers=self.headers())
        assert (told.status_code, told.content) == (204, b"")
        most, left, answer = int(told["X-OpenRosa-Accept-Content-Length"]), dict(files or {}), None
        while answer is None or left:
            part, size = {}, len(xml)
            for name in list(left):
                if not part or size + len(left[name]) <= most:
                    part[name] = left.pop(name)
                    size += len(part[name])
            answer = self.send(xml, part, more=bool(left))
            if answer.status_code not in {201, 202}:
                return answer
        return answer


def filled(blank: bytes, answers: dict[str, str], *, done: str = "", proofs=(), instance: str = "") -> bytes:
    """The form with these answers, by the names of its places; `proofs` are (section, question, file, says)."""
    model = etree.fromstring(blank).find(f".//{FORMS}instance")
    root = model[0]
    places = {etree.QName(node).localname: node for node in root.iter()}
    for name, value in answers.items():
        places[name].text = value
    places["instanceID"].text = instance or f"uuid:{uuid4()}"
    places["form-begun"].text = places["form-done"].text = done or "2026-11-01T09:00:00.000+06:00"
    for template in [node for node in root.iter() if node.get(f"{JR}template") is not None]:
        template.getparent().remove(template)
    for section, question, file, says in proofs:
        place = places[f"{section}-proof"]
        parent = places[section]
        if (
            len([e for e in parent if e.tag == place.tag and e.find(f"{FORMS}{section}-file").text])
            or place not in parent
        ):
            place = etree.fromstring(etree.tostring(place))
            parent.append(place)
        for name, value in (("of", question), ("file", file), ("says", says)):
            place.find(f"{FORMS}{section}-{name}").text = value
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")
