"""Identifiers: in order of time, never twice, the same for the same parts."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from kerege.lib.ids import new_uid, stable_uid

pytestmark = pytest.mark.nodb


def test_uid_is_version_7_of_rfc_9562():
    before = time.time_ns() // 1_000_000
    uid = new_uid()
    after = time.time_ns() // 1_000_000
    assert (uid.version, uid.variant) == (7, "specified in RFC 4122")
    assert before <= uid.int >> 80 <= after + 1


def test_uids_of_one_process_sort_in_the_order_in_which_they_were_made():
    made = [new_uid() for _ in range(10_000)]  # more than the counter holds in one millisecond
    assert made == sorted(made)
    assert len(set(made)) == len(made)


def test_threads_never_get_the_same_uid():
    with ThreadPoolExecutor(8) as pool:
        made = [uid for some in pool.map(lambda _: [new_uid() for _ in range(500)], range(8)) for uid in some]
    assert len(set(made)) == 4000


def test_stable_uid_depends_on_all_parts_and_nothing_else():
    assert stable_uid("territory", "KAZ") == stable_uid("territory", "KAZ")
    assert stable_uid("territory", "KAZ") != stable_uid("territory", "KGZ")
    assert stable_uid("territory", "KAZ") != stable_uid("node", "KAZ")
