"""Every address of the site: the desk under /desk/, trusts’ doors under /portal/, all else is what readers see."""

from django.conf import settings
from django.urls import include, path, re_path
from wagtail.admin import urls as wagtail_admin
from wagtail.documents import urls as wagtail_documents

from whoscounting.config.health import healthz
from whoscounting.config.webhook import receive
from whoscounting.pages.views.files import picture
from whoscounting.pages.views.search import search
from whoscounting.pages.views.written import home, written
from whoscounting.ui.views import gallery

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("webhook/mail/<slug:provider>/", receive, name="mail_webhook"),
    path("webhook/mail/<slug:provider>/mime", receive),  # by this ending Mailgun knows that we want the raw message
    path("desk/", include("whoscounting.desk.signing_in.urls")),  # before Wagtail's, whose sign-in it replaces
    path("desk/", include(wagtail_admin)),
    path("", home, name="home"),
    path("", include("whoscounting.atlas.urls")),
    path("media/images/<str:name>", picture, name="picture"),
    path("downloads/", include(wagtail_documents)),
    path("portal/", include("whoscounting.portal.urls")),  # each trust’s own door
    path("search/", search, name="search"),
    re_path(r"^((?:[\w-]+/)*(?:card\.png)?)$", written, name="wagtail_serve"),  # what editors write
]
if settings.DEBUG:
    urlpatterns = [path("ui/", gallery, name="gallery"), *urlpatterns]
