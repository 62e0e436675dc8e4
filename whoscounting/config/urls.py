"""Every address of the site: the desk under /desk/, all else is what readers see."""

from django.conf import settings
from django.urls import include, path
from wagtail.admin import urls as wagtail_admin

from whoscounting.config.health import healthz
from whoscounting.ui.views import gallery

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("desk/", include("whoscounting.desk.signing_in.urls")),  # before Wagtail's, whose sign-in it replaces
    path("desk/", include(wagtail_admin)),
    path("", include("whoscounting.atlas.urls")),
]
if settings.DEBUG:
    urlpatterns = [path("ui/", gallery, name="gallery"), *urlpatterns]
