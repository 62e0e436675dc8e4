"""The house rules. Each is shown to catch what breaks it, and then the whole house is checked."""

import tomllib
from pathlib import Path

import pytest

from tests import house_rules as rules

ROOT = Path(__file__).resolve().parents[1]
HOUSE = ROOT / "whoscounting"
CODE = [path for path in sorted(HOUSE.rglob("*.py")) if "migrations" not in path.parts]
TEMPLATES = sorted(HOUSE.rglob("*.html"))
DOMAIN = ("census", "register", "mail", "accounts", "ledger")
# These write below the level of actions, and say why in their first lines.
BELOW_ACTIONS = {
    HOUSE / "lib" / "triggers.py",  # makes triggers, called by migrations only
    *(HOUSE / "lib" / "sqlite").glob("*.py"),  # is the database connection itself
    HOUSE / "pages" / "rules" / "files.py",  # draws pictures anew, in memory
    HOUSE / "lib" / "compiled.py",  # only asks, with SQL that Django has built
    HOUSE / "config" / "keeping" / "snapshot.py",  # copies databases and asks the copies
    HOUSE / "config" / "keeping" / "places.py",  # exchanges whole databases while nobody uses them
    HOUSE / "lib" / "postcodefile.py",  # builds and reads a file of its own; an action puts it in place
}
FIVE_NAMES = {"models", "rules", "actions", "queries", "letters"}
BESIDE_THEM = {"__init__", "__pycache__", "apps", "migrations", "facts", "reading", "transport"}
# facts: the register's bundled tables; reading: other people's mail, in a process of its own; transport: servers


def is_action(path: Path) -> bool:
    inside = path.relative_to(HOUSE).parts
    return inside[0] in {*DOMAIN, "pages"} and inside[1] in {"actions", "actions.py"}


ACTIONS = [path for path in CODE if is_action(path)]


@pytest.mark.parametrize(
    "line",
    [
        "trust.save()",
        "Trust.objects.create(name=1)",
        "Trust.objects.filter(a=1).update(b=2)",
        "Trust.objects.get_or_create(a=1)",
        "await trust.asave()",
        "connection.cursor().execute('DELETE FROM trust')",
        "user.groups.set([officer])",
        "user.groups.add(officer)",
        "trust.delete()",
    ],
)
def test_a_line_that_writes_is_seen(line):
    assert rules.writes(f"async def view(request):\n    {line}\n")


@pytest.mark.parametrize(
    "line", ["seen.add(1)", "self._seen.add(1)", "self.seen.add(1)", "digest.update(b'')", "a |= b"]
)
def test_a_line_that_only_looks_like_writing_is_let_through(line):
    assert rules.writes(line) == []


def test_only_actions_write():
    others = [path for path in CODE if path not in BELOW_ACTIONS and not is_action(path)]
    assert rules.each(others, rules.writes, ROOT) == []


def test_a_public_function_that_is_no_action_is_seen():
    assert rules.undecorated("@action\ndef ask(): ...\ndef _help(): ...\ndef publish(): ...") == [
        "line 4: publish is no @action"
    ]


def test_every_public_function_of_an_actions_module_is_an_action():
    assert ACTIONS
    assert rules.each(ACTIONS, rules.undecorated, ROOT) == []


def test_an_action_that_records_nothing_is_seen():
    codes = ["def ask():\n    _send()\ndef _send():\n    record()", "def publish():\n    print()"]
    assert rules.unrecorded(codes) == ["publish"]


def test_every_action_writes_into_the_ledger():
    assert rules.unrecorded([path.read_text() for path in ACTIONS]) == []


@pytest.mark.parametrize(
    "code",
    [
        "from django.db.models.signals import post_save",
        "from django.dispatch import receiver",
        "import django.db.models.signals",
        "saved.connect(print)",
    ],
)
def test_a_signal_is_seen(code):
    assert rules.signals(code)


def test_opening_a_database_is_no_signal():
    assert rules.signals("sqlite3.connect('db')") == []


def test_nothing_happens_by_signal():
    assert rules.each(CODE, rules.signals, ROOT) == []


def test_a_model_that_does_things_when_saved_is_seen():
    assert rules.saving_models("class Trust(Model):\n    def save(self): ...") == ["line 2: Trust.save()"]


def test_no_model_does_things_when_saved():
    models = [path for path in CODE if "models" in path.parts or path.name == "models.py"]
    assert models
    assert rules.each(models, rules.saving_models, ROOT) == []


@pytest.mark.parametrize(
    "line",
    [
        "from django.http import HttpRequest",
        "from django.http.response import HttpResponse",
        "from django import shortcuts",
        "import django.urls",
        "def link():\n    from django.urls import reverse",
        "from django.template.loader import render_to_string",
        "import django.views.generic as generic",
    ],
)
def test_an_import_of_what_answers_a_browser_is_seen(line):
    assert len(rules.web_imports(line)) == 1


@pytest.mark.parametrize(
    "line", ["from django.db import models", "from django.utils import timezone", "from .http import fetch"]
)
def test_other_imports_are_let_through(line):
    assert rules.web_imports(line) == []


@pytest.mark.parametrize("room", DOMAIN)
def test_a_domain_room_knows_nothing_of_browsers(room):
    files = [path for path in CODE if path.is_relative_to(HOUSE / room)]
    assert files
    assert rules.each(files, rules.web_imports, ROOT) == []


@pytest.mark.parametrize(
    ("markup", "found"),
    [
        ('<p style="color: red">', "style attribute"),
        ("<style>p {}</style>", "inline style"),
        ("<script>go()</script>", "inline script"),
        ('<script type="module">go()</script>', "inline script"),
        ('<button onclick="go()">', "event handler"),
        ('<img alt="" src="https://example.org/a.png">', "third party"),
        ('<link rel="stylesheet" href="//example.org/a.css">', "third party"),
        ('<form action="http://example.org/">', "third party"),
    ],
)
def test_markup_that_the_content_policy_forbids_is_seen(markup, found):
    assert rules.unsafe_markup(f"<main>\n{markup}") == [f"line 2: {found}"]


@pytest.mark.parametrize(
    "markup",
    [
        '<script type="module" src="{% static "ui/a.js" %}"></script>',
        '<script type="application/json">{}</script>',
        '<a href="https://www.nhs.uk/">',
        "{# <style> is not for us #}",
        '<p class="style">on = off</p>',
    ],
)
def test_markup_that_it_allows_is_let_through(markup):
    assert rules.unsafe_markup(markup) == []


def test_no_template_has_anything_inline_or_from_others():
    assert rules.each(TEMPLATES, rules.unsafe_markup, ROOT) == []


def test_a_file_that_is_too_long_is_seen():
    assert rules.too_long("\n" * 401) == ["401 lines"]
    assert rules.too_long("\n" * 400) == []


def test_no_file_is_longer_than_400_lines():
    folders = [HOUSE, ROOT / "tests", ROOT / "tools", ROOT / "bench"]
    kinds = ("*.py", "*.js", "*.css", "*.html")
    files = [path for folder in folders for kind in kinds for path in sorted(folder.rglob(kind))]
    # Nobody writes or reads a first migration: Django makes it of the models.
    ours = [path for path in files if "node_modules" not in path.parts and path.name != "0001_first.py"]
    assert rules.each(ours, rules.too_long, ROOT) == []


def test_a_contract_that_lets_something_through_is_seen():
    layers = {"name": "floors", "type": "layers", "exhaustive": True}
    others = {"name": "others", "type": "forbidden", "ignore_imports": ["a -> b"]}
    assert rules.loose_contracts(linter(layers)) == []
    assert rules.loose_contracts(linter(layers | {"exhaustive": False})) == ["floors: not exhaustive"]
    assert rules.loose_contracts(linter(layers, others)) == ["others: ignores imports"]
    assert rules.loose_contracts(linter()) == ["no layers contract"]


def linter(*contracts: dict) -> dict:
    return {"tool": {"importlinter": {"contracts": list(contracts)}}}


def test_the_floors_are_held_without_exception():
    assert rules.loose_contracts(tomllib.loads((ROOT / "pyproject.toml").read_text())) == []


def test_a_name_that_no_other_room_uses_is_seen():
    assert rules.foreign_names(["models.py", "rules", "helpers.py"], FIVE_NAMES) == ["helpers"]


@pytest.mark.parametrize("room", DOMAIN)
def test_a_domain_room_uses_the_five_names(room):
    names = [path.name for path in (HOUSE / room).iterdir()]
    assert rules.foreign_names(names, FIVE_NAMES | BESIDE_THEM) == []
