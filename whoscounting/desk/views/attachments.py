"""Files that came with mail: to be saved, and whether anybody outside may see them."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from whoscounting.desk.access import needs
from whoscounting.desk.forms.mail import RedactedForm
from whoscounting.desk.frame import StaffRequest, clicked, page, staff, tried
from whoscounting.desk.saving import file_to_save
from whoscounting.desk.views.pen import way
from whoscounting.mail.actions import add_redacted_copy, approve_attachment, withhold_attachment
from whoscounting.mail.models import Attachment


@needs("mail.read_mail")
@never_cache
def save(request: StaffRequest, pk: int) -> HttpResponse | FileResponse:
    file = get_object_or_404(Attachment, pk=pk)
    return file_to_save(request, sha256=file.sha256, name=file.name)


@needs("mail.read_mail")
@require_POST
def decide(request: StaffRequest, pk: int) -> HttpResponse:
    """Approve or withhold, by one click."""
    file, seen = get_object_or_404(Attachment, pk=pk), request.POST.get("seen", "")
    if request.POST.get("what") == "approve":
        said = f"‘{file.name}’ may be published."
        clicked(request, lambda: approve_attachment(attachment=file, seen=seen, by=staff(request)), said)
    else:
        said = f"‘{file.name}’ is not to be published."
        clicked(request, lambda: withhold_attachment(attachment=file, seen=seen, by=staff(request)), said)
    return redirect(f"{reverse('desk:mail', args=[file.inbound_id])}#file-{pk}")


@needs("mail.read_mail")
def redacted(request: StaffRequest, pk: int) -> HttpResponse:
    original = get_object_or_404(Attachment.objects.select_related("inbound"), pk=pk)
    form = RedactedForm(request.POST if request.method == "POST" else None, request.FILES or None)

    def do() -> None:
        file, reason = form.cleaned_data["file"], form.cleaned_data["reason"]
        add_redacted_copy(attachment=original, content=file.read(), name=file.name, reason=reason, by=staff(request))

    if request.method == "POST" and tried(request, form, do):
        messages.success(request, "The copy stands in its place. Somebody has to look at it and approve it.")
        return redirect(f"{reverse('desk:mail', args=[original.inbound_id])}#files")
    trail = (*way(), (original.inbound.subject or "A message", reverse("desk:mail", args=[original.inbound_id])))
    title = f"A redacted copy of {original.name}"
    return page(request, "desk/mail/redacted.html", title=title, trail=trail, form=form, original=original)
