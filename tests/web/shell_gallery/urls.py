"""The gallery in the real shell: use with `settings.ROOT_URLCONF`."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path

from kerege.lib.refusal import N_, Refusal, RefusalWord
from kerege.records.labels import WITHHELD
from kerege.web.shell.asof import country_code, on_date
from kerege.web.shell.maps import Dot, MapValue

LABELS = {
    **{"KAZ": "Kazakhstan", "MNG": "Mongolia", "AFG": "Afghanistan", "TJK": "Tajikistan", "UZB": "Uzbekistan"},
    **{"KGZ": "Kyrgyzstan", "TKM": "Turkmenistan", "PAK": "Pakistan", "XKX": "Sampleland**"},
}
REFUSED = RefusalWord("gallery.refused", N_("“%(what)s” is refused to show the page. Go back."), status=409)


@dataclass(frozen=True)
class Designated:
    """As the atlas gives names: with marker and note."""

    name: str
    marker: str = ""
    note: str = ""
    code: str = ""

    def __str__(self) -> str:
        return self.name + self.marker


NOTED = Designated("Sampleland", "**", "** This designation is without prejudice to positions on status.", "XKX")


class Form(forms.Form):
    title = forms.CharField(label="Title", help_text="As the source has it.", max_length=60)
    day = forms.DateField(label="First day", widget=forms.DateInput(attrs={"type": "date"}), required=False)
    kind = forms.ChoiceField(label="Kind", choices=[("a", "Training of trainers"), ("b", "Cascade workshop")])
    note = forms.CharField(label="Note", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    parts = forms.MultipleChoiceField(
        label="Objectives", choices=[("1", "Law"), ("2", "Training")], widget=forms.CheckboxSelectMultiple
    )


def gallery(request: HttpRequest) -> HttpResponse:
    rows = [
        ("Training of trainers, part 1", "KAZ", date(2016, 9, 5), date(2016, 9, 9), 12, "exact"),
        ("Cascade workshop for veterinary laboratories", NOTED, date(2017, 10, 2), date(2017, 10, 6), 249, "about"),
        ("Seminar on codes of conduct", "MNG", date(2018, 4, 4), date(2018, 4, 4), WITHHELD, "exact"),
    ]
    levels = {"KAZ": (5, 249), "MNG": (3, 108), "AFG": (3, 100), "TJK": (1, 22), "UZB": (2, 60), "KGZ": (2, 55)}
    levels |= {"PAK": (4, 150), "TKM": (0, 0), "GEO": (2, 40), "UKR": (3, 90), "XKX": (1, 8), "SRB": (2, 30)}
    values = {
        c: MapValue(level, f"?country={c}", f"{LABELS.get(c, c)}: {n} people", LABELS.get(c, c))
        for c, (level, n) in levels.items()
    }
    context: dict[str, Any] = {
        "day_now": on_date(request),
        "country_now": country_code(request),
        "rows": rows,
        "noted": NOTED,
        "nothing": None,
        "hidden": WITHHELD,
        "values": values,
        "dots": [Dot(76.9, 43.25, "Town A, 3 courses", "?place=a"), Dot(69.2, 34.5, "Town B", "?place=b")],
        "legend": [(0, "no data"), (1, "1–24"), (2, "25–74"), (3, "75–124"), (4, "125–199"), (5, "200 and more")],
        "form": Form({"title": "", "day": "2018-13-01", "kind": "a"}) if "wrong" in request.GET else Form(),
        "page": Paginator(range(90), 10).get_page(request.GET.get("page", 3)),
        "trail": [("Region", "/"), (NOTED, "?country=XKX")],
        "tabs": [("Overview", "?", True), ("Records", "?tab=records", False), ("Sources", "?tab=sources", False)],
        "bars": [("Kazakhstan", 249), ("Mongolia", 108), (NOTED, 100), ("Tajikistan", 22)],
        "tiles": tiles(),
    }
    return render(request, "shell_gallery.html", context)


def tiles() -> list[dict[str, Any]]:
    claim = {"value": 88, "qualifier": "exact"}
    return [
        {"title": "Trainers trained", "href": "?i=1", "claims": [claim, {"value": 90, "qualifier": "about"}],
         "evidence": 52, "planned": 24, "conflict": True, "note": "The size of one course is unknown."},
        {"title": "People reached by cascades", "href": "?i=2", "claims": [{"value": 1200, "qualifier": "more_than"}],
         "evidence": 479, "note": "16 workshops.", "since": date(2018, 4, 4)},
        {"title": "Laws drafted", "href": "?i=3", "claims": [], "evidence": None},
        {"title": "Equipment handed over", "href": "?i=4", "claims": [claim], "evidence": WITHHELD},
    ]  # fmt: skip


def refused(request: HttpRequest) -> HttpResponse:
    raise Refusal(REFUSED, what="this")


def fails(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("on purpose")


urlpatterns = [
    path("account/", include("kerege.web.account.urls")),
    path("", gallery, name="home"),
    path("find/", gallery, name="search"),
    path("countries/", gallery, name="countries"),
    path("courses/", gallery, name="courses"),
    path("help/", gallery, name="help"),
    path("privacy/", gallery, name="privacy"),
    path("refused/", refused, name="refused"),
    path("fails/", fails, name="fails"),
    path("", include("kerege.web.shell.urls")),
]
