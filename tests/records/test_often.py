"""Questions that are written once: what they find, and whom they do not serve."""

import pytest
from django.db import transaction

from kerege.journal.rules import writing
from kerege.lib.ids import new_uid
from kerege.lrs.models import Activity, Content, KnownId, Statement
from kerege.records.guarded import GuardError
from kerege.records.often import asked, put
from kerege.records.rewriting import TOGETHER

COLUMNS = ("uid", "owner", "stored", "digest")


@pytest.mark.django_db
def test_rows_are_found_and_rewritten_by_their_columns():
    uids = [new_uid() for _ in range(3)]
    with writing(), transaction.atomic():
        KnownId.objects.all().insert_rows(COLUMNS, [(uid, "KAZ", n, b"d") for n, uid in enumerate(uids)])
        put(KnownId, {"stored": 7}, owner="KAZ", uid=uids[1])
    found = asked(KnownId, ("uid", "stored"), owner="KAZ", uid=uids[:2])
    assert sorted(found, key=lambda row: row[1]) == [(uids[0], 0), (uids[1], 7)]
    assert asked(KnownId, ("stored",), owner="KGZ", uid=uids) == asked(KnownId, ("stored",), owner=None) == []


@pytest.mark.django_db
def test_more_rows_than_go_together_are_all_there():
    told = [(new_uid(), "KAZ", new_uid() if n % 2 else None, bool(n % 3)) for n in range(2 * TOGETHER + 1)]
    rows = [(uid, owner, 3, true, n, 7, other, 1, "1.0.3", "{}") for n, (uid, owner, other, true) in enumerate(told)]
    names = ("uid", "owner", "label", "synthetic", "stored", "verb", "registration", "credential", "version", "raw")
    with writing(), transaction.atomic():
        Statement.objects.all().insert_rows((*names, "signed"), [(*row, "") for row in rows])
        kept = Statement.objects.inside_action().order_by("stored")
        assert list(kept.values_list("uid", "owner", "registration", "synthetic")) == told


@pytest.mark.django_db
def test_values_of_every_kind_are_rows_on_both_databases():
    uid, told = new_uid(), {"name": {"ru": '«Вопрос» \\ "1"'}, "extensions": {"x:y": [2**70, 1.5, None, True]}}
    content = b"\0\xff'\\x"
    with writing(), transaction.atomic():
        Activity.objects.all().insert_rows(("uid", "owner", "iri", "told"), [(uid, "KAZ", "x:%s", told)])
        Activity.objects.all().insert_rows(("uid", "owner", "iri", "told"), [(new_uid(), "KAZ", "x:b", None)])
        kept = ("KAZ", "0f", "text/plain", content)
        Content.objects.all().insert_rows(("owner", "sha2", "content_type", "content"), [kept])
    assert list(Activity.objects.order_by("id").values_list("iri", "told")) == [("x:%s", told), ("x:b", None)]
    assert Activity.objects.get(told__isnull=True).iri == "x:b"
    assert bytes(Content.objects.get().content) == content


@pytest.mark.django_db
def test_only_acts_write_and_what_somebody_owns_is_asked_for_with_a_viewer():
    with pytest.raises(GuardError):
        put(KnownId, {"stored": 1}, owner="KAZ")
    with pytest.raises(TypeError):
        asked(Statement, ("raw",), owner="KAZ")
    with writing(), pytest.raises(TypeError):
        put(Statement, {"raw": "{}"}, owner="KAZ")
