"""`kerege import facilities`: the steps of the pages in one go, with the same errors and the same refusals."""

import pytest

from kerege.config.cli import bring, parser
from kerege.inventory.models import Facility
from kerege.journal.rules import checking
from tests import ground
from tests.inventory import dirty
from tests.lib.workbooks import of_rows

CONTENT = of_rows(
    ["Код", "Наименование", "Тип", "Ведомство", "Дата проверки"],
    ["1", "Первая лаборатория", "районная лаборатория", "здравоохранение", "05.03.2024"],
    ["2", "Вторая больница", "дворец", "здравоохранение", "весной"],
)


@pytest.fixture(autouse=True)
def _ground(db):
    ground.lay()
    dirty.lay()


@pytest.fixture
def path(tmp_path):
    (tmp_path / "list.xlsx").write_bytes(CONTENT)
    return str(tmp_path / "list.xlsx")


def command(*words):
    return bring.run(parser.command_line().parse_args(["import", "facilities", *words]))


def titles():
    with checking():
        return list(Facility.objects.inside_action().values_list("title", flat=True))


def test_good_rows_are_recorded_and_errors_named_by_their_cells(path, capsys):
    given = (path, "--owner", "KGZ", "--sender", "Ministry", "--as-node")
    assert command(*given, "--check") == 1
    assert titles() == []
    assert command(*given) == 1
    assert titles() == ["Первая лаборатория"]
    told = capsys.readouterr()
    assert "C3 inventory.unknown_word “дворец” is not known here." in told.err
    assert "E3 sheets.not_a_day “весной” is no day." in told.err
    assert "B Наименование: name:ru" in told.out
    assert told.out.splitlines()[-1].startswith("partly_applied ")
    assert command(*given) == 1
    assert titles() == ["Первая лаборатория"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ((), "cli.no_actor"),
        (("--as-node",), "text.empty"),
        (("no-such-file.xlsx", "--as-node", "--sender", "X", "--owner", "KGZ"), "cli.no_file"),
    ],
)
def test_refused(words, code, path, capsys):
    file = [] if any("no-such" in w for w in words) else [path]
    assert command(*file, *words) == 1
    assert code in capsys.readouterr().err
    assert titles() == []
