"""Items for tests: one of every kind, written here, at the level of awareness."""

from typing import Any

FORMAT = "kerege.item.1"
SHA = "a" * 64
Data = dict[str, Any]


def both(en: str, ru: str = "") -> dict[str, str]:
    return {"en": en} | ({"ru": ru} if ru else {})


def item(*interactions: Data, text: Any = None, **more: Any) -> Data:
    """An item in English and Russian."""
    told = {"format": FORMAT, "source": "en", "languages": ["en", "ru"], "interactions": list(interactions), **more}
    return told | {"text": text if text is not None else both("What is right?", "Что верно?")}


def choices(*names: str, **more: Any) -> list[Data]:
    return [{"id": name, "text": both(f"Answer {name}", f"Ответ {name}")} | more for name in names]


PICTURE = {"room": {"sha256": SHA, "type": "image/png", "width": 400, "height": 300, "alt": both("A room", "Комната")}}
AREAS = [
    {"id": "door", "text": both("The door", "Дверь"), "outline": "rect", "at": [0, 0, 100, 100]},
    {"id": "tap", "text": both("The tap", "Кран"), "outline": "circle", "at": [200, 200, 50]},
    {"id": "bin", "text": both("The bin", "Бак"), "outline": "poly", "at": [300, 0, 400, 0, 350, 100]},
]
ONE: Data = {"id": "r", "kind": "choice", "choices": choices("a", "b", "c"), "right": ["b"]}
SEVERAL: Data = {"id": "r", "kind": "choice", "choices": choices("a", "b", "c", "d"), "right": ["a", "c"], "most": 0}
INLINE: Data = {"id": "r", "kind": "inline_choice", "choices": choices("a", "b"), "right": ["a"]}
MATCH: Data = {
    "id": "r",
    "kind": "match",
    "choices": choices("gloves", "goggles"),
    "targets": choices("hands", "eyes"),
    "right": [["gloves", "hands"], ["goggles", "eyes"]],
}
ORDER: Data = {"id": "r", "kind": "order", "choices": choices("a", "b", "c"), "right": ["c", "a", "b"]}
ASSOCIATE: Data = {
    "id": "r",
    "kind": "associate",
    "choices": choices("a", "b", "c", "d"),
    "right": [["b", "a"], ["c", "d"]],
}
TEXT: Data = {
    "id": "r",
    "kind": "text",
    "accepted": [{"value": "gloves"}, {"value": "glov*", "wild": True, "share": 0.5}],
}
NUMBER: Data = {
    "id": "r",
    "kind": "number",
    "numbers": [{"value": 20, "tolerance": 1}, {"value": 20, "tolerance": 5, "share": 0.5}],
}
EXTENDED: Data = {
    "id": "r",
    "kind": "extended",
    "points": 4,
    "guide": both("Names the officer.", "Называет ответственного."),
}
HOTSPOT: Data = {"id": "r", "kind": "hotspot", "image": "room", "areas": AREAS, "right": ["tap"]}
POINT: Data = {
    "id": "r",
    "kind": "point",
    "image": "room",
    "areas": AREAS,
    "table": {"points": [["tap", 2], ["bin", -1]]},
}
GAPS: Data = {
    "id": "r",
    "kind": "gap_match",
    "text": both("First [[one]], then [[two]].", "Сначала [[one]], потом [[two]]."),
    "choices": choices("warn", "clean", "leave"),
    "targets": [{"id": "one"}, {"id": "two"}],
    "right": [["warn", "one"], ["clean", "two"]],
}
SLIDER: Data = {
    "id": "r",
    "kind": "slider",
    "low": 0,
    "high": 60,
    "step": 5,
    "numbers": [{"value": 30, "tolerance": 5}],
}
PICTURED = {"images": PICTURE}

EVERY: dict[str, Data] = {
    "one": item(ONE),
    "several": item(SEVERAL),
    "inline": item(INLINE, text=both("It is [[r]] here.", "Здесь [[r]].")),
    "match": item(MATCH),
    "order": item(ORDER),
    "associate": item(ASSOCIATE),
    "text": item(TEXT),
    "number": item(NUMBER),
    "extended": item(EXTENDED),
    "hotspot": item(HOTSPOT, **PICTURED),
    "point": item(POINT, **PICTURED),
    "gaps": item(GAPS),
    "slider": item(SLIDER),
}
RIGHT: dict[str, Any] = {
    "one": ["b"],
    "several": ["a", "c"],
    "inline": ["a"],
    "match": [["goggles", "eyes"], ["gloves", "hands"]],
    "order": ["c", "a", "b"],
    "associate": [["a", "b"], ["d", "c"]],
    "text": "Gloves",
    "number": "20,5",
    "hotspot": ["tap"],
    "point": [[210, 190]],
    "gaps": [["warn", "one"], ["clean", "two"]],
    "slider": 35,
}
WRONG: dict[str, Any] = {
    "one": ["a"],
    "several": ["a"],
    "inline": ["b"],
    "match": [["gloves", "eyes"], ["goggles", "hands"]],
    "order": ["a", "b", "c"],
    "associate": [["a", "c"], ["b", "d"]],
    "text": "boots",
    "number": 26,
    "hotspot": ["door"],
    "point": [[350, 20]],
    "gaps": [["clean", "one"], ["warn", "two"]],
    "slider": 40,
}
