"""The front door: ``python app.py`` and ``app.main`` take the options of the page."""

import subprocess
import sys
from pathlib import Path

import pytest

import app

ROOT = Path(__file__).parent.parent


def test_the_help_names_every_option() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "app.py"), "--help"], capture_output=True, text=True, check=True
    )
    for option in (
        "--host",
        "--port",
        "--index",
        "--corpus",
        "--root-path",
        "--auth",
        "--read-only",
        "--mcp",
    ):
        assert option in done.stdout


def test_main_takes_arguments_from_the_command_line_of_others(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        app.main(["--port", "none"])
    assert ended.value.code == 2
    assert "--port" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "may_change"),
    [
        ([], True),
        (["--read-only"], False),
        (["--host", "0.0.0.0"], False),
        (["--host", "0.0.0.0", "--auth", "desk"], True),
        (["--host", "0.0.0.0", "--changes"], True),
        (["--host", "0.0.0.0", "--auth", "desk", "--read-only"], False),
    ],
)
def test_records_are_changed_here_or_with_a_password(
    arguments: list[str], may_change: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[bool] = []
    monkeypatch.setenv("RAPPORTEUR_PASSWORD", "s3cret")
    monkeypatch.setattr("page.command.open_library", lambda *given: opened.append(given[2]))
    monkeypatch.setattr("page.command.serve", lambda *_, **__: None)
    with pytest.raises(SystemExit) as ended:
        app.main(arguments)
    assert ended.value.code == 0
    assert opened == [may_change]
