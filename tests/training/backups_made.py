"""Course backups of Moodle, made here: the rows of Moodle's tables as XML, and files under their digests."""

import gzip
import io
import tarfile
from hashlib import sha256

ABOUT = """<moodle_backup><information><contents><activities>{}</activities></contents></information></moodle_backup>"""
ACTIVITY = "<activity><modulename>{0}</modulename><title>{1}</title><directory>activities/{0}_1</directory></activity>"
QUESTION = """<question id="{id}"><parent>{parent}</parent><name>{kind}</name>
<questiontext>{text}</questiontext><questiontextformat>{form}</questiontextformat><generalfeedback>$@NULL@$</generalfeedback>
<defaultmark>2.0000000</defaultmark><penalty>0.0000000</penalty><qtype>{kind}</qtype><hidden>{hidden}</hidden>
<plugin_qtype_{kind}_question>{own}</plugin_qtype_{kind}_question></question>"""
ANSWER = """<answer id="{0}"><answertext>{1}</answertext><answerformat>1</answerformat><fraction>{2}</fraction>
<feedback>{3}</feedback><feedbackformat>1</feedbackformat></answer>"""
PICTURE = "&lt;p&gt;See&lt;/p&gt;&lt;img src=&quot;@@PLUGINFILE@@/a%20b.png&quot; alt=&quot;x&quot;&gt;"


def answers(*rows):
    return f"<answers>{''.join(ANSWER.format(*(*row, '')[:4]) for row in rows)}</answers>"


def question(number, kind, own="", text="Ask", parent=0, form=1, hidden=0):
    return QUESTION.format(id=number, kind=kind, own=own, text=text, parent=parent, form=form, hidden=hidden)


GAP = "{1:SHORTANSWER:=soap}"
EVERY = (
    question(
        1,
        "multichoice",
        answers((1, "A", "1.0"), (2, "B", "0.0", "No")) + "<multichoice><single>1</single></multichoice>",
    ),
    question(
        2,
        "truefalse",
        answers((3, "Верно", "0.0"), (4, "Неверно", "1.0"))
        + "<truefalse><trueanswer>3</trueanswer><falseanswer>4</falseanswer></truefalse>",
    ),
    question(
        3,
        "shortanswer",
        answers((5, "soap", "1.0"), (6, "so*", "0.5")) + "<shortanswer><usecase>1</usecase></shortanswer>",
    ),
    question(
        4,
        "numerical",
        answers((7, "20", "1.0"))
        + "<numerical_records><numerical_record><answer>7</answer><tolerance>0.5</tolerance></numerical_record>"
        "</numerical_records>",
    ),
    question(
        5,
        "match",
        "<matches><match id='1'><questiontext>Hands</questiontext><questiontextformat>1</questiontextformat>"
        "<answertext>Gloves</answertext></match><match id='2'><questiontext>Eyes</questiontext>"
        "<questiontextformat>1</questiontextformat><answertext>Goggles</answertext></match></matches>",
    ),
    question(6, "essay", "<essay><responsefieldlines>10</responsefieldlines></essay>"),
    question(7, "multianswer", "<multianswer><sequence>8</sequence></multianswer>", "Wash with {#1}."),
    question(8, "shortanswer", answers((8, "soap", "1.0")), GAP, 7),
    question(
        9,
        "ddwtos",
        answers((9, "one", "0.0", 'O:8:"stdClass":1:{s:9:"draggroup";s:1:"1";}'), (10, "two", "0.0", "")),
        "Put [[1]].",
    ),
    question(10, "gapselect", answers((11, "one", "0.0", "1"), (12, "two", "0.0", "1")), "Put [[2]]."),
    question(11, "calculated", answers((13, "{A}", "1.0"))),
    question(12, "random"),
    question(13, "essay", text=PICTURE),
    question(14, "essay", hidden=1),
)


def old(*questions):
    """Questions as Moodle before 4.0 kept them."""
    rows = "".join(questions)
    top = '<question_category id="1"><name>top</name><parent>0</parent></question_category>'
    return (
        f'<question_categories>{top}<question_category id="2"><name>Spills</name><parent>1</parent>'
        f"<questions>{rows}</questions></question_category></question_categories>"
    )


def new(*versions):
    """One question as Moodle from 4.0 on keeps it: (version, status, question)."""
    rows = "".join(
        f"<question_versions><version>{n}</version><status>{status}</status><questions>{told}</questions></question_versions>"
        for n, status, told in versions
    )
    return (
        '<question_categories><question_category id="2"><name>Spills</name><parent>0</parent><question_bank_entries>'
        f"<question_bank_entry><idnumber>SP-1</idnumber><question_version>{rows}</question_version>"
        "</question_bank_entry></question_bank_entries></question_category></question_categories>"
    )


def backup(questions="<question_categories/>", files=(), activities=(), more=None):
    """A packed backup. `files` are (component, area, row, name, content), `activities` (kind, title)."""
    told = "".join(
        f"<file><contenthash>{sha256(raw).hexdigest()}</contenthash><component>{what}</component><filearea>{area}</filearea>"
        f"<itemid>{row}</itemid><filepath>/</filepath><filename>{name}</filename></file>"
        for what, area, row, name, raw in files
    )
    members = {
        "moodle_backup.xml": ABOUT.format("".join(ACTIVITY.format(*each) for each in activities)).encode(),
        "questions.xml": questions.encode(),
        "files.xml": f"<files>{told}</files>".encode(),
        "users.xml": b"<!DOCTYPE never><users>never read</users>",
    }
    members |= {f"files/{(h := sha256(raw).hexdigest())[:2]}/{h}": raw for *_, raw in files} | (more or {})
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for name, raw in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(raw)
            archive.addfile(info, io.BytesIO(raw))
    return gzip.compress(out.getvalue(), mtime=0)
