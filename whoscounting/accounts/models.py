"""Staff who sign in."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):  # type: ignore[django-manager-missing]  # Wagtail's models point here; it ships no types
    """A member of the campaign's staff. What one may do follows from one's groups (see rules.ROLES)."""
