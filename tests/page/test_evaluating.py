"""Answers called wrong on the page become questions that the command line asks too."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from index import Index
from page.address import Address
from page.evaluating import Evaluations
from page.library import Library
from page.scene import Scene
from page.words import words_in
from qa import Assistant

ROOT = Path(__file__).parent.parent.parent
MINUTES = (
    "Ada Berg: The quay needs a new crane before the winter.\n\n"
    "Noor Aziz: The harbour tax is too high for small boats.\n"
)
QUESTION = "What did Noor Aziz say about the tax?"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder as one works in: own records and their index below ``.rapporteur``."""
    records = tmp_path / ".rapporteur" / "records"
    records.mkdir(parents=True)
    (records / "minutes.txt").write_text(MINUTES, encoding="utf-8")
    Index.build(records, tmp_path / ".rapporteur" / "index")
    return tmp_path


@pytest.fixture
def call_wrong(project: Path) -> Callable[[str], None]:
    """A reader who calls an answer wrong, and picks the passage with these words instead."""
    own = project / ".rapporteur"
    library = Library(Assistant.load(own / "index"), own / "index", own / "records", may_change=True)
    index = library.assistant.index

    def choose(words: str) -> None:
        scene = Scene(Address(q=QUESTION), words_in("en"), index, may_change=True)
        right = next(passage for passage in index.passages_of("minutes.txt") if words in passage.text)
        Evaluations(library).act(scene, "correct", right.id)

    return choose


@pytest.mark.model
def test_the_command_line_asks_what_readers_corrected(
    project: Path, call_wrong: Callable[[str], None]
) -> None:
    call_wrong("harbour tax")
    for options, folder in ([], project), (["--index", project / ".rapporteur" / "index"], ROOT):
        done = subprocess.run(
            [sys.executable, "-m", "qa", "evaluate", "--json", *map(str, options)],
            capture_output=True,
            text=True,
            encoding="utf-8",
            cwd=folder,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            timeout=120,
        )
        assert done.stdout, done.stderr
        (outcome,) = json.loads(done.stdout)["outcomes"]  # the records of the fixed set are not here
        assert (outcome["question"], outcome["kind"]) == (QUESTION, "correction")
        assert outcome["shortfall"] is None
