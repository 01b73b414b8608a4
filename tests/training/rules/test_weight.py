"""What a package weighs, and which files its first page names."""

import pytest

from kerege.training.rules.elearning.weight import first_exercise, first_page, left_out, medium_of, packs
from kerege.training.words.elearning import Medium

pytestmark = pytest.mark.nodb
PAGE = b"""<link rel=stylesheet href="css/a.css">
<link rel=help href=help.html><script src="js/a.js?v=1"></script>
<img src="p%20one.png"><img src="https://elsewhere.example/x.png"><img src="data:image/png;base64,AA">
<a href="two.html">
<video src="film.mp4"></video><iframe src="in/frame.htm"></iframe><img src="//[bad"><img src="../../outside.png">"""
FILES = {
    "sco/one.html": PAGE,
    "sco/css/a.css": b'@import "b.css"; p { background: url( "../img/p.png" ) } q { background: url(gone.png) }',
    "sco/css/b.css": b"b { color: red }",
    "sco/in/frame.htm": b'<img src="../img/q.png"><iframe src="../one.html"></iframe>',
    "sco/help.html": b"<img src=img/help.png>",
    **dict.fromkeys(
        ("sco/js/a.js", "sco/p one.png", "sco/img/p.png", "sco/img/q.png", "sco/film.mp4", "two.html"), b""
    ),
}


def test_a_first_page_is_what_it_names_and_what_its_styles_and_frames_name():
    found = first_page("sco/one.html", FILES, FILES.__getitem__)
    named = ("one.html", "css/a.css", "css/b.css", "js/a.js", "p one.png", "img/p.png", "in/frame.htm", "img/q.png")
    assert found == {f"sco/{each}" for each in named}
    assert first_page("https://elsewhere.example/au", FILES, FILES.__getitem__) == set()


def test_an_exercise_is_its_content_and_what_its_libraries_load_at_once():
    told = b'{"preloadedJs": [{"path": "t.js"}], "preloadedCss": [{"path": "t.css"}], "other": [{"path": "x.js"}]}'
    files = {"h5p.json": b"", "content/content.json": b"", "T-1.6/library.json": told}
    files |= dict.fromkeys(("T-1.6/t.js", "T-1.6/t.css", "T-1.6/x.js", "U-1.0/u.js", "content/images/a.png"), b"")
    found = first_exercise(["T 1.6"], files, files.__getitem__)
    assert found == {"h5p.json", "content/content.json", "T-1.6/library.json", "T-1.6/t.js", "T-1.6/t.css"}
    with pytest.raises(KeyError):
        first_exercise(["U 1.0"], files, files.__getitem__)


@pytest.mark.parametrize(
    ("media_type", "medium", "packed", "left"),
    [
        ("text/html", Medium.TEXT, True, False),
        ("application/pdf", Medium.TEXT, False, False),
        ("text/javascript", Medium.SCRIPT, True, False),
        ("image/svg+xml", Medium.PICTURE, True, False),
        ("image/png", Medium.PICTURE, False, False),
        ("audio/ogg", Medium.SOUND, False, True),
        ("video/mp4", Medium.FILM, False, True),
        ("application/octet-stream", Medium.OTHER, False, False),
    ],
)
def test_files_are_told_apart_by_their_type(media_type, medium, packed, left):
    told = (medium_of(media_type), packs(media_type, 9_000), left_out(media_type))
    assert told == (medium, packed, left)
    assert (packs(media_type, 500), packs(media_type, 2_000_000)) == (False, False)
