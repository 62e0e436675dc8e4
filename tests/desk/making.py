"""What the desk's tests need, made with the same actions that real work uses."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.test import Client

from whoscounting.accounts.actions import add_staff
from whoscounting.accounts.models import User
from whoscounting.census import actions
from whoscounting.census.models import FoiRequest, Round
from whoscounting.census.rules.questions import OF_2026
from whoscounting.lib.actors import Actor

BY = Actor.system("tests")
PROOF = "Delivery receipt from the office’s verified address"
OPENED, ANSWERED = date(2026, 3, 2), date(2026, 3, 20)
LATEST = date(2026, 11, 2)  # after every round of the rehearsal, so that a round opened then is the current one
DAY = timedelta(days=1)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def third_reviewer() -> User:
    return add_staff(username="reviewer-3", role="reviewer", password="a long password", by=BY)


def planned(code: str = "trial", *, rehearsal: bool = True) -> Round:
    return actions.plan_round(code=code, name="Trial", year=2026, questions=OF_2026, rehearsal=rehearsal, by=BY)


def opened(code: str = "trial", *, rehearsal: bool = True, on: date = OPENED) -> Round:
    round = planned(code, rehearsal=rehearsal)
    actions.open_round(round=round, on=on, by=BY)
    round.refresh_from_db()
    return round


def asked(round: Round | None = None, place: int = 0) -> FoiRequest:
    """A request of the round that was sent the day after it opened, and arrived the day after that."""
    round = round or opened()
    request = FoiRequest.objects.filter(round=round, in_scope=True).order_by("trust")[place]
    actions.record_sending(round=round, trusts=[request.trust_id], on=round.opened_on + DAY, by=BY)
    arrived = round.opened_on + 2 * DAY
    actions.record_delivery(round=round, trusts=[request.trust_id], on=arrived, proof=PROOF, by=BY)
    request.refresh_from_db()
    return request


def piece(quotation: str = "We record everyone.", **rest: Any) -> actions.EvidenceDraft:
    return actions.EvidenceDraft(quotation=quotation, **({"url": "https://trust.invalid/reply"} | rest))


def answered(request: FoiRequest | None = None, **rest: Any) -> FoiRequest:
    """A request whose trust says that it records everyone; `rest` goes to the evidence."""
    request = request or asked()
    said = actions.ReplyDraft("collects", "answered", "yes", evidence=[piece(**rest)])
    answered_on = request.received_on + 16 * DAY
    return actions.take_reply(
        request=request, answered_on=answered_on, answers=[said], expected_revision=request.revision, by=BY
    )


def assessed(
    request: FoiRequest, reviewer: User, verdict: str, reasons: str = "It says so.", *, settles: bool = False
) -> FoiRequest:
    actions.assess(
        request=request,
        revision=request.revision,
        reviewer=reviewer,
        verdict=verdict,
        reasons=reasons,
        settles=settles,
        by=Actor.staff(reviewer.pk),
    )
    return request


def judged(page: Any, verdict: str, reasons: str) -> dict[str, Any]:
    """What a reviewer sends who saw this page and rests on its first sentence."""
    form = page.context["form"]
    first = form.fields["rests_on"].choices[0][0]
    return filled(form) | {"verdict": verdict, "reasons": reasons, "rests_on": [first]}


def filled(form: Any) -> dict[str, Any]:
    """What a browser would send if somebody saved the form as it is."""
    parts = [form, *getattr(form, "answers", [])]
    values = {field.html_name: field.value() for part in parts for field in part if field.name != "file"}
    return {name: "" if value is None else value for name, value in values.items()}
