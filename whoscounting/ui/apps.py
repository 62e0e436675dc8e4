from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "whoscounting.ui"
    label = "ui"
