from django.db import migrations

from whoscounting.lib.triggers import written_once


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_first")]
    operations = [written_once("ledger_event", "ledger_book")]
