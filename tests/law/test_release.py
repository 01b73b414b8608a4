"""A release is published whole or not at all, and a later one moves no earlier one."""

import pytest

from kerege.law import actions, queries
from kerege.lib.refusal import Refusal
from kerege.people.rules import SYSTEM
from tests import ground
from tests.catalogue.test_release_tables import TABLES, tables


def publish(version="1.0.0", told=None, by=SYSTEM):
    return actions.publish_release(
        by=by, version=version, published_on=ground.TODAY, changelog={"en": "All."}, tables=told or tables()
    )


def test_a_later_release_changes_what_stands_and_not_what_was_said():
    publish()
    publish("1.1.0", tables("obligations.csv", statement_en="Report at once."))
    found = queries.obligation("IHR-1", on=ground.TODAY, lang="en")
    assert found.line.statement == "Report at once."
    assert [content["statement_en"] for key, _hash, content in queries.stated_in("1.0.0") if key == "IHR-1"] == [
        "Report."
    ]
    assert [version for version, _hash in found.stated] == ["1.1.0", "1.0.0"]
    assert len({sha for _version, sha in found.stated}) == 2
    assert [(link.relation, link.outwards, link.other.key) for link in found.links] == [("supports", False, "IHR-2")]
    only = tables() | {"links.csv": TABLES["links.csv"].splitlines()[0].encode() + b"\n"}
    only["obligations.csv"] = "".join(TABLES["obligations.csv"].splitlines(keepends=True)[:2]).encode()
    publish("1.2.0", only)
    assert [line.key for line in queries.obligations(on=ground.TODAY, lang="en")] == ["IHR-1"]
    assert queries.obligation("IHR-2", on=ground.TODAY, lang="ru").line.withdrawn


def test_refused_and_nothing_stands():
    for changes, code in (
        ({"told": tables("links.csv", to="NONE")}, "law.not_whole"),
        ({"version": "one"}, "law.not_a_version"),
        ({"by": ground.FOCAL_KAZ}, "people.not_yours"),
    ):
        with pytest.raises(Refusal) as refusal:
            publish(**changes)
        assert refusal.value.code == code
    assert queries.obligations(on=ground.TODAY, lang="en") == []
    assert publish().pk == publish().pk
    with pytest.raises(Refusal) as refusal:
        publish(told=tables("topics.csv", label_en="Other"))
    assert refusal.value.code == "law.release_taken"
    with pytest.raises(Refusal) as refusal:
        publish("0.9.0")
    assert refusal.value.code == "law.release_older"
