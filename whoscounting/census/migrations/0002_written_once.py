from django.db import migrations

from whoscounting.lib.triggers import fits, written_once


class Migration(migrations.Migration):
    dependencies = [("census", "0001_first")]
    operations = [
        written_once(
            "census_answer",
            "census_evidence",
            "census_assessment",
            "census_edition",
            "census_listing",
            "census_finding",
            "census_publishedanswer",
        ),
        fits(
            "census_answer",
            condition="EXISTS (SELECT 1 FROM census_foirequest r JOIN census_question q ON q.round_id = r.round_id"
            " WHERE r.id = NEW.request_id AND q.id = NEW.question_id)",
            message="the question is not of the request",
        ),
        fits(
            "census_finding",
            condition="EXISTS (SELECT 1 FROM census_listing l JOIN census_edition e ON e.id = l.edition_id"
            " JOIN census_foirequest r ON r.round_id = e.round_id AND r.trust_id = l.trust_id"
            " WHERE l.id = NEW.listing_id AND e.id = NEW.edition_id AND l.trust_id = NEW.trust_id"
            " AND r.id = NEW.request_id)",
            message="edition, listing, trust and request do not belong together",
        ),
        fits(
            "census_publishedanswer",
            condition="EXISTS (SELECT 1 FROM census_finding f JOIN census_foirequest r ON r.id = f.request_id"
            " JOIN census_question q ON q.round_id = r.round_id"
            " WHERE f.id = NEW.finding_id AND q.id = NEW.question_id)",
            message="the question is not of the finding",
        ),
    ]
