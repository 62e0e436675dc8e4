"""How the house rules are checked: functions that read code and say what breaks a rule, line by line."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

WRITES = {"save", "create", "bulk_create", "update", "bulk_update", "delete", "get_or_create", "update_or_create"}
WRITES |= {f"a{name}" for name in WRITES} | {"execute", "executemany", "executescript", "raw"}
RELATED = {"add", "set", "remove", "clear"}
SIGNALS = {"django.db.models.signals", "django.dispatch", "django.core.signals", "django.test.signals"}
INLINE = {
    "style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "inline style": re.compile(r"<style\b", re.IGNORECASE),
    "event handler": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "third party": re.compile(
        r"<(?!a\b)[a-z]+\b[^>]*\s(?:src|srcset|href|data|action)\s*=\s*[\"']?(?:https?:)?//", re.IGNORECASE
    ),
}
WEB = tuple(f"django.{name}." for name in ("http", "urls", "template", "shortcuts", "views"))
SCRIPT = re.compile(r"<script\b([^>]*)>", re.IGNORECASE)
DATA = re.compile(r"type\s*=\s*[\"']application/(ld\+)?json[\"']", re.IGNORECASE)


def writes(code: str) -> list[str]:
    """Calls that change rows. Let through: `digest.update`, which feeds a fingerprint, and saving a picture."""
    return [f"line {call.lineno}: .{call.func.attr}()" for call in _method_calls(code) if _changes_rows(call)]


def _changes_rows(call: ast.Call) -> bool:
    method = call.func
    owner = method.value
    if method.attr in WRITES:
        feeds_a_fingerprint = isinstance(owner, ast.Name) and owner.id == "digest"
        saves_a_picture = method.attr == "save" and [ast.unparse(given) for given in call.args[:1]] == ["file"]
        return not (feeds_a_fingerprint or saves_a_picture)
    # `person.groups.add(…)` changes rows; `seen.add(…)` and `self._seen.add(…)` fill a set.
    return method.attr in RELATED and isinstance(owner, ast.Attribute) and not _is_own(owner)


def _is_own(owner: ast.Attribute) -> bool:
    return owner.attr.startswith("_") or (isinstance(owner.value, ast.Name) and owner.value.id == "self")


def signals(code: str) -> list[str]:
    """Imports of Django's signals and connections to them."""
    found = []
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.ImportFrom) and node.module in SIGNALS:
            found.append(f"line {node.lineno}: {node.module}")
        if isinstance(node, ast.Import) and SIGNALS & {name.name for name in node.names}:
            found.append(f"line {node.lineno}: import of signals")
    connected = [call for call in _method_calls(code) if call.func.attr == "connect"]
    return found + [f"line {c.lineno}: .connect()" for c in connected if ast.unparse(c.func.value) != "sqlite3"]


def web_imports(code: str) -> list[str]:
    """Imports of what answers a browser; `from django import http` is one, and so are the modules below these."""
    return [f"line {line}: {name}" for line, name in _imported(code) if f"{name}.".startswith(WEB)]


def _imported(code: str) -> Iterator[tuple[int, str]]:
    """The dotted names of everything that is imported, wherever in the code, with their lines."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, one.name) for one in node.names)
        if isinstance(node, ast.ImportFrom) and node.level == 0:
            yield from ((node.lineno, f"{node.module}.{one.name}") for one in node.names)


def saving_models(code: str) -> list[str]:
    """Classes with a save() or delete() of their own."""
    classes = (node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.ClassDef))
    return [
        f"line {method.lineno}: {owner.name}.{method.name}()"
        for owner in classes
        for method in owner.body
        if isinstance(method, ast.FunctionDef) and method.name in {"save", "delete"}
    ]


def undecorated(code: str) -> list[str]:
    """Public functions of an actions module that are no @action."""
    return [
        f"line {function.lineno}: {function.name} is no @action"
        for function in _public(code)
        if not any(isinstance(mark, ast.Name) and mark.id == "action" for mark in function.decorator_list)
    ]


def unrecorded(codes: list[str]) -> list[str]:
    """Public functions from which no path of calls leads to `record`. All actions modules are read together."""
    calls: dict[str, set[str]] = {}
    for code in codes:
        for function in _functions(code):
            calls.setdefault(function.name, set()).update(_called(function))
    public = {function.name for code in codes for function in _public(code)} - {"record"}
    return sorted(name for name in public if not _leads_to("record", name, calls))


def _leads_to(goal: str, start: str, calls: dict[str, set[str]]) -> bool:
    seen, ahead = set(), [start]
    while ahead:
        name = ahead.pop()
        if name == goal:
            return True
        if name not in seen:
            seen.add(name)
            ahead.extend(calls.get(name, ()))
    return False


def unsafe_markup(template: str) -> list[str]:
    """What the content policy of the public pages forbids, or would fetch from others."""
    text = re.sub(
        r"{#.*?#}|{%\s*comment.*?endcomment\s*%}", lambda m: re.sub(r"[^\n]", " ", m[0]), template, flags=re.DOTALL
    )
    found = [(match.start(), name) for name, pattern in INLINE.items() for match in pattern.finditer(text)]
    for match in SCRIPT.finditer(text):
        if not re.search(r"\ssrc\s*=", match[1]) and not DATA.search(match[1]):
            found.append((match.start(), "inline script"))
    return [f"line {text.count(chr(10), 0, start) + 1}: {name}" for start, name in sorted(found)]


def too_long(text: str, most: int = 400) -> list[str]:
    lines = len(text.splitlines())
    return [f"{lines} lines"] if lines > most else []


def loose_contracts(settings: dict) -> list[str]:
    """Import contracts that let something through."""
    contracts = settings["tool"]["importlinter"]["contracts"]
    found = [f"{contract['name']}: ignores imports" for contract in contracts if contract.get("ignore_imports")]
    layers = [contract for contract in contracts if contract["type"] == "layers"]
    found += [f"{contract['name']}: not exhaustive" for contract in layers if contract.get("exhaustive") is not True]
    return found if layers else [*found, "no layers contract"]


def foreign_names(names: list[str], allowed: set[str]) -> list[str]:
    """Modules and folders of a room that have none of the names that every room uses."""
    return sorted({name.removesuffix(".py") for name in names} - allowed)


def each(paths: list[Path], check, root: Path) -> list[str]:
    """What a check finds in every one of these files, with the file's name before it."""
    return [f"{path.relative_to(root)} {found}" for path in paths for found in check(path.read_text())]


def _functions(code: str) -> Iterator[ast.FunctionDef]:
    return (node for node in ast.parse(code).body if isinstance(node, ast.FunctionDef))


def _public(code: str) -> Iterator[ast.FunctionDef]:
    return (function for function in _functions(code) if not function.name.startswith("_"))


def _called(function: ast.FunctionDef) -> set[str]:
    """The names of all that a function calls or hands on."""
    inside = list(ast.walk(function))
    return {n.id for n in inside if isinstance(n, ast.Name)} | {n.attr for n in inside if isinstance(n, ast.Attribute)}


def _method_calls(code: str) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node
