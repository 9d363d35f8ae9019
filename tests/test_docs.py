"""Documentation cannot fall behind: every command and every family stands in it."""

import subprocess
import sys
from pathlib import Path

import pytest

from parsers.families import ADAPTERS

DOCS = Path(__file__).parent.parent / "docs"


def _commands() -> list[str]:
    code = (
        "import typer, monitor.cli as c\n"
        "root = typer.main.get_command(c.app)\n"
        "for name, one in root.commands.items():\n"
        "    for sub in getattr(one, 'commands', None) or ['']:\n"
        "        print(name, sub)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return [line.strip() for line in done.stdout.splitlines()]


def test_every_command_stands_in_the_operating_manual() -> None:
    manual = (DOCS / "operating.md").read_text(encoding="utf-8")

    assert [name for name in _commands() if f"`{name}" not in manual] == []


@pytest.mark.parametrize("family", sorted(ADAPTERS))
def test_every_family_has_its_fixtures(family: str) -> None:
    assert list((DOCS.parent / "fixtures" / "sites" / family).glob("*/golden.json"))


@pytest.mark.parametrize("family", sorted(ADAPTERS))
def test_every_family_says_what_is_read_and_what_is_not(family: str) -> None:
    section = (DOCS / "families.md").read_text(encoding="utf-8").partition(f"### {family}\n")[2]
    body = section.partition("\n#")[0]

    for part in ("Read:", "Not read:"):
        assert len(body.partition(part)[2].strip()) > len("-"), f"{family}: {part}"
