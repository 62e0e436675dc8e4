from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "whoscounting.config"
    label = "config"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """What a mail provider posts is nobody's page, and what is behind a trust's door is that trust's alone."""
        from whoscounting.atlas import addresses
        from whoscounting.portal.links import is_true

        addresses.never_kept("/webhook/")
        addresses.never_kept_where(is_true)
