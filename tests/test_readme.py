"""What the README shows is what the commands print, and what it names exists."""

import re
import shutil
from pathlib import Path

import pytest

from benchmarks.readme import CONSOLE, README, ROOT, printed

TEXT = README.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def folder(shipped_index: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the commands run, with the default index in its place."""
    folder = tmp_path_factory.mktemp("readme")
    shutil.copytree(shipped_index, folder / ".rapporteur" / "index")
    return folder


def test_an_answered_and_a_refused_question_are_shown() -> None:
    shown = [match[3] for match in CONSOLE.finditer(TEXT)]
    assert any(output.startswith("1. ") for output in shown)
    assert any(output.startswith("No answer: ") for output in shown)


@pytest.mark.model
@pytest.mark.parametrize("block", CONSOLE.findall(TEXT), ids=lambda block: block[1])
def test_the_readme_shows_what_the_command_prints(block: tuple[str, ...], folder: Path) -> None:
    _, command, shown, _ = block
    assert printed(command, folder) == shown


def test_every_file_and_make_target_named_exists() -> None:
    files = re.findall(
        r"`((?:corpus|index|page|qa|tests|benchmarks)/[\w./-]*|\w+\.(?:py|txt|md|toml))`", TEXT
    )
    assert len(files) > 5
    assert [name for name in files if not (ROOT / name).exists()] == []
    targets = set(re.findall(r"make (app|build|evaluate|test|check|\w+)\b(?=[` ])", TEXT))
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert {"app", "test", "check", "build", "evaluate"} <= targets
    assert [target for target in targets if f"\n{target}:" not in makefile] == []
