"""API keys: one's own, and those of everybody for who may revoke them."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from zenne.accounts.actions.create_key import WantedKey, WrongKey, create_key
from zenne.accounts.actions.revoke_key import revoke_key
from zenne.accounts.forms import KeyForm
from zenne.accounts.keys import own_keys, possible_scopes
from zenne.accounts.permissions import REVOKE_KEY
from zenne.accounts.queries import keys_in_use
from zenne.accounts.views.second_factor import person_of
from zenne.core.access.public import SIGNED_IN, asker_of, open_to, posted_from


@never_cache
@open_to(SIGNED_IN)
def my_keys(request: HttpRequest) -> HttpResponse:
    """One's own keys, and a form for another."""
    person, asker = person_of(request), asker_of(request)
    scopes = [scope for scope in possible_scopes(person) if scope.code in asker.permissions]
    form = KeyForm(request.POST or None)
    form.fields["scopes"].choices = [(scope.code, scope.label) for scope in scopes]  # type: ignore[attr-defined]
    shown: dict[str, Any] = {"form": form, "scopes": scopes, "now": timezone.now()}
    if request.method == "POST" and form.is_valid():
        wanted = WantedKey(form.cleaned_data["name"], tuple(form.cleaned_data["scopes"]), form.cleaned_data["days"])
        try:
            _, shown["text"] = create_key(asker=asker, owner=person, wanted=wanted, now=timezone.now())
        except WrongKey:
            shown["is_refused"] = True
    is_wrong = bool(form.errors) or "is_refused" in shown
    return render(
        request, "accounts/keys.html", {**shown, "keys": own_keys(asker=asker)}, status=422 if is_wrong else 200
    )


@never_cache
@open_to(SIGNED_IN)
@posted_from("accounts:keys")
def revoke(request: HttpRequest, public_id: str) -> HttpResponse:
    """Revoke a key, and go back to the list from which it was done."""
    revoke_key(asker=asker_of(request), public_id=public_id, now=timezone.now())
    return HttpResponseRedirect(reverse("accounts:all-keys" if "all" in request.POST else "accounts:keys"))


@never_cache
@open_to(REVOKE_KEY)
def all_keys(request: HttpRequest) -> HttpResponse:
    """The keys of everybody that still work, the newest first, by pages; or those that match what was typed."""
    words, now = request.GET.get("q", "")[:200], timezone.now()
    page = keys_in_use(asker=asker_of(request), words=words, page=request.GET.get("page", "1"), now=now)
    context = {"keys": page.object_list, "page": page, "words": words, "now": now}
    return render(request, "accounts/all_keys.html", context)
