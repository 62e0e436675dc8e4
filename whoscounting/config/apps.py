from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "whoscounting.config"
    label = "config"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """What a mail provider posts is nobody's page."""
        from whoscounting.atlas import addresses

        addresses.never_kept("/webhook/")
