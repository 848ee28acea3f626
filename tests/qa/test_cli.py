"""The command line as a process: what it prints where, and its exit codes."""

import csv
import functools
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent.parent

HARBOUR = """\
# Harbour meeting

Participants:

Ann Lee, Chair, Harbour Board
Bořek Ekström, Pilot, Ferry Union

## Debate

Ann Lee said that the old crane must be taken down before winter. She proposed to pay
for it from the harbour fees.

Bořek Ekström argued that the ferry needs a second boat in summer. He warned that night
crossings are dangerous without new lights.

The participants agreed to meet again in October.
"""
LIGHTS = """\
Ann Lee: The new lights will be ordered in March.
Cora Diaz: The lighthouse keeper should train two apprentices this year.
"""

COMMANDS = ("passages", "build", "ask", "evaluate", "speakers", "serve")

Done = subprocess.CompletedProcess[str]


def run(*arguments: str | Path, cwd: Path = ROOT, env: dict[str, str] | None = None) -> Done:
    return subprocess.run(
        [sys.executable, "-m", "qa", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=cwd,
        env=os.environ | {"PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"} | (env or {}),
        stdin=subprocess.DEVNULL,
        timeout=120,
    )


def assert_refused_in_one_line(done: Done, *expected: str) -> None:
    assert done.returncode == 2, done
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1, done.stderr
    assert done.stderr.startswith("rapporteur: ")
    assert all(words in done.stderr for words in expected), done.stderr


def json_lines(done: Done) -> list[dict[str, Any]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("records")
    (folder / "2023").mkdir()
    (folder / "harbour.md").write_text(HARBOUR, encoding="utf-8")
    (folder / "2023" / "lights.txt").write_text(LIGHTS, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def index(records: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built") / "index"
    done = run("build", "--corpus", records, "--index", folder)
    assert done.returncode == 0, done.stderr
    assert "2 records" in done.stdout
    return folder


# --- without an index ---


def test_the_help_lists_every_command() -> None:
    for done in (run(), run("--help"), run("-h")):
        assert done.returncode == 0
        assert all(f"\n  {command} " in done.stdout for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS[:-1])
def test_every_command_explains_itself(command: str) -> None:
    done = run(command, "--help")
    assert done.returncode == 0
    assert f" {command} [OPTIONS]" in done.stdout


def test_the_help_imports_nothing_heavy() -> None:
    script = (
        "import sys; sys.argv = ['rapporteur', '--help']\n"
        "import atexit; atexit.register(lambda: print(sorted({m.partition('.')[0] for m in sys.modules})))\n"
        "from qa.cli import main; main()"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT)
    loaded = set(json.loads(done.stdout.splitlines()[-1].replace("'", '"')))
    assert {"qa", "typer"} <= loaded
    assert not {"numpy", "index", "faiss", "torch", "gradio", "sentence_transformers", "onnxruntime"} & loaded


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["frobnicate"], "frobnicate"),
        (["ask"], "QUESTION"),
        (["ask", "a", "--questions", "b.jsonl"], "QUESTION"),
        (["ask", "a", "--limit", "0"], "--limit"),
        (["ask", "a", "--limit", "many"], "--limit"),
        (["ask", "a", "--format", "xml"], "--format"),
        (["ask", "a", "--frobnicate"], "--frobnicate"),
        (["ask", "a", "--index", "/nowhere/at/all"], "rapporteur build"),
        (["passages"], "PATH"),
        (["evaluate", "--floor", "hit@1"], "hit@1=0.9"),
        (["evaluate", "--floor", "speed=1"], "nugget recall@5"),
        (["evaluate", "--compare", "/nowhere/run.json"], "/nowhere/run.json"),
        (["build", "--corpus", "/nowhere/records", "--index", "/tmp/never-made"], "/nowhere/records"),
    ],
)
def test_wrong_use_is_told_in_one_line(arguments: list[str], expected: str) -> None:
    assert_refused_in_one_line(run(*arguments), expected)


def test_passages_as_json(records: Path) -> None:
    done = run("passages", records, "--json")
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    rows = json_lines(done)
    assert {row["document_id"] for row in rows} == {"harbour.md", "2023/lights.txt"}
    texts = {"harbour.md": HARBOUR, "2023/lights.txt": LIGHTS}
    for row in rows:
        assert {"id", "document_id", "start", "end", "text", "section", "attributions"} <= set(row)
        assert texts[row["document_id"]][row["start"] : row["end"]] == row["text"]
    (crane,) = [row for row in rows if "old crane" in row["text"]]
    assert crane["section"][-1] == "Debate"
    (speaker,) = {a["speaker"]["name"]: a["speaker"] for a in crane["attributions"]}.values()
    assert (speaker["name"], speaker["role"], speaker["organisation"]) == (
        "Ann Lee",
        "Chair",
        "Harbour Board",
    )


def test_passages_of_a_single_file_carry_its_name(records: Path) -> None:
    done = run("passages", records / "2023" / "lights.txt", "--json")
    assert {row["document_id"] for row in json_lines(done)} == {"lights.txt"}


def test_passages_for_people(records: Path) -> None:
    done = run("passages", records)
    assert done.returncode == 0
    assert "Bořek Ekström, Pilot, Ferry Union" in done.stdout
    assert "Ann Lee, Chair, Harbour Board\n" in done.stdout


def test_what_is_no_record_is_refused_by_name_and_the_others_go_on(records: Path, tmp_path: Path) -> None:
    picture = tmp_path / "picture.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    done = run("passages", picture, records / "harbour.md", "--json")
    assert done.returncode == 2
    assert {row["document_id"] for row in json_lines(done)} == {"harbour.md"}
    assert len(done.stderr.splitlines()) == 1
    assert "picture.png" in done.stderr


def test_a_stray_file_in_a_folder_is_no_mistake_of_the_user(tmp_path: Path) -> None:
    (tmp_path / "lights.txt").write_text(LIGHTS, encoding="utf-8")
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    done = run("passages", tmp_path, "--json")
    assert done.returncode == 0
    assert "empty.txt" in done.stderr


def test_the_explanation_names_people_and_evidence(records: Path) -> None:
    done = run("passages", records, "--explain")
    assert done.returncode == 0, done.stderr
    assert "Bořek Ekström" in done.stdout
    assert "reported" in done.stdout
    assert "\x1b" not in done.stdout


def test_a_console_that_knows_ascii_alone(records: Path) -> None:
    env = {"PYTHONIOENCODING": "ascii"}
    rows = json_lines(run("passages", records, "--json", env=env))
    assert any("Bořek Ekström" in row["text"] for row in rows)
    shown = run("passages", records, env=env)
    assert shown.returncode == 0
    assert "Bo?ek Ekstr?m" in shown.stdout


@pytest.mark.skipif(os.name == "nt", reason="Windows has neither pipes that break nor SIGINT as here")
def test_a_reader_that_has_seen_enough_ends_it_quietly(tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text(
        "".join(f"Ann Lee: Sentence {n} of a long talk.\n" for n in range(5000))
    )
    command = f"{sys.executable} -m qa passages {tmp_path} --json | head -n 1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, cwd=ROOT)
    assert len(done.stdout.splitlines()) == 1
    assert done.stderr == ""


@pytest.mark.skipif(os.name == "nt", reason="Windows has neither pipes that break nor SIGINT as here")
def test_an_interruption_leaves_no_traceback(tmp_path: Path) -> None:
    questions = tmp_path / "never.jsonl"
    os.mkfifo(questions)
    process = subprocess.Popen(
        [sys.executable, "-m", "qa", "ask", "--questions", questions],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT,
        # A shell's background job ignores interruptions, and hands that on to what it starts.
        preexec_fn=functools.partial(signal.signal, signal.SIGINT, signal.SIG_DFL),
    )  # fmt: skip
    with questions.open("w"):  # waits until the command reads
        process.send_signal(signal.SIGINT)
        stdout, stderr = process.communicate(timeout=60)
    assert (process.returncode, stdout, stderr) == (130, "", "")


# --- with an index ---


@pytest.mark.model
def test_an_answer_is_printed_and_its_code_is_0(index: Path) -> None:
    done = run("ask", "What did Ann Lee say about the crane?", "--index", index)
    assert (done.returncode, done.stderr) == (0, "")
    first, where, *_ = done.stdout.splitlines()
    assert first.startswith("1. Ann Lee, Chair, Harbour Board · ")
    assert where.endswith("Debate")
    assert "crane" in done.stdout.replace("**", "")
    assert "\x1b" not in done.stdout


@pytest.mark.model
def test_a_refusal_is_printed_and_its_code_is_1(index: Path) -> None:
    done = run("ask", "What did Ursula Falk say about the crane?", "--index", index)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith("No answer: ")


@pytest.mark.model
def test_an_answer_as_json(index: Path) -> None:
    done = run("ask", "What did Bořek Ekström warn of?", "--index", index, "--limit", "1", "--json")
    (answer,) = json_lines(done)
    assert done.returncode == 0
    assert (answer["id"], answer["status"], answer["reason"], answer["nearest"]) == (
        None,
        "answered",
        None,
        [],
    )
    assert answer["question"] == "What did Bořek Ekström warn of?"
    assert answer["speakers_asked"] == ["Bořek Ekström"]
    (hit,) = answer["hits"]
    assert {"rank", "score", "passage", "document_title", "highlights"} <= set(hit)
    assert hit["rank"] == 1
    assert HARBOUR[hit["passage"]["start"] : hit["passage"]["end"]] == hit["passage"]["text"]
    assert all(hit["passage"]["start"] <= a < b <= hit["passage"]["end"] for a, b in hit["highlights"])


@pytest.mark.model
@pytest.mark.parametrize("question", ["", " ", "?", "a\nb", "\udcff", "🦀", "word " * 20_000])
def test_absurd_questions_get_an_answer_or_a_refusal(index: Path, question: str) -> None:
    done = run("ask", question, "--index", index, "--json")
    (answer,) = json_lines(done)
    assert done.returncode == {"answered": 0, "refused": 1}[answer["status"]], done.stderr
    assert done.stderr == ""


@pytest.mark.model
def test_a_refusal_as_json(index: Path) -> None:
    done = run("ask", "What did Ursula Falk say about the crane?", "--index", index, "--json")
    (answer,) = json_lines(done)
    assert done.returncode == 1
    assert (answer["status"], answer["hits"]) == ("refused", [])
    assert answer["reason"]
    assert len(answer["nearest"]) <= 3


@pytest.mark.model
def test_a_file_of_questions_is_answered_line_by_line(index: Path, tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    rows: list[dict[str, Any]] = [
        {
            "id": "z",
            "question": "What will be ordered in March?",
            "speaker": "Nobody",
            "nuggets": ["x"],
            "kind": "fact",
        },
        {"id": "a", "question": "What did Ursula Falk say?", "document": "harbour.md"},
        {"question": "lights", "only_document": "harbour.md"},
        {"id": "b", "question": "lights", "only_speaker": "Ann Lee"},
        {"id": "half a letter", "question": "\ud800 lights?"},
    ]
    file.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    done = run("ask", "--questions", file, "--index", index, "--json")
    answers = json_lines(done)
    assert (done.returncode, done.stderr) == (0, "")
    assert [answer["id"] for answer in answers] == ["z", "a", None, "b", "half a letter"]
    assert [answer["question"] for answer in answers[:4]] == [row["question"] for row in rows[:4]]
    assert answers[1]["status"] == "refused"
    shown = [*answers[2]["hits"], *answers[2]["nearest"]]
    assert {hit["passage"]["document_id"] for hit in shown} == {"harbour.md"}
    for hit in [*answers[3]["hits"], *answers[3]["nearest"]]:
        assert {a["speaker"]["name"] for a in hit["passage"]["attributions"]} == {"Ann Lee"}


@pytest.mark.model
def test_a_mistake_in_a_file_of_questions_is_told_with_its_line(index: Path, tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text('{"id": "a", "question": "lights"}\n{"id": 1\n', encoding="utf-8")
    done = run("ask", "--questions", file, "--index", index, "--json")
    assert_refused_in_one_line(done, "questions.jsonl:2")


@pytest.mark.model
def test_citations(index: Path) -> None:
    question = ("ask", "What did Ann Lee say about the crane?", "--index", index, "--limit", "1")
    markdown = run(*question, "--format", "markdown").stdout
    assert markdown.startswith('> "')
    assert "(Ann Lee, Chair, Harbour Board; Harbour meeting, " in markdown
    header, row = csv.reader(run(*question, "--format", "csv").stdout.splitlines())
    cells = dict(zip(header, row, strict=True))
    assert "crane" in cells["passage"]
    assert (cells["speaker"], cells["organisation"]) == ("Ann Lee", "Harbour Board")


@pytest.mark.model
def test_speakers(index: Path) -> None:
    rows = json_lines(run("speakers", "--index", index, "--json"))
    ann = next(row for row in rows if row["name"] == "Ann Lee")
    assert (ann["role"], ann["organisation"]) == ("Chair", "Harbour Board")
    assert set(ann["documents"]) == {"harbour.md", "2023/lights.txt"}
    assert ann["passages"] >= 2
    assert {row["name"] for row in rows} == {"Ann Lee", "Bořek Ekström", "Cora Diaz"}
    shown = run("speakers", "--index", index).stdout
    assert "Cora Diaz" in shown
    assert "Harbour Board" in shown


@pytest.mark.model
def test_evaluate_saves_compares_and_holds_to_floors(index: Path, tmp_path: Path) -> None:
    file, saved, page = tmp_path / "set.jsonl", tmp_path / "run.json", tmp_path / "report.html"
    rows = [
        {"id": "1", "question": "What did Ann Lee say about the crane?", "speaker": "Ann Lee",
         "nuggets": ["the old crane must be taken down"], "kind": "speaker", "document": "harbour.md"},
        {"id": "2", "question": "What did Ursula Falk say?", "speaker": None, "nuggets": [],
         "kind": "unanswerable-person", "document": None},
    ]  # fmt: skip
    file.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    done = run("evaluate", "--questions", file, "--index", index, "--save", saved, "--html", page)
    assert done.returncode == 0, done.stderr
    assert "0 of 2 questions fell short" in done.stdout
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")

    absent = ["a song that nobody ever sang"]
    rows.append({"id": "3", "question": "Who sings?", "speaker": None, "nuggets": absent, "kind": "who"})
    file.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    again = ("evaluate", "--questions", file, "--index", index, "--compare", saved, "--floor", "hit@1=0.9")
    missed = run(*again)
    assert missed.returncode == 1
    assert "floor missed: hit@1 is 0.50, stated 0.90" in missed.stdout
    assert "0 lost" in missed.stdout
    assert "1 only now: 3" in missed.stdout
    (report,) = json_lines(run(*again, "--json"))
    assert report["measures"]["hit@1"]["value"] == 0.5
    assert report["floors_missed"] == ["hit@1"]


@pytest.mark.model
def test_a_record_that_there_is_not_is_told_with_the_closest(index: Path, tmp_path: Path) -> None:
    asked = ("ask", "What did Ann Lee say about the crane?", "--index", index)
    assert_refused_in_one_line(
        run(*asked, "--document", "light.txt"), "no record 'light.txt'", "closest: '2023/lights.txt'"
    )
    rows = [{"question": "Who pays?"}, {"question": "Who pays?", "only_document": "Harbour"}]
    (tmp_path / "set.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    done = run("ask", "--questions", tmp_path / "set.jsonl", "--index", index, "--json")
    assert_refused_in_one_line(done, "no record 'Harbour'", "closest: 'harbour.md'")
    stranger = run(*asked, "--speaker", "Ursula Falk")
    assert stranger.returncode == 1
    assert "Nobody called Ursula Falk" in stranger.stdout


@pytest.mark.model
def test_a_question_set_of_other_records_is_told(index: Path) -> None:
    assert_refused_in_one_line(run("evaluate", "--index", index), "other records", "--questions")


@pytest.mark.model
def test_the_default_index_is_built_when_it_is_first_needed(tmp_path: Path) -> None:
    done = run("ask", "What did Glenda Napier propose?", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "Glenda Napier, CEO, Energy Cluster Denmark" in done.stdout
    assert (tmp_path / ".rapporteur" / "index").is_dir()


@pytest.mark.model
def test_a_damaged_index_names_what_mends_it(index: Path, tmp_path: Path) -> None:
    import shutil

    copy = shutil.copytree(index, tmp_path / "copy")
    (copy / "manifest.json").write_text("{", encoding="utf-8")
    assert_refused_in_one_line(run("ask", "lights?", "--index", copy), "rapporteur build")
