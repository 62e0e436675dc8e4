"""/portal/<token>/…: what a trust does behind its own door. The last slash may be missing, as in copied links."""

from django.urls import re_path

from whoscounting.portal.views.check import check
from whoscounting.portal.views.questions import questions
from whoscounting.portal.views.sent import sent
from whoscounting.portal.views.sheet import download

app_name = "portal"
TOKEN = r"^(?P<token>[^/]+)"  # noqa: S105  a pattern, and no secret

urlpatterns = [
    re_path(rf"{TOKEN}/?$", questions, name="questions"),
    re_path(rf"{TOKEN}/check/?$", check, name="check"),
    re_path(rf"{TOKEN}/sent/?$", sent, name="sent"),
    re_path(rf"{TOKEN}/questions\.xlsx$", download, name="sheet"),
]
