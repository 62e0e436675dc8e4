"""The bodies that are asked, where they are, and what became of them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class Region(models.Model):
    """One of the seven NHS regions of England."""

    code = models.CharField(max_length=3, primary_key=True)
    name = models.CharField(max_length=60, unique=True)
    slug = models.SlugField(unique=True)

    def __str__(self) -> str:
        return self.name


class Trust(models.Model):
    """An NHS trust, open or closed. The ODS code is its key; it is not always three characters long."""

    ods_code = models.CharField(max_length=10, primary_key=True)
    name = models.CharField(max_length=160)
    official_name = models.CharField(max_length=160)
    former_names = models.JSONField(default=list)
    kind = models.CharField(max_length=40)
    opened = models.DateField(null=True)
    closed = models.DateField(null=True)
    region = models.ForeignKey(Region, null=True, on_delete=models.PROTECT, related_name="trusts")
    icb = models.CharField(max_length=80)
    cancer_alliance = models.CharField(max_length=80)
    town = models.CharField(max_length=60)
    postcode = models.CharField(max_length=8)
    # The registered address, which is not always the main hospital. Degrees WGS84 and metres British National Grid.
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    easting = models.IntegerField(null=True)
    northing = models.IntegerField(null=True)
    website = models.URLField(max_length=200)
    # 31-day breast cancer treatments in the twelve months to September 2025, predecessors included.
    breast_treatments = models.PositiveIntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["region", "name"], name="trust_region_name")]
        constraints = [
            models.CheckConstraint(condition=~Q(ods_code="") & ~Q(name=""), name="trust_has_code_and_name"),
            models.CheckConstraint(
                condition=Q(closed__isnull=True) | Q(opened__isnull=True) | Q(closed__gte=F("opened")),
                name="trust_closes_after_it_opens",
            ),
        ]
        permissions = [("keep_register", "Can change trusts, contacts and scope")]

    def __str__(self) -> str:
        return f"{self.name} ({self.ods_code})"


class Site(models.Model):
    """A hospital or clinic. `own` is false for another body's building in which a trust works."""

    code = models.CharField(max_length=12, primary_key=True)
    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="sites")
    name = models.CharField(max_length=160)
    postcode = models.CharField(max_length=8)
    town = models.CharField(max_length=60)
    latitude = models.FloatField()
    longitude = models.FloatField()
    easting = models.IntegerField()
    northing = models.IntegerField()
    own = models.BooleanField()

    def __str__(self) -> str:
        return self.name


class Succession(models.Model):
    """One trust became, or became part of, another. A split has several rows."""

    predecessor = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="inheritances")
    happened_on = models.DateField()
    kind = models.CharField(max_length=20)
    confidence = models.CharField(max_length=10)
    evidence = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="succession_once"),
            models.CheckConstraint(condition=~Q(predecessor=F("successor")), name="succession_between_two"),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor_id} to {self.successor_id}"


class Contact(models.Model):
    """Where a trust is written to. An office, not a person; only staff see it."""

    class Role(models.TextChoices):
        FOI = "foi", "Freedom of information office"
        CHIEF = "chief", "Chief executive's office"
        DATA = "data", "Breast data lead"

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="contacts")
    role = models.CharField(max_length=6, choices=Role.choices)
    email = models.EmailField()
    source = models.CharField(max_length=200)
    # One person fills in, another verifies; empty for what came from a file.
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="entered_contacts"
    )
    verified_on = models.DateField(null=True)
    # A letter to it came back; a new address or a new verification clears it.
    bounced_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["trust", "role"], name="contact_one_per_role"),
            models.CheckConstraint(condition=Q(role__in=["foi", "chief", "data"]), name="contact_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} of {self.trust_id}"


class Outcode(models.Model):
    """An outward code (`GU2`) of any UK nation, with the mean place of its postcodes."""

    code = models.CharField(max_length=4, primary_key=True)
    latitude = models.FloatField()
    longitude = models.FloatField()
    nation = models.CharField(max_length=20)

    def __str__(self) -> str:
        return self.code


class Sector(models.Model):
    """A postcode sector of England (`GU2 7`), with the mean place of its postcodes."""

    code = models.CharField(max_length=6, primary_key=True)
    latitude = models.FloatField()
    longitude = models.FloatField()

    def __str__(self) -> str:
        return self.code
