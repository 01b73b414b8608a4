"""The page on which the owner of an account makes and removes passwords of devices."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kerege.people import actions
from kerege.people import queries as people
from kerege.people.words.devices import DEVICE_SCOPES, DeviceScope
from kerege.web.account.watching import actor_of, tell
from kerege.web.shell.forms import Offered, Typed, attempt
from kerege.web.shell.fresh import check_fresh
from kerege.web.shell.proof import is_strong
from kerege.web.shell.wording import word_of


class DeviceForm(forms.Form):
    name = Typed(label=_("What you call the device"), help_text=_("For example: my phone, tablet of the laboratory."))
    scope = Offered(label=_("What it may do"), help_text=_("Its password opens this and nothing else."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scope"].choices = [(str(s), gettext(word)) for s, word in DEVICE_SCOPES.items()]  # type: ignore[attr-defined]


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def devices(request: HttpRequest) -> HttpResponse:
    """The devices of this account; make a password for one, or take one back. Making one wants a fresh proof."""
    account: Any = request.user
    if request.method == "POST" and request.POST.get("do") == "remove":
        actions.remove_device(by=actor_of(account), account=account, device=request.POST.get("device", ""))
        tell("device removed", request, account)
        messages.success(request, gettext("The password of the device opens nothing any more."))
        return redirect("devices")
    form, made, scope = DeviceForm(request.POST if request.method == "POST" else None), None, ""
    if form.is_valid():
        check_fresh(request)
        told = form.cleaned_data | {"scope": form.cleaned_data["scope"] or DeviceScope.FORMS.value}
        deed = {"by": actor_of(account), "account": account, "strong": is_strong(request), **told}
        made = attempt(form, lambda: actions.add_device(**deed))
        if made is not None:
            tell("device added", request, account)
            form, scope = DeviceForm(), told["scope"]
    context = {
        "form": form,
        "password": made[1] if made else "",
        "for_maps": scope == DeviceScope.INVENTORY,
        "for_learning": scope == DeviceScope.ELEARNING,
        "server": request.build_absolute_uri(reverse("openrosa_forms")).removesuffix("/formList"),
        "learning": request.build_absolute_uri(reverse("tools_packages")),
        "maps": request.build_absolute_uri(reverse("ogc")),
        "lines": [(line, word_of(DEVICE_SCOPES, line.scope)) for line in people.devices_of(account, on=localdate())],
        "weak": request.actor.owes_factor,
    }
    return render(request, "account/devices.html", context, status=422 if form.errors else 200)
