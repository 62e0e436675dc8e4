from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "whoscounting.portal"
    label = "portal"
