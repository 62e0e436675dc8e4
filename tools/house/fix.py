"""bin/fix: tidies what can be tidied without thinking."""

from __future__ import annotations

import subprocess
import sys

from tools.house import venv
from tools.house.steps import templates

TOOLS = (["ruff", "check", "--fix", "."], ["ruff", "format", "."], ["djade", *templates()])


def main() -> int:
    venv.install(for_tests=True)
    commands = ([str(venv.VENV / "bin" / tool), *arguments] for tool, *arguments in TOOLS)
    statuses = [subprocess.run(command, cwd=venv.ROOT, check=False).returncode for command in commands]
    # djade says 1 when it has changed something, so that only ruff's word counts.
    return max(statuses[:2])


if __name__ == "__main__":
    sys.exit(main())
