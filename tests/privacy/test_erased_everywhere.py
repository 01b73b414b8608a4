"""Somebody who has used everything is erased, and the whole database is searched for them.

`tests/house/test_personal.py` demands that each column that can name somebody says what an erasure does to it. Here
each of them is filled first, so that none is found empty because nobody ever wrote into it.
"""

from datetime import date, timedelta
from importlib import import_module

import pytest
from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialToken
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.core.cache import caches
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from kerege.capacity import actions as capacity
from kerege.capacity import queries as assessed
from kerege.files.rules import received
from kerege.inventory import actions as inventory
from kerege.jobs import actions as jobs
from kerege.journal import actions as journal_actions
from kerege.journal import queries as journal
from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import ANY_ROLE, Sensitivity
from kerege.people import actions as people
from kerege.people import words as people_words
from kerege.people.models import Account, LostFactor, Person, SeatHandover, SeatTerm, Task, Tombstone
from kerege.people.queries import actor_names, pseudonyms
from kerege.people.rules import SYSTEM, tombstone
from kerege.privacy import actions
from kerege.privacy.queries import about_myself
from kerege.privacy.words import CERTIFIED_REGISTER
from kerege.records.owned import OwnedModel
from kerege.records.personal import PERSON, Trace, traces
from kerege.records.viewers import Viewer
from kerege.sharing import actions as sharing
from kerege.sharing.actions.shares import Terms
from kerege.sharing.models import Share
from kerege.training import actions as training
from kerege.training.models import Course
from tests import dump, ground
from tests.capacity import skilled
from tests.capacity.given import content
from tests.capacity.laid_case import lay_case
from tests.capacity.laid_quality import lay_quality
from tests.privacy import somebody
from tests.privacy.somebody import AT, ON
from tests.privacy.used_in_aid import lay_aid
from tests.privacy.used_in_alerts import lay_alerts
from tests.privacy.used_in_badges import lay_badges
from tests.privacy.used_in_clocks import lay_clocks
from tests.privacy.used_in_conduct import lay_conduct
from tests.privacy.used_in_country_reports import lay_country_reports
from tests.privacy.used_in_exercises import lay_exercises
from tests.privacy.used_in_gatherings import lay_gatherings
from tests.privacy.used_in_health_events import lay_health_events
from tests.privacy.used_in_incidents import lay_incidents
from tests.privacy.used_in_law import lay_law
from tests.privacy.used_in_training import lay_courses

BEGAN = date(2020, 1, 1)
PEOPLE, SHARING = ("people", "0009_pseudonyms_in_tasks"), ("sharing", "0006_shares_of_erased")
WORDS = ("Quxley", "Кусли", "zhanar.quxley", "EXPERT-Q", "Pathology of owls")
BEFORE, LASTING = ON - timedelta(days=9), ON + timedelta(days=90)


@pytest.fixture
def lived(db):
    """Her account, after a life on this node in which she and a colleague did everything to each other."""
    somebody.laid()
    for key in ("KAZ", "UZB"):
        sharing.record_node(by=SYSTEM, key=key, territory=key)
    her = somebody.account(
        "zhanar.quxley@example.org",
        "EXPERT-Q",
        role="focal_point",
        spellings=[("ru", "Жанар Кусли")],
        organisation_key=ground.centre(),
    )
    other = somebody.account("other@example.org", "OTHER", "Somebody Else", role="focal_point")
    _sit(her)
    _share(her, other)
    _enter(her, other)
    _agree(her, other)
    _assess(her, other)
    _certify(her, other)
    _work(her, other)
    lay_courses(her, other)
    lay_incidents(her, other, on=ON)
    lay_aid(her, other, on=ON)
    lay_country_reports(her, other, on=ON)
    lay_law(her, other, on=ON)
    lay_conduct(her, other, on=ON)
    lay_alerts(her, other)
    lay_gatherings(her, other)
    lay_exercises(her, other)
    lay_health_events(her, other)
    lay_clocks(her, other)
    _be_told(her)
    people.add_device(by=somebody.by(her), account=her, name="The phone of Zhanar Quxley", strong=True)
    return Account.objects.get(id=her.id)


def _sit(her):
    """A seat that she held and handed over, one on which she was deputy, and tasks that she set and closed."""
    for key in ("S", "T"):
        people.create_seat(
            by=SYSTEM, owner="KAZ", key=key, kind="expert_team", title="T", mandate="Order", mandate_on=BEGAN
        )
    people.appoint(by=SYSTEM, seat="S", person="EXPERT-Q", capacity="holder", start=BEGAN)
    people.appoint(by=SYSTEM, seat="T", person="OTHER", capacity="holder", start=BEGAN)
    people.appoint(by=SYSTEM, seat="T", person="EXPERT-Q", capacity="deputy", start=BEGAN)
    with checking():
        deputy = str(SeatTerm.objects.inside_action().get(capacity="deputy").uid)
        uid = str(Person.objects.inside_action().get(key="EXPERT-Q").uid)
    acting = somebody.by(her)
    task = people.set_task(by=acting, seat="S", title="Ask her", due=LASTING, about=uid, today=ON)
    people.finish_task(by=acting, task=str(task.uid), note="Asked", today=ON)
    people.hand_over(by=acting, seat="S", follower=people.Follower(person="OTHER"), on=ON, today=ON)
    choices = people.Choices(ending=[deputy])
    follower = people.Follower(newcomer="Third Body")
    people.hand_over(by=acting, seat="T", follower=follower, on=ON, choices=choices, today=ON)
    people.create_seat(
        by=SYSTEM, owner="KAZ", key="U", kind="expert_team", title="U", mandate="Order", mandate_on=BEGAN
    )
    people.appoint(by=SYSTEM, seat="U", person="OTHER", capacity="holder", start=BEGAN)
    people.hand_over(by=acting, seat="U", follower=people.Follower(person="EXPERT-Q"), on=BEFORE, today=ON)
    people.end_term(by=SYSTEM, seat="U", capacity="holder", on=ON)


def _share(her, other):
    """Her own record shared by her, confirmed by her, withdrawn by her."""
    terms = Terms([("UZB", ANY_ROLE)], Sensitivity.RESTRICTED, ON, LASTING, "A purpose")
    with checking():
        records = [str(Person.objects.inside_action().get(key=key).uid) for key in ("EXPERT-Q", "OTHER")]
    first = sharing.share_record(by=somebody.by(her), kind="people.person", record=records[0], terms=terms, on=ON)
    sharing.withdraw_share(by=somebody.by(her), share=str(first.uid), on=ON)
    second = sharing.share_record(by=somebody.by(other), kind="people.person", record=records[1], terms=terms, on=ON)
    sharing.confirm_share(by=somebody.by(her), share=str(second.uid))


def _enter(her, other):
    """Factors, sessions, confirmed addresses, invitations by her and to her, lost factors of hers and of others."""
    her = Account.objects.get(id=her.id)  # handing over ended her sessions
    Authenticator.objects.create(user=her, type="totp", data={"secret": "zhanar.quxley"})
    address = EmailAddress.objects.create(user=her, email=her.email, verified=True, primary=True)
    EmailConfirmation.objects.create(email_address=address, key="key-of-zhanar.quxley")
    linked = SocialAccount.objects.create(
        user=her, provider="ministry", uid="q-1", extra_data={"name": "Zhanar Quxley"}
    )
    SocialToken.objects.create(account=linked, token="token-of-zhanar.quxley")
    client = somebody.client(her)
    client.get("/privacy/mine/", headers={"user-agent": "Quxley's own"})
    assert UserSession.objects.get().user_agent == "Quxley's own"
    acting = somebody.by(her)
    people.invite(by=acting, email="new@example.org", name="New", owner="KAZ", role="trainer")
    again = people.invite(by=SYSTEM, email="later@example.org", name="Zhanar Quxley", owner="KAZ", role="trainer")
    taken = people.invite(by=SYSTEM, email="taken@example.org", name="Zhanar Quxley", owner="KAZ", role="trainer")
    with act("tests.invitations.taken", by=SYSTEM, about="x"):
        type(again).objects.filter(id=again.id).update(email=her.email)
        type(taken).objects.filter(id=taken.id).update(account=her)
    people.ask_without_factor(by=acting, account=her)
    request = people.ask_without_factor(by=somebody.by(other), account=other)
    with act("tests.factors.decided", by=SYSTEM, about="x"):
        LostFactor.objects.filter(id=request.id).update(proved_by=her, confirmed_by=her)


def _agree(her, other):
    somebody.agree(her)
    chosen = actions.Chosen(name=True, topics="Pathology of owls")
    actions.list_myself(by=somebody.by(her), account=her, chosen=chosen, until=LASTING, at=AT)
    for reader, person in ((her, other.person_id), (other, her.person_id)):
        seen = {"persons": [person], "outlet": "page", "at": AT, "alarm_above": 0}
        actions.keep_looks(by=somebody.by(reader), account=reader, **seen)
    course = {
        "key": "C",
        "title": "C",
        "kind": "seminar",
        "status": "held",
        "sources": ["S1"],
        "dates": "2020-01-01",
    }
    training.record_course(by=SYSTEM, owner="KAZ", **course)
    entry = training.Entry(person="EXPERT-Q", sex="female")
    training.register_participant(by=SYSTEM, course="C", entry=entry, registered_on=BEGAN)
    with act("tests.course.named", by=SYSTEM, about="C"):  # the act of a course keeps what was typed, as every act does
        row = Course.objects.inside_action().get(key="C")
        row.title, row.note = "Seminar of ZHANAR Quxley", "Жанар Кусли taught it"
        row.save()


def _assess(her, other):
    """An assessment that she led, evidence that she gave, an action that she reported, and one that she verified and
    of which she said whether it worked.
    """
    given = {"key": "set-1", "version": "1"}
    capacity.record_version(by=SYSTEM, owner="REG", about="country", content=content(), **given)
    capacity.publish_version(by=SYSTEM, today=BEGAN, **given)
    hers, others = somebody.by(her), somebody.by(other)
    uid = str(capacity.open_assessment(by=hers, set_key="set-1", kind="self", territory="KAZ", today=ON).uid)
    answers = {key: capacity.Told("0") for key in ("plan", "waste", "people", "staff")}
    assert capacity.save_answers(by=hers, assessment=uid, answers=answers) == {}
    capacity.add_evidence(by=hers, assessment=uid, question="plan", title="A plan", reference="Folder", today=ON)
    capacity.close_assessment(by=hers, assessment=uid, today=ON)
    page = assessed.result_page(Viewer(everywhere=Sensitivity.RESTRICTED), uid, me="", on=ON, lang="en")
    for finding, reporter, verifier in zip(page.findings, (hers, others), (others, hers), strict=False):
        plan = {"finding": finding.uid, "what": "Mend it", "seat": "S", "due": LASTING, "title": "Mend"}
        action = str(capacity.plan_action(by=hers, today=ON, **plan).uid)
        capacity.report_done(by=reporter, action=action, proof="A letter", today=ON)
        capacity.verify_action(by=verifier, action=action, convincing=True, today=ON)
        seen = {"worked": True, "note": "The plan hangs there", "today": ON}
        capacity.look_whether_it_worked(by=verifier, action=action, **seen)


def _certify(her, other):
    """Her certificate with its place in the public register; certificates of other bodies that are hers, that she
    recorded for another, and that she verified.
    """
    lay_case("EXPERT-Q", who=pseudonyms([str(her.uid)])[str(her.uid)])
    somebody.publish(CERTIFIED_REGISTER)
    somebody.agree(her, CERTIFIED_REGISTER)
    hers, others = somebody.by(her), somebody.by(other)
    capacity.enter_register(by=hers, account=her, reserve="at_once", at=AT)
    own = _of_another_body(hers, "Zhanar Quxley")
    capacity.judge_external(by=others, uid=own, accepted=False, note="Not Quxley's number", today=ON)
    _of_another_body(hers, "N-1", person="OTHER")
    capacity.judge_external(by=hers, uid=_of_another_body(others, "N-2"), accepted=True, today=ON)


def _of_another_body(by, number, **more):
    proof = received(f"{number}.txt", [f"Letter about {number}".encode()])
    told = {"body": "IFBA", "title": f"Biorisk management {number}", "number": number, "valid_from": BEGAN}
    return str(capacity.record_external(by=by, received=proof, today=ON, **told, **more).uid)


def _work(her, other):
    """A post on which she stands, what she showed, what she recorded of another, and the quality of the laboratory."""
    skilled.published()
    lab = skilled.laboratory(ground.centre())
    post = skilled.posted(SYSTEM, lab, today=ON)
    capacity.name_holder(by=SYSTEM, post=post, person="EXPERT-Q", today=ON)
    capacity.judge_oneself(by=somebody.by(her), framework="frame", competence="B1", level=2, today=ON)
    skilled.shown(somebody.by(her), "OTHER", shown_on=ON, today=ON)
    skilled.shown(somebody.by(other), "EXPERT-Q", reference="Quxley's own", shown_on=ON, today=ON)
    lay_quality(lab, somebody.by(her), somebody.by(other), host="S", mentor="T", today=ON)
    lay_badges(her, other, on=ON)


def _be_told(her):
    """Mail to her, mail about her to others, an attempt that was refused, a search that she keeps, and what a cache
    holds.
    """
    inventory.keep_search(by=somebody.by(her), page="facilities", query="text=Quxley", name="Zhanar Quxley", today=ON)
    told = {"subject": "For Zhanar Quxley", "body": "…", "sender": "node@example.org"}
    jobs.queue_mail(by=SYSTEM, message={**told, "to": [her.email]}, at=AT)
    jobs.queue_mail(by=SYSTEM, message={**told, "to": ["other@example.org"]}, at=AT)
    refusal = Refusal(people_words.UNKNOWN_KEY, what="person", key="Quxley")
    journal_actions.refused("people.person.recorded", by=SYSTEM, refusal=refusal, facts={"name": "Zhanar Quxley"})
    caches["near"].set("somebody", "Zhanar Quxley")


def rows(model):
    if issubclass(model, OwnedModel):
        with checking():
            return list(model.objects.inside_action())
    return list(model.objects.all())


def naming(her, uids, names):
    """Of every column that can name somebody, whether one names her: in all tables that are there."""
    person = her.person_id
    for model in apps.get_models(include_auto_created=True):
        for column, trace in traces(model).items():
            if trace == Trace.NOBODY:
                continue
            field = model._meta.get_field(column)
            if field.is_relation and field.related_model in {Account, Person}:
                asked = {str(person if field.related_model is Person else her.pk)}
            elif field.is_relation:  # an address of hers, or what an account of hers began
                ways = {"account": "account", "learner": "learner__account"}
                way = next((path for name, path in ways.items() if hasattr(field.related_model, name)), "user")
                hers = {way: her}
                asked = {str(pk) for pk in field.related_model.objects.filter(**hers).values_list("pk", flat=True)}
            else:
                asked = names if trace == Trace.PSEUDONYM else uids
            held = [getattr(row, field.attname) for row in rows(model)]
            found = [one for each in held for one in (each if isinstance(each, list) else [each])]
            yield f"{model._meta.label}.{column}", any(str(one) in asked for one in found)


def test_everything_was_used_and_then_nothing_names_her(lived):
    her = lived
    with checking():
        uids = {str(her.uid), str(Person.objects.inside_action().get(id=her.person_id).uid)}
    names = set(pseudonyms(uids).values())
    assert [column for column, filled in naming(her, uids, names) if not filled] == [], "let her use this as well"
    seen = {line.split(".")[0] for line in dump.found(*WORDS)}
    assert seen >= {"account_emailaddress", "capacity_externalcertificate", "files_storedfile", "jobs_mail"}
    assert seen >= {"journal_tried", "people_invitation", "privacy_listedfield"}
    assert seen >= {"training_classevent", "training_classseat", "training_practiceevent"}
    assert seen >= {
        f"training_{typed}"
        for typed in ("classclock", "course", "coursesession", "coursestaff", "enrolment", "testresult")
    }
    assert seen >= {
        f"training_{typed}"
        for typed in (
            "bankversion",
            "curriculumoffer",
            "elearningpackage",
            "exam",
            "examallowance",
            "examappeal",
            "examattempt",
            "exammark",
        )
    }
    assert len(dump.found(*uids)) > 4

    people.erase_myself(by=somebody.by(her), account=her, on=ON)

    assert dump.found(*WORDS, *uids) == []
    with checking():
        course = Course.objects.inside_action().get(key="C")
        number = Person.objects.inside_action().get(id=her.person_id).name
        assert (course.title, course.note) == (f"Seminar of {number}", f"{number} taught it")
    kept = {f"{m._meta.db_table}.{c}" for m in apps.get_models() for c, t in traces(m).items() if t == Trace.PSEUDONYM}
    assert {line.split(":")[0] for line in dump.found(*names)} <= {*kept, "journal_act.facts"}
    assert actor_names(names | uids) == {}
    assert journal.verify().whole


def test_what_was_shown_of_her_is_in_her_own_export(lived):
    parts = {part.table: part for part in about_myself(lived, Viewer(uid=str(lived.uid)))}
    shown, posts = parts["capacity.CompetenceEvidence"], parts["capacity.PostHolder"]
    kind, reference = (shown.columns.index(name) for name in ("kind", "reference"))
    assert sorted((row[kind], row[reference]) for row in shown.rows) == [("observed", "Quxley's own"), ("self", "")]
    assert [row[posts.columns.index("share")] for row in posts.rows] == [100]


def test_what_is_about_her_leads_to_the_row_that_was_emptied(lived):
    people.erase_myself(by=somebody.by(lived), account=lived, on=ON)
    with checking():
        row = Person.objects.inside_action().get(id=lived.person_id)
        assert {t.about for t in Task.objects.inside_action().filter(title="Ask her")} == {str(row.uid)}
    assert Share.objects.filter(record=row.uid).count() == 1
    assert not Share.objects.filter(record__isnull=True).exists()


def test_mail_about_others_is_still_sent(lived):
    jobs.queue_mail(
        by=SYSTEM,
        message={
            "subject": "Zhanar of another family",
            "body": "…",
            "sender": "n@example.org",
            "to": ["a@example.org"],
        },
        at=AT,
    )
    people.erase_myself(by=somebody.by(lived), account=lived, on=ON)
    mail = apps.get_model("jobs", "Mail")
    assert [m.message["subject"] for m in mail.objects.all()] == ["Zhanar of another family"]
    told = journal.acts(owners=None, word_prefix="people.somebody.erased", limit=1)[0].facts["deleted"]
    assert (told["jobs.Mail"], told["people.Invitation"]) == (1, 1)


def test_rows_from_before_are_given_pseudonyms_and_forget_the_erased(lived):
    gone, hers = "0190b6a0-0000-7000-8000-000000000001", str(lived.uid)
    with act("tests.rows.aged", by=SYSTEM, about="x"):
        Task.objects.inside_action().update(set_by=hers, closed_by=gone, about=gone)
        SeatHandover.objects.inside_action().update(agreed_by="system")
        Tombstone.objects.create(digest=tombstone(gone), kind=PERSON, on=ON)
        Share.objects.update(record=gone)
        then = MigrationLoader(connection, replace_migrations=False).project_state([PEOPLE, SHARING]).apps
        import_module(".".join(("kerege.people.migrations", PEOPLE[1]))).veil(then, None)
        import_module(".".join(("kerege.sharing.migrations", SHARING[1]))).rename(then, None)
        task = Task.objects.inside_action().get(title="Ask her")
        assert (task.set_by, task.closed_by, task.about) == (pseudonyms([hers])[hers], "", "")
        assert set(SeatHandover.objects.inside_action().values_list("agreed_by", flat=True)) == {"system"}
        import_module(".".join(("kerege.people.migrations", PEOPLE[1]))).unveil(then, None)
        assert Task.objects.inside_action().get(title="Ask her").set_by == hers
    assert dump.found(gone) == []
    assert not Share.objects.filter(record__isnull=True).exists()
