"""As on which day the evaluation of courses is read."""

from dataclasses import replace

from django.http import HttpRequest

from kerege.web.activities import lists
from kerege.web.shell.asof import up_to_today


def chosen(request: HttpRequest) -> lists.Choice:
    """What the reader chose, as on today at the latest: as on a day to come every asking would be over, and sums would
    be told while answers still come.
    """
    choice = lists.chosen(request)
    return replace(choice, on=up_to_today(choice.on))
