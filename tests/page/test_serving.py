import socket
import subprocess
import sys
from pathlib import Path

import pytest

from page.guard import Secrets
from page.serving import (
    FIRST_PORT,
    LAST_PORT,
    MCP_TOKEN,
    PASSWORD,
    PASSWORD_FILE,
    ServeError,
    free_port,
    is_this_machine,
    secrets_from_environment,
)

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("host", ["127.0.0.1", "127.9.9.9", "::1", "localhost"])
def test_addresses_of_this_machine(host: str) -> None:
    assert is_this_machine(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.4", "rapporteur.example"])
def test_addresses_that_others_reach(host: str) -> None:
    assert not is_this_machine(host)


def test_a_port_that_is_taken_is_passed_over() -> None:
    first = free_port("127.0.0.1")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", first))
        taken.listen()
        assert FIRST_PORT <= first < free_port("127.0.0.1") <= LAST_PORT


def test_the_password_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PASSWORD, "s3cret")
    monkeypatch.setenv(MCP_TOKEN, "t0ken")
    assert secrets_from_environment("desk") == Secrets("desk", "s3cret", "t0ken")
    assert secrets_from_environment(None) == Secrets(token="t0ken")


def test_the_password_comes_from_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv(PASSWORD, raising=False)
    (tmp_path / "password").write_text("s3cret\n", encoding="utf-8")
    monkeypatch.setenv(PASSWORD_FILE, str(tmp_path / "password"))
    assert secrets_from_environment("desk").password == "s3cret"
    monkeypatch.setenv(PASSWORD_FILE, str(tmp_path / "absent"))
    with pytest.raises(ServeError, match="absent, which cannot be read"):
        secrets_from_environment("desk")


def test_a_user_without_a_password_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(PASSWORD, raising=False)
    monkeypatch.delenv(PASSWORD_FILE, raising=False)
    with pytest.raises(ServeError, match=f"set {PASSWORD}"):
        secrets_from_environment("desk")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--port", "70000"], "--port"),
        (["--colour"], "--colour"),
        (["--index", "nowhere"], "rapporteur build"),
    ],
)
def test_a_bad_start_is_told_in_one_line(arguments: list[str], told: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "app.py"), *arguments], cwd=tmp_path, capture_output=True, text=True
    )
    assert done.returncode == 2
    assert told in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert done.stdout == ""
