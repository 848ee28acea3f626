"""The command line: ``rapporteur`` and ``python -m qa``.

Results go to standard output, progress and notes to standard error. Exit codes: 0 answered or done,
1 refused or a check fell short, 2 a usage or input error, told in one line. Whatever a command does not
need it does not import: ``passages`` runs without numpy, the help without anything.
"""

import os
import signal
import sys
from collections.abc import Iterable, Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from qa.printing import (
    Format,
    note,
    note_refusals,
    print_answer,
    print_citations,
    print_explanations,
    print_json,
    print_passages,
    print_speakers,
)

if TYPE_CHECKING:
    from corpus import Refusal
    from qa.assistant import Assistant
    from qa.evaluation import Report
    from qa.questions import PlainQuestion

DONE, FELL_SHORT, WRONG_USE = 0, 1, 2

app = typer.Typer(
    name="rapporteur",
    help="Ask who said what in the records of events; get the records' own words under the right name.",
    invoke_without_command=True,
    add_completion=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

IndexFolder = Annotated[
    Path | None,
    typer.Option("--index", metavar="DIR", help="Folder of the index.", show_default=".rapporteur/index"),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, one object a line.")]


def main() -> NoReturn:
    """Run the command and exit with its code; whatever goes wrong is told in one line."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a letter that the console lacks is no error
    try:
        sys.exit(app(standalone_mode=False) or DONE)
    except typer.TyperException as error:
        _fail(f"{error.format_message()}; see: rapporteur --help")
    except typer.Abort:
        _fail("stopped")
    except (KeyboardInterrupt, SystemExit):
        raise
    except Exception as error:
        if os.environ.get("RAPPORTEUR_DEBUG"):
            raise
        _fail(_told(error))


def _told(error: Exception) -> str:
    """Our own errors speak for themselves; others need their name."""
    own = type(error).__module__.partition(".")[0] in {"corpus", "index", "qa", "page"}
    if own or isinstance(error, OSError):
        return str(error)
    return f"unexpected {type(error).__name__}: {error}; set RAPPORTEUR_DEBUG=1 to see where"


def _fail(message: str) -> NoReturn:
    note(message)
    raise SystemExit(WRONG_USE)


@app.callback()
def _prepare(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        print(context.get_help())
    # A reader that has seen enough ("| head") ends the command quietly, as it ends any other; the server
    # must outlive those who hang up.
    if hasattr(signal, "SIGPIPE") and context.invoked_subcommand != "serve":
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)


@app.command()
def passages(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files and folders of records.")],
    as_json: AsJson = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show who was found, and the evidence for each passage.")
    ] = False,
) -> int:
    """Show the attributed passages of files or folders; needs no index and no model."""
    import corpus

    reading = corpus.read_documents(paths)
    note_refusals(reading.refused)
    if explain and not as_json:
        print_explanations(reading.documents)
    else:
        split = (corpus.split_document(document) for document in reading.documents)
        linked = corpus.link_speakers(passage for document in split for passage in document)
        if as_json:
            print_json(corpus.passage_to_json(passage) for passage in linked)
        else:
            print_passages(linked)
    named = {path.resolve() for path in paths}
    was_refused = any(refusal.path.resolve() in named for refusal in reading.refused)
    return WRONG_USE if was_refused or not reading.documents else DONE


@app.command()
def build(
    records: Annotated[
        list[Path] | None,
        typer.Option(
            "--corpus",
            metavar="DIR",
            help="Folder or file of records.",
            show_default="your own, else what ships",
        ),
    ] = None,
    index: IndexFolder = None,
    model: Annotated[
        str | None, typer.Option(metavar="NAME", help="A sentence-transformers model: folder or hub name.")
    ] = None,
) -> None:
    """Build the index of the records; only what changed is embedded again."""
    from index import Index
    from qa.opening import DEFAULT_INDEX, check_nothing_is_dropped, records_of
    from qa.terminal import progress_bar

    folder = index or DEFAULT_INDEX
    refused: list[Refusal] = []
    sources = records or [records_of(folder)]
    if not records:
        check_nothing_is_dropped(sources[0], folder)
    with progress_bar("Building the index") as progress:
        progress(0, 0)
        built = Index.build(sources, folder, _embedder(model), progress, refused.append)
    note_refusals(refused)
    people = sum(1 for entry in built.speakers if entry.passages)
    counts = (len(built), "passage"), (len(built.documents), "record"), (people, "speaker")
    told = ", ".join(f"{count} {noun}{'' if count == 1 else 's'}" for count, noun in counts)
    print(f"{folder}: {told}")


@app.command()
def ask(
    question: Annotated[
        str | None, typer.Argument(metavar="QUESTION", help="What do you want to know?")
    ] = None,
    index: IndexFolder = None,
    limit: Annotated[int, typer.Option(metavar="N", min=1, help="How many passages at most.")] = 5,
    speaker: Annotated[str | None, typer.Option(metavar="NAME", help="Only what this person said.")] = None,
    document: Annotated[str | None, typer.Option(metavar="ID", help="Only this record.")] = None,
    questions: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Ask each question of a JSON-lines file.")
    ] = None,
    as_json: AsJson = False,
    output: Annotated[Format, typer.Option("--format", help="How to print the answer.")] = Format.TEXT,
) -> int:
    """Answer a question with passages of the records, or refuse; exit code 1 is a refusal."""
    from qa.opening import check_records
    from qa.wire import answer_to_json

    if (question is None) == (questions is None):
        raise typer.BadParameter("found no question or two; expected either QUESTION or --questions FILE")
    output = Format.JSON if as_json else output
    asked = _questions(question, questions)
    assistant = _open(index)
    named = (one.only_document or document for one in asked)
    check_records((id_ for id_ in named if id_ is not None), assistant.index.documents)
    for number, one in enumerate(asked):
        answer = assistant.ask(
            one.text,
            limit=limit,
            speaker=one.only_speaker or speaker,
            document=one.only_document or document,
        )
        if output is Format.JSON:
            print_json([answer_to_json(answer, one.id)])
        elif output is Format.TEXT:
            print_answer(answer, one.id)
        else:
            print_citations(answer, assistant.index.entries, output, with_header=number == 0)
    return FELL_SHORT if question is not None and answer.is_refused else DONE


@app.command()
def evaluate(
    questions: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Judged questions, JSON lines.",
            show_default="the fixed set and your corrections",
        ),
    ] = None,
    index: Annotated[
        Path | None,
        typer.Option(
            "--index",
            metavar="DIR",
            help="Folder of the index.",
            show_default="one of the records as they are",
        ),
    ] = None,
    as_json: AsJson = False,
    save: Annotated[Path | None, typer.Option(metavar="FILE", help="Save the run.")] = None,
    compare: Annotated[
        Path | None, typer.Option(metavar="RUN", help="Show gains and losses against a saved run.")
    ] = None,
    html: Annotated[Path | None, typer.Option(metavar="FILE", help="Write a report with pictures.")] = None,
    floor: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME=VALUE", help="What a measure must reach (a rate: not exceed)."),
    ] = None,
) -> int:
    """Measure the answers to judged questions; exit code 1 when a stated floor is missed."""
    from qa.comparison import compare as compare_runs
    from qa.comparison import read_run
    from qa.evaluation_view import comparison_view, report_view
    from qa.terminal import stdout

    floors = _floors(floor, is_fixed_set=questions is None)
    earlier = read_run(compare) if compare else None
    report = _evaluate(questions, index)
    missed = [one for one in report.floors(floors) if one.is_missed]
    comparison = compare_runs(report, earlier) if earlier else None
    if save:
        report.save(save)
    if html:
        from qa.report import write_html

        write_html(report, html, report.floors(floors), comparison)
    if as_json:
        extra = {"floors_missed": [one.name for one in missed]}
        print_json([report.to_json() | extra])
        return FELL_SHORT if missed else DONE
    console = stdout()
    console.print(report_view(report, report.floors(floors)))
    if comparison:
        console.print(comparison_view(comparison, report))
    return FELL_SHORT if missed else DONE


@app.command()
def speakers(index: IndexFolder = None, as_json: AsJson = False) -> None:
    """List who speaks in the records: role, organisation, documents, number of passages."""
    print_speakers([entry for entry in _open(index).index.speakers if entry.passages], as_json)


@app.command(
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []}
)
def serve(context: typer.Context) -> None:
    """Open the page in the browser; the same as python app.py, with the same options."""
    import app as page

    page.main(context.args)


def _open(index: Path | None) -> "Assistant":
    from qa.opening import open_assistant
    from qa.terminal import progress_bar

    with progress_bar("Building the index (only this once)") as progress:
        return open_assistant(index, progress)


def _embedder(model: str | None) -> Any:
    if model is None:
        return None
    from index.encoder import SentenceEncoder

    return SentenceEncoder.open(model)


def _questions(text: str | None, path: Path | None) -> "Sequence[PlainQuestion]":
    """The one question of the command line, or those of a file."""
    from qa.questions import PlainQuestion, read_plain_questions

    return read_plain_questions(path) if path else [PlainQuestion(None, text or "")]


def _evaluate(path: Path | None, index: Path | None) -> "Report":
    from qa.evaluation import evaluate as run
    from qa.opening import DEFAULT_INDEX, corrections_beside, open_for_evaluation
    from qa.questions import BadQuestions, own_questions, read_judged_questions
    from qa.remarks import remark
    from qa.terminal import progress_bar

    questions = read_judged_questions(path) if path else ()
    if path is None and index is None:
        with progress_bar("Building the index") as progress:
            assistant = open_for_evaluation(progress)
    else:
        assistant = _open(index)
    if path is None:
        questions = own_questions(corrections_beside(index or DEFAULT_INDEX), assistant.index.documents)
    known = [passage for id_ in assistant.index.documents for passage in assistant.index.passages_of(id_)]
    with progress_bar("Asking") as progress:
        report = run(assistant, questions, known, progress)
    lost = [outcome for outcome in report.outcomes if outcome.question.nuggets]
    if not questions or (lost and all(outcome.whereabouts == remark("was_nowhere") for outcome in lost)):
        raise BadQuestions(
            f"none of the answers that {path or 'the fixed set'} expects is in the index; it was built of "
            "other records: name their questions with --questions or their index with --index"
        )
    return report


def _floors(stated: Iterable[str] | None, is_fixed_set: bool) -> dict[str, float]:
    from qa.evaluation import FLOORS
    from qa.measures import MEASURES

    if not stated:
        return dict(FLOORS) if is_fixed_set else {}
    floors = {}
    for one in stated:
        name, _, value = one.rpartition("=")
        try:
            floors[name.strip()] = float(value)
        except ValueError:
            raise typer.BadParameter(f'found --floor "{one}"; expected for example "hit@1=0.9"') from None
        if name.strip() not in MEASURES:
            raise typer.BadParameter(f'no measure "{name.strip()}"; expected one of: {", ".join(MEASURES)}')
    return floors
