"""The addresses of the desk, below Wagtail's /desk/."""

from django.urls import path, re_path

from whoscounting.desk.views import assess, board, case, chronology, contacts, edition, evidence, reply, rounds

app_name = "desk"
urlpatterns = [
    path("rounds/", rounds.listing, name="rounds"),
    path("plan-a-round/", rounds.plan, name="plan"),
    path("rounds/<slug:code>/", board.board, name="board"),
    re_path(r"^rounds/(?P<code>[-\w]+)/board\.(?P<kind>csv|xlsx)$", board.export, name="board-file"),
    path("rounds/<slug:code>/open/", rounds.open, name="open"),
    path("rounds/<slug:code>/close/", rounds.close, name="close"),
    path("rounds/<slug:code>/record/", board.record, name="record"),
    path("rounds/<slug:code>/publish/", edition.publish, name="publish"),
    path("requests/<int:pk>/", case.case, name="case"),
    path("requests/<int:pk>/scope/", case.scope, name="scope"),
    path("requests/<int:pk>/clock/", case.clock, name="clock"),
    path("requests/<int:pk>/more-time/", case.extension, name="extension"),
    path("requests/<int:pk>/reply/", reply.reply, name="reply"),
    path("requests/<int:pk>/chronology/", chronology.story, name="chronology"),
    path("requests/<int:pk>/chronology.pdf", chronology.paper, name="chronology-paper"),
    path("requests/<int:pk>/assess/", assess.assess, name="assess"),
    path("evidence/<int:pk>/", evidence.evidence, name="evidence"),
    path("contacts/", contacts.listing, name="contacts"),
    path("contacts/file/", contacts.bring, name="import"),
    path("contacts/<slug:ods_code>/<slug:role>/", contacts.contact, name="contact"),
]
