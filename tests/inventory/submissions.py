"""Submissions of the form of a facility as ODK Collect sends them."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

ANSWERS = {
    "names": {"name_en": "Talas field laboratory", "name_ru": "Таласская полевая лаборатория"},
    "what": {"kind": "district_laboratory", "sectors": "human animal", "languages": "ky ru uz-Cyrl"},
    "where": {"place": "Талас", "position": "42.5228 72.2427 1280.0 4.5", "address": "улица Мира, 4"},
    "contact": {"contact_phone": "+996 312 55 00 11"},
    "staff": {"staff_technician": "3"},
    "verified": {"verified_on": "2026-03-05", "verified_by": "Regional team"},
}


def number(n: int) -> str:
    return f"uuid:6f1d2c9e-0000-4000-8000-{n:012}"


def submission(n: int = 1, *, version: str = "1", form: str = "kerege_facility", **changes: dict[str, str]) -> str:
    """One submission; `changes` are answers by group."""
    groups = {group: answers | changes.get(group, {}) for group, answers in ANSWERS.items()}
    told = "".join(
        f"<{group}>{''.join(f'<{name}>{text}</{name}>' for name, text in answers.items())}</{group}>"
        for group, answers in groups.items()
    )
    return (
        f'<?xml version="1.0"?><data xmlns:orx="http://openrosa.org/xforms" id="{form}" version="{version}">{told}'
        f"<orx:meta><orx:instanceID>{number(n)}</orx:instanceID></orx:meta></data>"
    )


def packed(*texts: str | bytes, **more: bytes) -> bytes:
    """An archive of submissions, each in a folder of its own, and further files (`a__b` for a/b)."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for n, text in enumerate(texts):
            archive.writestr(f"uuid{n}/submission.xml", text)
        for name, content in more.items():
            archive.writestr(name.replace("__", "/"), content)
    return out.getvalue()
