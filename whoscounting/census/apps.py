from django.apps import AppConfig


class CensusConfig(AppConfig):
    name = "whoscounting.census"
    label = "census"
    default_auto_field = "django.db.models.BigAutoField"
