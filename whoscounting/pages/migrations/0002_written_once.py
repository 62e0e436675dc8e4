from django.db import migrations

from whoscounting.lib.triggers import written_once


class Migration(migrations.Migration):
    dependencies = [("pages", "0001_first")]
    operations = [written_once("pages_agreement")]
