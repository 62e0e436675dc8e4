"""The letters of a round: their words, how they look for one trust, and a test to oneself."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from whoscounting.census.actions import send_test, write_letter
from whoscounting.census.models import FoiRequest, LetterKind, Round
from whoscounting.census.queries.letters import letter_shown, previewable, words_of
from whoscounting.census.rules.letters import FIELDS, KNOWN, NEEDED, objections
from whoscounting.desk.access import needs
from whoscounting.desk.forms.letters import LetterForm, TestLetterForm
from whoscounting.desk.frame import Crumb, StaffRequest, page, staff, today, tried
from whoscounting.desk.views.rounds import way


def way_to(round: Round) -> tuple[Crumb, ...]:
    return (*way(round), ("Letters", reverse("desk:letters", args=[round.pk])))


@needs("census.run_round")
def listing(request: StaffRequest, code: str) -> HttpResponse:
    round = get_object_or_404(Round, pk=code)
    letters = [(kind, words := words_of(round, kind), objections(kind, words)) for kind in LetterKind]
    title = f"Letters of {round.name}"
    return page(request, "desk/letters.html", title=title, trail=way(round), round=round, letters=letters)


@needs("census.run_round")
def letter(request: StaffRequest, code: str, kind: str) -> HttpResponse:
    """Write the letter, and look at it as one trust would get it. What is looked at need not be saved yet."""
    round, kind = _letter(code, kind)
    requests = previewable(round, on=today())
    chosen = _chosen(requests, request.POST.get("trust") or request.GET.get("trust", ""))
    words = words_of(round, kind)
    form = LetterForm(request.POST or None, words=words, requests=requests, trust=chosen.trust_id if chosen else "")
    saving = request.method == "POST" and "look" not in request.POST
    if saving and tried(
        request, form, lambda: write_letter(round=round, kind=kind, words=form.words, by=staff(request))
    ):
        messages.success(request, "The letter is saved. Look at it below.")
        return redirect(_here(round, kind, chosen))
    return page(
        request,
        "desk/letter.html",
        title=kind.label,
        trail=way_to(round),
        round=round,
        kind=kind,
        form=form,
        fields=[(name, FIELDS[name], name in NEEDED[kind]) for name in FIELDS if name in KNOWN[kind]],
        wrong=objections(kind, form.words),
        chosen=chosen,
        seen=letter_shown(chosen, kind, unsaved=form.words) if chosen else None,
        unsaved=form.words != words,
    )


@needs("mail.send_letters")
def test(request: StaffRequest, code: str, kind: str) -> HttpResponse:
    """Send one trust's letter to oneself."""
    round, kind = _letter(code, kind)
    chosen = _chosen(previewable(round, on=today()), request.GET.get("trust", ""))
    if chosen is None:
        raise Http404
    form = TestLetterForm(request.POST or None)

    def do() -> None:
        send_test(request=chosen, kind=kind, recipient=form.cleaned_data["recipient"], by=staff(request))

    if request.method == "POST" and tried(request, form, do):
        messages.success(request, "The test letter is in the outbox.")
        return redirect(_here(round, kind, chosen))
    now = f"{kind.label}, as {chosen.trust.name} would get it with the words that are saved."
    title = "Send a test letter to yourself"
    return page(request, "desk/form.html", title=title, trail=way_to(round), form=form, now=now, button="Send the test")


def _letter(code: str, kind: str) -> tuple[Round, LetterKind]:
    if kind not in LetterKind.values:
        raise Http404
    return get_object_or_404(Round, pk=code), LetterKind(kind)


def _chosen(requests: Sequence[FoiRequest], code: str) -> FoiRequest | None:
    """The request of this trust, or the first; None where there is none at all."""
    return next((one for one in requests if one.trust_id == code), requests[0] if requests else None)


def _here(round: Round, kind: LetterKind, chosen: FoiRequest | None) -> str:
    address = reverse("desk:letter", args=[round.pk, kind])
    return f"{address}?trust={chosen.trust_id}#seen" if chosen else address
