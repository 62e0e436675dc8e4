from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "whoscounting.pages"
    label = "pages"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """What editors write is kept like the atlas' pages, which learn here of its addresses and its changes."""
        from whoscounting.atlas import addresses, freshness
        from whoscounting.atlas.views import machines
        from whoscounting.pages.addresses import known, open_paths
        from whoscounting.pages.changes import newest_change

        addresses.also(known)
        machines.also(open_paths)
        addresses.never_kept("/search/", "/downloads/")
        freshness.also(newest_change)
