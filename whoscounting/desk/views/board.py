"""The board: every request of a round with its next step, and what is recorded for many at once."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from whoscounting.census.actions import record_delivery, record_reminder, record_sending
from whoscounting.census.models import Round
from whoscounting.census.queries import desk as census
from whoscounting.census.queries.glance import glance
from whoscounting.desk import exports, presenters
from whoscounting.desk.access import needs
from whoscounting.desk.forms.rounds import RecordForm
from whoscounting.desk.frame import StaffRequest, page, staff, today, tried
from whoscounting.desk.steps import Step
from whoscounting.desk.views.rounds import way

ACTIONS: dict[str, Callable[..., int]] = {
    "sending": record_sending,
    "delivery": record_delivery,
    "reminder": record_reminder,
}
# What is offered first to somebody who looks at the trusts that wait for it.
OFFERED: dict[Step | None, str] = {Step.SEND: "sending", Step.DELIVER: "delivery", Step.REMIND: "reminder"}


@needs("census.see_desk")
def board(request: StaffRequest, code: str) -> HttpResponse:
    return _board(request, get_object_or_404(Round, pk=code))


@needs("census.see_desk")
def export(request: StaffRequest, code: str, kind: str) -> HttpResponse:
    """The rows that the board shows, as a file."""
    round, wanted = get_object_or_404(Round, pk=code), presenters.Wanted.of(request.GET)
    lines = census.board(round=round, viewer=request.user, on=today())
    rows = presenters.board(lines, round, wanted, request.user)["rows"]
    content = exports.as_csv(rows) if kind == "csv" else exports.as_xlsx(rows)
    response = HttpResponse(content, content_type=exports.MEDIA_TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="board-{round.pk}-{today()}.{kind}"'
    return response


@needs("census.run_round")
@require_POST
def record(request: StaffRequest, code: str) -> HttpResponse:
    round = get_object_or_404(Round, pk=code)
    lines = census.board(round=round, viewer=request.user, on=today())
    form = RecordForm(request.POST, codes=[line.request.trust_id for line in lines])
    recorded: list[int] = []

    def do() -> None:
        said = form.cleaned_data
        proof = {"proof": said["proof"]} if said["what"] == "delivery" else {}
        act = ACTIONS[said["what"]]
        recorded.append(act(round=round, trusts=form.chosen, on=said["on"], **proof, by=staff(request)))

    if not tried(request, form, do):
        return _board(request, round, form)
    tell = messages.success if recorded[0] else messages.info
    tell(request, presenters.recorded_words(form.cleaned_data["what"], recorded[0], chosen=form.chosen))
    return redirect("desk:board", code)


def _board(request: StaffRequest, round: Round, form: RecordForm | None = None) -> HttpResponse:
    lines = census.board(round=round, viewer=request.user, on=today())
    wanted = presenters.Wanted.of(request.GET)
    return page(
        request,
        "desk/board.html",
        title=round.name,
        trail=way(),
        round=round,
        wanted=wanted,
        query=request.GET.urlencode(),
        glance=glance(round, lines) if round.opened_on else None,
        form=form or RecordForm(codes=[], initial={"on": today(), "what": OFFERED.get(wanted.step)}),
        **presenters.board(lines, round, wanted, request.user),
    )
