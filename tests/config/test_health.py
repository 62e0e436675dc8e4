"""/healthz says ok only when the database answers and is up to date."""

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.db.utils import OperationalError


@pytest.mark.django_db
def test_it_says_ok_with_at_most_three_queries_and_nobody_may_keep_the_answer(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok")
    assert "no-store" in response["Cache-Control"]
    assert "Set-Cookie" not in response


@pytest.mark.django_db
def test_it_says_how_many_migrations_are_missing(client):
    MigrationRecorder(connection).record_unapplied("ledger", "0002_written_once")
    response = client.get("/healthz")
    assert response.status_code == 503
    assert response.content == b"The database is not up to date: 1 migrations are missing."


@pytest.mark.django_db
def test_it_says_when_the_database_does_not_answer(client):
    def silence(*arguments):
        raise OperationalError("gone")

    with connection.execute_wrapper(silence):
        response = client.get("/healthz")
    assert response.status_code == 503
    assert response.content == b"The database does not answer."


@pytest.mark.django_db
def test_it_only_answers_questions(client):
    assert client.post("/healthz").status_code == 405
