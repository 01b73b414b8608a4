"""The pages of the question bank: write, try, review, release, change, retire, and bring in from a file."""

import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kerege.config.cli import bank as command
from kerege.config.cli import parser
from kerege.people.queries import account
from kerege.people.rules import SYSTEM
from kerege.training.actions import bank
from kerege.training.models import BankVersion
from kerege.training.queries.scope import COUNTING
from kerege.training.rules.items import read, shown
from kerege.training.rules.items.formats.packages import opened
from kerege.training.rules.items.formats.taking import Wishes
from tests import ground
from tests.capacity.given import somebody
from tests.training import items_made as made
from tests.web.questions.answering import form

LIST, ONE = "/training/bank/", "/training/bank/basics/"
GIFT = b"::One::Where? {=Box ~Bag}\n\nOnly words.\n"


@pytest.fixture(autouse=True)
def _here(db, settings, tmp_path):
    default = {**settings.STORAGES["default"]}
    settings.STORAGES = {**settings.STORAGES, "default": default | {"OPTIONS": {"location": str(tmp_path / "files")}}}
    ground.lay()
    for name, role, owner in (
        ("manager", "training_centre_manager", "KGZ"),
        ("focal", "focal_point", "KGZ"),
        ("learner", "learner", "KGZ"),
        ("other", "training_centre_manager", "KAZ"),
    ):
        somebody(name, role, owner)
    bank.keep_collection(by=SYSTEM, owner="KGZ", key="basics", title="Basics")


def client(name):
    found = Client()
    found.force_login(account(f"{name}@example.org"))
    return found


def text(answer, status=200):
    assert answer.status_code == status, answer.content[:300]
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())))


WRITTEN = {
    "title-en": "Sharps",
    "title-ru": "Острые предметы",
    "text-en": "Where do sharps go?",
    "text-ru": "Куда класть острые предметы?",
    "points": "2",
    "topics": "waste, sharps",
    "bloom": "remember",
    "difficulty": "0,8",
    "licence": "CC BY 4.0",
    "shuffle": "on",
    "row1": "1",
    "row1-text-en": "Into the container",
    "row1-text-ru": "В контейнер",
    "row1-why-en": "Yes.",
    "row1-right": "on",
    "row2": "1",
    "row2-text-en": "Into the bag",
    "row2-text-ru": "В пакет",
}


def write(who="manager", kind="choice", **changes):
    return client(who).post(f"{ONE}new/?kind={kind}", WRITTEN | changes)


def made_by(**changes):
    answer = write(**changes)
    assert answer.status_code == 302, text(answer, answer.status_code)
    return answer["Location"]


def drafted(body):
    row = bank.draft_item(by=SYSTEM, collection="basics", body=body)
    return f"/training/bank/items/{row.entry.uid}/"


def test_a_collection_is_made_and_listed():
    told = {"owner": "KGZ", "title": "More", "key": "more", "label": "2"}
    assert client("manager").post(LIST, told)["Location"] == "/training/bank/more/"
    assert "More" in text(client("manager").get(LIST))
    wrong = client("manager").post(LIST, told | {"title": "Else"})
    assert "already stands for other content" in text(wrong, 422)


@pytest.mark.parametrize("who", ["learner", "other"])
def test_nobody_else_sees_a_bank(who):
    page = made_by()
    assert client(who).get(ONE).status_code == 404
    assert client(who).get(page).status_code == 404
    assert client(who).get(f"{ONE}import/").status_code == 404
    assert client(who).get(f"{ONE}new/").status_code == 404
    assert "Basics" not in client(who).get(LIST).content.decode()
    assert Client().get(page).status_code == 302


def test_a_question_is_written_reviewed_released_changed_and_retired():
    page = made_by()
    shown = text(client("manager").get(page))
    assert "You wrote in this version" in shown
    assert "It is reviewed" not in shown
    assert client("manager").post(page, {"do": "review"}).status_code == 403
    other = client("focal")
    assert "It is reviewed" in text(other.get(page))
    assert "Reviewed. The question can be released now." in text(other.post(page, {"do": "review"}, follow=True))
    assert "Released. From now on" in text(other.post(page, {"do": "release"}, follow=True))
    edit = client("manager").get(f"{page}edit/").content.decode()
    seen = re.search(r'name="seen" value="([0-9a-f]{64})"', edit)[1]
    ids = dict(re.findall(r'name="(row\d-id)" value="([^"]+)"', edit))
    changed = WRITTEN | ids | {"seen": seen, "row2-text-en": "Into any bag"}
    after = text(client("manager").post(f"{page}edit/", changed, follow=True))
    assert "Version 2" in after
    assert "Into any bag" in after
    assert "What differs from version 1" in after
    assert "Into the bag" in text(client("manager").get(f"{page}?version=1"))
    assert text(client("manager").post(f"{page}?version=1", {"do": "retire", "reason": " "}), 422)
    done = client("manager").post(f"{page}?version=1", {"do": "retire", "reason": "Old."}, follow=True)
    assert "The question is retired." in text(done)


def test_what_is_wrong_is_told_and_what_was_typed_stays():
    answer = write(**{"text-en": "Right\u202eleft"})
    assert "turns the direction of reading" in text(answer, 422)
    assert 'href="#text-en"' in answer.content.decode()
    assert "Into the container" in answer.content.decode()
    none = dict(WRITTEN)
    del none["row1-right"]
    assert "no answer is marked as right" in text(client("manager").post(f"{ONE}new/", none), 422)
    assert "is no difficulty" in text(write(difficulty="many"), 422)


def test_two_who_change_one_question_do_not_undo_each_other():
    page = made_by()
    seen = re.search(r'name="seen" value="([0-9a-f]{64})"', client("manager").get(f"{page}edit/").content.decode())[1]
    assert client("focal").post(f"{page}edit/", WRITTEN | {"seen": seen, "points": "3"}).status_code == 302
    late = client("manager").post(f"{page}edit/", WRITTEN | {"seen": seen, "points": "4"})
    assert "Somebody changed this question meanwhile" in text(late, 422)


ROWS = {
    "text": {"row1-value": "gloves", "row2-value": "glove*", "row2-share": "0,5"},
    "number": {"row1-value": "30", "row1-tolerance": "5", "row2-value": ""},
    "match": {"row1-second-en": "Hands", "row1-second-ru": "Руки", "row2-second-en": "Eyes", "row2-second-ru": "Глаза"},
    "order": {},
    "extended": {"guide-en": "Names the officer."},
}


@pytest.mark.parametrize("kind", ROWS)
def test_every_common_kind_is_written_and_read_again_as_the_same(kind):
    page = made_by(kind=kind, **ROWS[kind])
    edit = client("manager").get(f"{page}edit/").content.decode()
    fields = dict(re.findall(r'name="([\w-]+)" value="([^"]*)"', edit))
    texts = {name: unescape(said) for name, said in re.findall(r'<textarea[^>]*name="([\w-]+)"[^>]*>([^<]*)<', edit)}
    same = {name: unescape(said) for name, said in fields.items()} | texts | {"bloom": "remember"}
    same.pop("csrfmiddlewaretoken", None)
    client("manager").post(f"{page}edit/", same)
    assert "Version 2" not in text(client("manager").get(page))
    assert fields["seen"] in client("manager").get(f"{page}edit/").content.decode()  # the same item, by its digest


def test_every_kind_is_tried_without_a_script_and_nothing_is_kept():
    for name in ("one", "match", "order", "hotspot", "point", "slider"):
        page = drafted(made.EVERY[name])
        version = BankVersion.objects.seen_by(COUNTING).filter(entry__uid=page.split("/")[-2]).one()
        fields = form(shown(read(made.EVERY[name]), "en", str(version.uid)), "trial", {"r": made.RIGHT[name]})
        of = 2 if name == "point" else 1
        right = client("manager").post(page, fields | {"do": "try"})
        assert f"{of} of {of} points." in text(right), name
        assert f"0 of {of} points." in text(client("manager").post(page, {"do": "try"}))


def test_a_text_that_is_no_number_is_told_at_its_field():
    page = drafted(made.EVERY["number"])
    answer = client("manager").post(page, {"do": "try", "trial-1": "many"})
    assert "“many” is no number" in text(answer, 422)
    assert 'value="many"' in answer.content.decode()


def test_the_author_is_told_whom_a_question_leaves_out():
    assert "A point of a picture cannot be shown" in text(client("manager").get(drafted(made.EVERY["point"])))
    assert "cannot" not in text(client("manager").get(drafted(made.EVERY["hotspot"]))).split("As learners meet it")[0]


def test_the_list_is_filtered_and_a_filter_that_is_none_is_refused():
    made_by()
    drafted(made.EVERY["number"])
    assert "Sharps" in text(client("manager").get(f"{ONE}?kind=choice"))
    assert "Sharps" not in text(client("manager").get(f"{ONE}?kind=number"))
    assert "No question is so" in text(client("manager").get(f"{ONE}?state=retired"))
    assert client("manager").get(f"{ONE}?state=other").status_code == 422


def test_the_list_calls_a_question_in_the_language_of_the_reader_and_else_says_which_one_it_is():
    made_by()
    drafted(made.EVERY["inline"])
    drafted(
        made.item(made.ONE, text={"ru": "Куда?"}, source="ru", languages=["ru", "en"]) | {"interactions": [RUSSIAN]}
    )
    russian = client("manager").get(ONE, headers={"accept-language": "ru"}).content.decode()
    assert 'dir="auto">Острые предметы</a>' in russian
    assert 'dir="auto">Здесь ….</a>' in russian
    english = client("manager").get(ONE).content.decode()
    assert 'dir="auto">Sharps</a>' in english
    assert 'lang="ru" dir="auto">Куда?</a>' in english
    kazakh = client("manager").get(ONE, headers={"accept-language": "kk"}).content.decode()
    assert 'lang="en" dir="auto">Sharps</a>' in kazakh


def test_a_question_leaves_as_qti_in_each_language_and_says_what_is_lost():
    page = made_by()
    shown = text(client("manager").get(page))
    assert "QTI 3.0" in shown
    assert "lost in the file: what is said of single answers" in shown
    answer = client("manager").get(f"{page}qti/?lang=ru")
    (one,) = opened(answer.content, Wishes("en")).taken
    assert one.body["text"] == {"ru": "Куда класть острые предметы?"}
    assert answer["Content-Disposition"].endswith('.ru.xml"')
    assert client("other").get(f"{page}qti/").status_code == 404
    assert client("manager").get(f"{drafted(made.EVERY['gaps'])}qti/").status_code == 422


def test_a_filtered_list_leaves_as_a_file_that_names_what_it_cannot_say_and_only_its_keepers_get_it():
    page = made_by()
    drafted(made.EVERY["slider"])
    shown = text(client("manager").get(f"{ONE}export/?format=gift"))
    assert "Download 1 question" in shown
    assert "training.bank_cannot_say" in shown
    assert "training.bank_part_lost" in shown  # two points, and GIFT has one
    whole = client("manager").get(f"{ONE}export/file/?format=moodle&lang=ru&kind=choice")
    assert whole["Content-Disposition"].endswith('"basics.ru.xml"')
    (one,) = opened(whole.content, Wishes("ru")).taken
    assert (one.body["text"], one.topics) == ({"ru": "Куда класть острые предметы?"}, ("sharps", "waste"))
    assert len(opened(client("manager").get(f"{ONE}export/file/?format=qti3").content, Wishes()).taken) == 2
    single = client("manager").get(f"{page}export/?format=gift")
    assert b"Into the container" in single.content
    assert client("manager").get(f"{ONE}export/file/?kind=slider").status_code == 422
    assert "GIFT: The file does not say these parts of the question: points" in text(client("manager").get(page))
    for address in (f"{page}qti/", f"{page}export/", f"{ONE}export/file/"):
        assert "Nothing of this is written in “xx”" in text(client("manager").get(f"{address}?lang=xx"), 422), address
    for name in ("learner", "other"):
        for address in (f"{ONE}export/", f"{ONE}export/file/?format=gift", f"{page}export/?format=gift"):
            answer = client(name).get(address)
            assert answer.status_code == 404
            assert b"Into the container" not in answer.content


RUSSIAN = {"id": "r", "kind": "text", "accepted": [{"value": "В контейнер"}]}


def bring(do, content=GIFT, **changes):
    told = {"file": SimpleUploadedFile("q.gift", content), "language": "en", "licence": "CC BY 4.0", "do": do}
    return client("manager").post(f"{ONE}import/", told | changes)


def test_a_file_is_looked_at_first_and_then_taken():
    looked = text(bring("look"))
    assert "1 question would be taken" in looked
    assert "training.bank_not_a_question" in looked
    assert "No question yet" in text(client("manager").get(ONE))
    taken = text(bring("take"))
    assert "1 question is new." in taken
    assert "1 question was taken" in taken
    assert "One" in text(client("manager").get(ONE))
    assert "as they were: 1" in text(bring("take"))


def test_a_file_that_is_none_is_refused_at_the_file():
    assert "DOCTYPE" in text(bring("look", b"<!DOCTYPE quiz><quiz/>"), 422)
    assert "not text in UTF-8" in text(bring("take", "Что? {=да}".encode("cp1251")), 422)


def run(*args):
    return command.run(parser.command_line().parse_args(["bank", *args]))


def test_the_command_line(tmp_path, capsys):
    file = tmp_path / "q.gift"
    file.write_bytes(GIFT)
    assert run("check", str(file)) == 0
    told = capsys.readouterr().out
    assert "GIFT: 1 would be taken, 1 not" in told
    assert re.search(r"\n  3: [^:]+: training\.bank_[a-z_]+ [A-Z].+\.\n", told), "place, title, code and what to do"
    assert run("import", str(file), "--collection", "basics", "--as-node") == 0
    assert "1 new, 0 changed, 0 as they were, 1 not taken" in capsys.readouterr().out
    out = tmp_path / "out.gift"
    send = ("export", "--collection", "basics", "--format", "gift", "--out", str(out))
    assert run(*send, "--as-node") == 0
    assert "1 of 1 questions" in capsys.readouterr().out
    assert b"::One::" in out.read_bytes()
    assert run(*send, "--as", "other@example.org") == 1
    assert run("check", str(tmp_path / "none.gift")) == 1
    file.write_bytes(b"Only words.")
    assert run("check", str(file)) == 1
    assert "training.bank_not_a_bank" in capsys.readouterr().err
