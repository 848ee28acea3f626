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
