"""A lesson with a film of a second, captions in two languages and questions of the bank, for a node that runs. Run by
`manage.py shell`.
"""

from pathlib import Path

from django.utils import timezone

from kerege.files.rules import received
from kerege.files.words import TOOLKIT
from kerege.people.rules import SYSTEM
from kerege.training import actions
from tests.training import items_made as made
from tests.training.rules.lessons import assessment, content, item, module, two
from tests.training.rules.scenarios import scenario

LESSON = "/training/lessons/films/risk/"
SAID = "WEBVTT\n\n00:00.100 --> 00:00.600\n<v Aigul>{}\n\n00:00.700 --> 00:01.200\n<v Bek>{}\n"
SUBRIP = "1\n00:00:00,100 --> 00:00:00,600\nСтойте.\n\n2\n00:00:00,700 --> 00:00:01,200\nЗакройте дверь.\n"
FILM = Path(__file__).with_name("spill.webm")


DRAFT = "/training/curricula/written/part/write/?version=1&part=risk&beside=ru"


def lay() -> None:
    actions.record_curriculum_version(by=SYSTEM, owner="KAZ", content=content(kind="modules", key="written"))
    asked = [
        {"id": name, "kind": "bank", "stem": two(f"The {name}"), "question": made.EVERY[name], "origin": "v"}
        for name in ("number", "order", "slider")
    ]
    quiz = assessment("risk-q1", "risk-o1", items=[item("own"), *asked])
    told = content(module("risk", assessments=[quiz], scenarios=[scenario()]), kind="modules", key="films")
    row = actions.record_curriculum_version(by=SYSTEM, owner="REG", content=told, label=0)
    files = {
        FILM.name: FILM.read_bytes(),
        "spill.en.vtt": SAID.format("Stop.", "Close the door.").encode(),
        "spill.ru.srt": SUBRIP.encode(),
    }
    for name, given in files.items():
        taken, named = received(name, [given], kinds=TOOLKIT), {"key": "films", "version": "1", "module": "risk"}
        row = actions.attach_file(by=SYSTEM, **named, seen=row.digest, received=taken, told={"purpose": "media"})
    actions.publish_curriculum_version(by=SYSTEM, key="films", version="1", today=timezone.localdate())
