"""How quick Rapporteur is beside what it is made of, measured side by side in one run.

    python benchmarks/speed.py                                  every row, at small sizes
    python benchmarks/speed.py ask memory question              some rows
    python benchmarks/speed.py million --text QMSUM --size 1000000 --encoded 100000
    python benchmarks/speed.py peers --peers PYTHON             with the peers' own environment

Every figure is a ratio of two medians (of times taken in turn, so that a busy machine slows both), and
is written with the commit and the machine to the file of --json; what that file holds of other rows stays.
No test asserts any of it.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from large import passages_of  # noqa: E402
from million import grow  # noqa: E402
from timing import Row, in_turn, machine, process, questions, ratio, served, worked  # noqa: E402

from corpus import SHIPPED  # noqa: E402
from index import Index  # noqa: E402
from index.build import build_documents  # noqa: E402
from index.encoder import SentenceEncoder  # noqa: E402
from index.model import find_model  # noqa: E402
from qa.questions import FIXED_SET, read_judged_questions  # noqa: E402

QUESTION = "What did Glenda Napier propose?"
PEERS = ("langchain", "llamaindex", "haystack", "txtai")
GOALS = {"goal": "at most", "at least": "at least"}  # by their key in a row
SHORT = 10  # passages of a record of the row rebuild


class Bench:
    """What all rows share: where they work, how large, and how often."""

    def __init__(self, options: argparse.Namespace, folder: Path) -> None:
        self.options, self.folder = options, folder

    def shipped(self) -> Path:
        """The index of the shipped summary, built once."""
        folder = self.folder / "shipped"
        if not folder.exists():
            Index.build(SHIPPED, folder)
        return folder

    def turns(self) -> list[str]:
        """Public text to make records of: the turns of QMSum's meetings, else the shipped summary."""
        if self.options.text:
            files = sorted(Path(self.options.text).rglob("*.json"))
            meetings = (json.loads(path.read_text(encoding="utf-8")) for path in files)
            every = (t["content"] for m in meetings for t in m["meeting_transcripts"])
        else:
            every = iter(next(SHIPPED.glob("*.txt")).read_text(encoding="utf-8").split("\n"))
        return [" ".join(words.split()) for words in every if 8 <= len(words.split()) <= 60]


def ask(bench: Bench) -> Iterator[Row]:
    """From the shell to the answer, and the memory it takes at most."""
    command = [sys.executable, "-m", "qa", "ask", QUESTION, "--json", "--index", str(bench.shipped())]
    heavy = [sys.executable, "-c", "import sentence_transformers"]
    ours, theirs = in_turn(bench.options.repeat, lambda: process(command), lambda: process(heavy))
    yield ratio("from the shell to the answer", "importing sentence_transformers", ours, theirs, 0, 0.25, "s")
    yield ratio("peak memory of asking", "importing sentence_transformers", ours, theirs, 1, 0.5, "MB")


def peers(bench: Bench) -> Iterator[Row]:
    """From the shell to the answer, beside the peers on indexes that they saved themselves."""
    if not bench.options.peers:
        print("no row of the peers: name their Python with --peers (see peers.py)")
        return
    program = [str(bench.options.peers), str(ROOT / "benchmarks" / "peers_ask.py")]
    text = next(SHIPPED.glob("*.txt")).read_text(encoding="utf-8")
    # each once: Haystack refuses a text that it has already
    parts = dict.fromkeys(part for part in text.split("\n") if len(part.split()) > 4)
    paragraphs = json.dumps(list(parts))
    model = str(find_model().folder)
    asked: dict[str, list[str]] = {}
    for name in PEERS:
        folder = str(bench.folder / f"peer-{name}")
        if not Path(folder).exists():
            build = [*program, "build", name, folder, model]
            subprocess.run(build, input=paragraphs, text=True, capture_output=True, check=True)
        asked[name] = [*program, "ask", name, folder, model, QUESTION]
    ours = [sys.executable, "-m", "qa", "ask", QUESTION, "--json", "--index", str(bench.shipped())]
    everyone = [ours, *asked.values()]
    process(ours)  # once for the disk's sake; the peers' parts were read by their builds
    rounds = [[process(command) for command in everyone] for _ in range(bench.options.repeat)]
    mine, *theirs = map(list, zip(*rounds, strict=True))
    for name, taken in zip(asked, theirs, strict=True):
        yield ratio("from the shell to the answer", f"the same with {name}", mine, taken, 0, 0.2, "s")
        yield ratio("peak memory of asking", f"the same with {name}", mine, taken, 1, 0.5, "MB")


def question(bench: Bench) -> Iterator[Row]:
    """One question inside a running process, beside the bare forward pass of that question."""
    texts = [judged.question for judged in read_judged_questions(FIXED_SET)]
    yield questions(Index.load(bench.shipped()), "the shipped summary", 1.6, texts)


def page(bench: Bench) -> Iterator[Row]:
    """From the shell until the page answers a browser."""
    heavy = [sys.executable, "-c", "import gradio"]
    index = bench.shipped()
    ours, theirs = in_turn(bench.options.repeat, lambda: (served(index), 0.0), lambda: process(heavy))
    yield ratio("the page answers", "importing gradio", ours, theirs, 0, 1.8, "s")


def build(bench: Bench) -> Iterator[Row]:
    """Building everything, beside the bare encoder over the same sorted texts."""
    from index.context import text_to_embed

    documents = list(passages_of(bench.turns(), bench.options.passages))
    encoder = SentenceEncoder.open()
    encoder.embed_passages(["to load the model"])
    texts = sorted({text_to_embed(p, d) for d, passages in documents for p in passages}, key=len)
    folder = bench.folder / f"built-{bench.options.passages}"
    whole = worked(lambda: build_documents(documents, folder, encoder))
    # the same precision as the build's: the rest of its work is what is measured
    bare = worked(lambda: encoder.embed_passages(texts))
    size = f"building {len(texts):,} passages"
    yield ratio(size, "the bare encoder", [whole], [bare], 0, 1.15, "s")
    yield ratio(f"{size}, processor time", "the bare encoder", [whole], [bare], 1, 1.15, "s")


def rebuild(bench: Bench) -> Iterator[Row]:
    """Building again after one of many records changed, beside building all, each a process."""
    records = bench.folder / "records"
    records.mkdir(exist_ok=True)
    for document, _ in passages_of(bench.turns(), bench.options.records * SHORT, SHORT):
        (records / document.id).write_text(document.text.replace("\n", "\n\n"), encoding="utf-8")
    index = bench.folder / "rebuilt"
    command = [sys.executable, "-m", "qa", "build", "--corpus", str(records), "--index", str(index)]
    whole = process(command)
    again = []
    for number, changed in enumerate(sorted(records.iterdir())[:: bench.options.records // 3][:3]):
        changed.write_text(f"Ada Berg said that {number} things stay as they were.\n", encoding="utf-8")
        again.append(process(command))
    count = f"one of {len(list(records.iterdir())):,} records changed"
    yield ratio(f"building again, {count}", "building all", again, [whole], 0, 0.02, "s")


def million(bench: Bench) -> Iterator[Row]:
    """What a corpus costs as it grows, and what the largest finds beside the exact search."""
    options = bench.options
    sizes = [size for size in options.growth if size < options.size] + [options.size]
    light = next(bench.shipped().glob("encoder-*"))
    vectors = options.vectors or bench.folder / "encoded"
    yield from grow(sizes, options.encoded, bench.turns(), light, vectors, bench.folder)


ROWS: dict[str, Callable[[Bench], Iterator[Row]]] = {
    "ask": ask,
    "peers": peers,
    "question": question,
    "page": page,
    "build": build,
    "rebuild": rebuild,
    "million": million,
}


@contextmanager
def place(folder: Path | None) -> Iterator[Path]:
    """The given folder, which is kept, or one that is removed in the end."""
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
        yield folder
    else:
        with tempfile.TemporaryDirectory() as name:
            yield Path(name)


def shown(row: Row) -> str:
    if "ratio" not in row:
        return ", ".join(
            f"{key}: {value:,.1f}" if isinstance(value, float) else str(value) for key, value in row.items()
        )
    goal = next((f" ({name} {row[key]})" for key, name in GOALS.items() if key in row), "")
    sides = f"  {row['ours']:.4g} {row['unit']} : {row['theirs']:.4g} {row['unit']}" if "ours" in row else ""
    return f"{row['ratio']:.3f}{goal}  {row['measure']} : {row['against']}{sides}"


def save(path: Path, rows: Sequence[Row]) -> None:
    """Write the rows and where they were measured; rows of the file that were not measured now stay."""
    old = json.loads(path.read_text(encoding="utf-8"))["rows"] if path.exists() else []
    measured = {_key(row) for row in rows}
    rows = [*(row for row in old if _key(row) not in measured), *rows]
    path.write_text(json.dumps({**machine(), "rows": rows}, indent=1) + "\n", encoding="utf-8")


def _key(row: Row) -> tuple[Any, ...]:
    return row.get("measure"), row.get("against"), row.get("size")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("rows", nargs="*", metavar="ROW", help=f"of {', '.join(ROWS)}")
    parser.add_argument("--repeat", type=int, default=5, help="times each process is run")
    parser.add_argument("--peers", type=Path, metavar="PYTHON", help="that of the peers' environment")
    parser.add_argument("--text", type=Path, help="folder of QMSum's meetings, to make large corpora of")
    parser.add_argument("--passages", type=int, default=2_000, help="of the row build (20,000 in full)")
    parser.add_argument("--records", type=int, default=100, help="of the row rebuild (1,000 in full)")
    parser.add_argument("--size", type=int, default=40_000, help="of the row million (1,000,000 in full)")
    parser.add_argument("--encoded", type=int, default=2_000, help="of them really encoded (100,000 in full)")
    growth = [1_000, 10_000, 100_000]
    parser.add_argument("--growth", type=int, nargs="*", default=growth, help="smaller sizes on the way")
    parser.add_argument("--vectors", type=Path, help="folder of what is encoded, to go on with another time")
    parser.add_argument("--folder", type=Path, help="where to build; kept afterwards")
    parser.add_argument("--json", type=Path, help="file to write the figures to")
    options = parser.parse_args()
    unknown = set(options.rows) - ROWS.keys()
    if unknown:
        parser.error(f"no row {', '.join(sorted(unknown))}; choose from {', '.join(ROWS)}")
    rows: list[Row] = []
    with place(options.folder) as folder:
        bench = Bench(options, folder)
        for name in options.rows or ROWS:
            for row in ROWS[name](bench):
                rows.append(row)
                print(shown(row), flush=True)
                if options.json:
                    save(options.json, rows)


if __name__ == "__main__":
    main()
