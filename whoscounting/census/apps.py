from django.apps import AppConfig


class CensusConfig(AppConfig):
    name = "whoscounting.census"
    label = "census"
