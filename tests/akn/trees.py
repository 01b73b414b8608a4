"""Laws made at random, and drafts made of them as people do: parts put in, taken out, moved, renumbered, reworded."""

from hypothesis import strategies as st

from kerege.law.rules.akn.nodes import Node, fragment, text_of

WORDS = ["water", "stone", "market day", "& <more>", "a", "a", "вода", "is free", "within 30 days", "«слово»", " "]
KINDS = ("chapter", "article", "paragraph", "point")
SHORT = {"chapter": "chp", "article": "art", "paragraph": "para", "point": "point"}


@st.composite
def laws(draw) -> list:
    """A law as lists: (kind, heading, words, what is below it)."""
    return [draw(_part(depth=draw(st.integers(0, 2)))) for _ in range(draw(st.integers(1, 4)))]


@st.composite
def _part(draw, depth: int) -> tuple:
    below = [draw(_part(depth=depth + 1)) for _ in range(draw(st.integers(0, 3)))] if depth < len(KINDS) - 1 else []
    return KINDS[depth], draw(st.sampled_from(["", "Duties", "Fines", "Общее"])), draw(_words()), below


@st.composite
def _words(draw) -> str:
    words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12))
    marked = ["<i>" + _plain(word) + "</i>" if draw(st.integers(0, 9)) == 0 else _plain(word) for word in words]
    return " ".join(marked)


def _plain(word: str) -> str:
    return word.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@st.composite
def drafts(draw, law: list) -> list:
    """The law after some changes; those below are changed too."""
    found = [draw(_changed(part)) for part in law]
    for _ in range(draw(st.integers(0, 2))):
        what = draw(st.sampled_from(["insert", "delete", "move"]))
        place = draw(st.integers(0, len(found) - 1)) if found else 0
        if what == "insert" or not found:
            depth = KINDS.index(law[0][0]) if law else len(KINDS) - 1
            found.insert(place, draw(_part(depth=depth)))
        elif what == "delete" and len(found) > 1:
            del found[place]
        else:
            found.insert(draw(st.integers(0, len(found) - 1)), found.pop(place))
    return found


@st.composite
def _changed(draw, part: tuple) -> tuple:
    kind, heading, words, below = part
    if draw(st.integers(0, 3)) == 0:
        words = draw(st.one_of(_words(), st.just(words.replace("30", "20")), st.just(words + " more")))
    if draw(st.integers(0, 5)) == 0:
        heading = draw(st.sampled_from(["", "Duties", "Penalties"]))
    return kind, heading, words, draw(drafts(below)) if below else below


def as_node(law: list) -> Node:
    """The law as a text, numbered in its order."""
    return text_of(
        fragment("<body>" + "".join(_written(part, n, "") for n, part in enumerate(law, start=1)) + "</body>")
    )


def _written(part: tuple, number: int, above: str) -> str:
    kind, heading, words, below = part
    eid = (
        f"{above}__" if above and kind not in {"article", "chapter"} else above and f"{above}__"
    ) + f"{SHORT[kind]}_{number}"
    head = f"<num>{kind.title()} {number}.</num>" + (f"<heading>{heading}</heading>" if heading else "")
    inside = "".join(_written(each, place, eid) for place, each in enumerate(below, start=1))
    content = f'<content eId="{eid}__content"><p>{words}</p></content>'
    own = f"<intro><p>{words}</p></intro>{inside}" if below else content
    return f'<{kind} eId="{eid}">{head}{own}</{kind}>'
