"""How quick Rapporteur is beside what it is made of, measured side by side in one run.

    python benchmarks/speed.py                                  every row, at small sizes
    python benchmarks/speed.py ask memory question              some rows
    python benchmarks/speed.py million --text QMSUM --size 1000000 --encoded 100000
    python benchmarks/speed.py peers --peers PYTHON             with the peers' own environment

Every figure is a ratio of two medians (of times taken in turn, so that a busy machine slows both), and
is written with the commit and the machine to the file of --json. No test asserts any of it.
"""

import argparse
import json
import os
import platform
import resource
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from large import WITH_TOKENS, PartlyDrawn, encode_first, passages_of, tokens_of  # noqa: E402

from corpus import SHIPPED  # noqa: E402
from index import Index, Vectors  # noqa: E402
from index.build import build_documents  # noqa: E402
from index.encoder import SentenceEncoder  # noqa: E402
from index.model import find_model  # noqa: E402

QUESTION = "What did Glenda Napier propose?"
PEERS = ("langchain", "llamaindex", "haystack", "txtai")
SHORT = 10  # passages of a record of the row rebuild
TOPICS = [
    "the design of the remote control",
    "funding for small companies",
    "what people think about the weather data",
    "speech recognition in noisy rooms",
    "the budget and the price of the product",
    "schools and higher education",
]

Row = dict[str, Any]


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
    from qa import Assistant

    index = Index.load(bench.shipped())
    yield from _question(index, Assistant(index), "the shipped summary", 1.6, bench.options.repeat * 4)


def _question(index: Index, assistant: Any, where: str, goal: float, rounds: int) -> Iterator[Row]:
    light: Any = index.embedder

    def answer(text: str) -> float:
        light._question.cache_clear()  # a question that was just asked would cost nothing
        return timed(lambda: assistant.ask(text))

    def forward(text: str) -> float:
        return timed(lambda: light._run([text]))

    texts = [QUESTION, *(f"What was said about {topic}?" for topic in TOPICS)]
    for text in texts:  # what is read once stays in memory
        answer(text), forward(text)
    pairs = [(answer(text), forward(text)) for _ in range(rounds) for text in texts]
    ours, theirs = [(a, 0.0) for a, _ in pairs], [(b, 0.0) for _, b in pairs]
    yield ratio(f"one question, {where}", "the bare forward pass", ours, theirs, 0, goal, "s")


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
    records.mkdir()
    for document, _ in passages_of(bench.turns(), bench.options.records * SHORT, SHORT):
        (records / document.id).write_text(document.text.replace("\n", "\n\n"), encoding="utf-8")
    index = bench.folder / "rebuilt"
    command = [sys.executable, "-m", "qa", "build", "--corpus", str(records), "--index", str(index)]
    whole = process(command)
    changed = sorted(records.iterdir())[len(list(records.iterdir())) // 2]
    changed.write_text("Ada Berg said that nothing stays as it was.\n", encoding="utf-8")
    again = process(command)
    count = f"one of {len(list(records.iterdir())):,} records changed"
    yield ratio(f"building again, {count}", "building all", [again], [whole], 0, 0.02, "s")


def million(bench: Bench) -> Iterator[Row]:
    """What a corpus costs as it grows, and what the largest finds beside the exact search."""
    from index.onnx_encoder import OnnxEncoder

    options = bench.options
    sizes = [size for size in options.growth if size < options.size] + [options.size]
    light = next(bench.shipped().glob("encoder-*"))
    name = OnnxEncoder(light).name
    turns = bench.turns()
    for size in sizes:
        folder = bench.folder / f"large-{size}"
        vectors = options.vectors or bench.folder / "encoded"
        seconds, peak = alone(_build_large, folder, turns, size, options.encoded, vectors, name)
        where = f"{size:,} passages ({min(options.encoded, size):,} encoded, the rest drawn around them)"
        found = alone(_ask_large, folder, light, where, size == options.size)
        disk = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
        yield {
            "size": size,
            "encoded": min(options.encoded, size),
            "build seconds without encoding": seconds,
            "build peak MB": peak,
            "question ms": found[0]["ours"] * 1000,
            "forward pass ms": found[0]["theirs"] * 1000,
            "asking MB": found[1]["ours"],
            "disk bytes a passage": disk / size,
        }
        if size == options.size:
            yield from found


def alone(work: Callable[..., Any], *arguments: Any) -> Any:
    """What ``work`` returns in a process of its own, whose memory is its own."""
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        return pool.submit(work, *arguments).result()


def _build_large(
    folder: Path, turns: list[str], size: int, encoded: int, vectors: Path, name: str
) -> tuple[float, float]:
    """Seconds and peak megabytes of a build whose vectors are given."""
    real = encode_first(turns, min(encoded, size), vectors)
    embedder = PartlyDrawn(name, real, tokens_of(list(real)[:WITH_TOKENS]))
    seconds = timed(lambda: build_documents(passages_of(turns, size), folder, embedder))
    return seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _ask_large(folder: Path, light: Path, where: str, exactly: bool) -> list[Row]:
    """One question, the memory of asking and, where it is wanted, what is found of the exact search."""
    from index.onnx_encoder import OnnxEncoder
    from qa import Assistant

    index = Index.load(folder, OnnxEncoder(light))
    size, vectors = len(index), len(index) * index.manifest.dimension * 4
    rows = list(_question(index, Assistant(index), where, 2.5, 2))
    near = _near(index)
    queries = np.concatenate([np.array([index.embed_query(topic) for topic in TOPICS]), near])
    speakers = [index.select(speakers=[e.speaker.id]) for e in index.speakers[: len(queries)]]
    searched = [index.nearest(q, 10)[0] for q in queries]
    limited = [index.nearest(q, 10, s)[0] for q, s in zip(queries, speakers, strict=False)]
    # only questions were asked so far: the exact search, which reads everything, comes after
    rows.append(
        {
            "measure": f"resident memory while asking, {where}",
            "against": "the float32 vectors",
            "ratio": resident() / vectors,
            "goal": 0.5,
            "ours": resident() / 2**20,
            "theirs": vectors / 2**20,
            "unit": "MB",
        }
    )
    rows.append(_search(index, where))
    if exactly:
        share = statistics.mean(len(s or ()) for s in speakers) / size
        rows.append(recall(f"recall@10, {where}", searched, exact(index, queries, None)))
        measure = f"recall@10 among what one speaker said, {share:.2%} of it"
        rows.append(recall(measure, limited, exact(index, queries, speakers)))
    return rows


def _search(index: Index, where: str) -> Row:
    """The index's own part of a question: the nearest by meaning and by words, and their passages."""
    light: Any = index.embedder
    texts = [f"What was said about {topic}?" for topic in TOPICS]
    pairs = []
    for _ in range(6):
        for text in texts:
            vector = index.embed_query(text)
            ours = timed(lambda v=vector: index.hits(*index.nearest(v, 100)))
            ours += timed(lambda t=text: index.hits(*index.matching(t, 100)))
            pairs.append((ours, timed(lambda t=text: light._run([t]))))
    ours_all, theirs = [(a, 0.0) for a, _ in pairs], [(b, 0.0) for _, b in pairs]
    measure = f"100 passages by meaning and 100 by words, {where}"
    row = ratio(measure, "the bare forward pass", ours_all, theirs, 0, 0, "s")
    del row["goal"]  # no figure was promised for a part
    return row


def _near(index: Index) -> Vectors:
    """Queries that lie among the passages as these lie among each other, yet are none of them."""
    drawn = np.sort(np.random.default_rng(5).choice(len(index), 94, replace=False))
    noise = index.vectors_at(np.roll(drawn, 1)) - index.vectors_at(np.roll(drawn, 7))
    near = index.vectors_at(drawn) * 0.8 + noise * 0.4
    return (near / np.linalg.norm(near, axis=1, keepdims=True)).astype(np.float32)


ROWS: dict[str, Callable[[Bench], Iterator[Row]]] = {
    "ask": ask,
    "peers": peers,
    "question": question,
    "page": page,
    "build": build,
    "rebuild": rebuild,
    "million": million,
}


def exact(index: Index, queries: np.ndarray, limits: Sequence[Any] | None) -> list[np.ndarray]:
    """The ten nearest of each query, by comparing it with every vector."""
    size, step = len(index), 50_000
    scores = np.concatenate(
        [queries @ index.vectors_at(np.arange(at, min(at + step, size))).T for at in range(0, size, step)],
        axis=1,
    )
    if limits is not None:
        for row, limit in zip(scores, limits, strict=False):
            held = np.zeros(size, bool)
            held[limit.positions] = True
            row[~held] = -2
    return [np.argsort(-row, kind="stable")[:10] for row in scores]


def recall(measure: str, found: Sequence[np.ndarray], expected: Sequence[np.ndarray]) -> Row:
    shares = [len(set(a.tolist()) & set(b.tolist())) / 10 for a, b in zip(found, expected, strict=False)]
    return {"measure": measure, "against": "exact search", "ratio": statistics.mean(shares), "at least": 0.98}


# A process counts the memory of the one that started it as its own, until it runs its program: so a
# small one starts it, takes the time and reports.
STARTER = """
import json, os, subprocess, sys, time
started = time.perf_counter()
running = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
_, status, usage = os.wait4(running.pid, 0)
print(json.dumps([os.waitstatus_to_exitcode(status), time.perf_counter() - started, usage.ru_maxrss / 1024]))
"""


def process(command: Sequence[str]) -> tuple[float, float]:
    """Seconds and peak megabytes of a process."""
    done = subprocess.run(
        [sys.executable, "-S", "-c", STARTER, *command], capture_output=True, text=True, cwd=ROOT, check=True
    )
    code, seconds, megabytes = json.loads(done.stdout)
    if code not in (0, 1):
        raise SystemExit(f"{' '.join(command)} failed with exit code {code}")
    return seconds, megabytes


def served(index: Path) -> float:
    """Seconds from the shell until the page's address gives a page."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "app.py", "--port", str(port), "--index", str(index)]
    started = time.perf_counter()
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT)
    try:
        while running.poll() is None and time.perf_counter() - started < 120:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5):
                    return time.perf_counter() - started
            except OSError:
                time.sleep(0.02)
        raise SystemExit("the page did not start")
    finally:
        running.terminate()
        running.wait()


def in_turn(
    times: int, ours: Callable[[], tuple[float, float]], theirs: Callable[[], tuple[float, float]]
) -> tuple[list[tuple[float, float]], list[tuple[float, float]]]:
    """Both, one after the other, after once for the disk's sake."""
    ours(), theirs()
    pairs = [(ours(), theirs()) for _ in range(times)]
    return [a for a, _ in pairs], [b for _, b in pairs]


def ratio(
    measure: str,
    against: str,
    ours: Sequence[tuple[float, float]],
    theirs: Sequence[tuple[float, float]],
    column: int,
    goal: float,
    unit: str,
) -> Row:
    a, b = (statistics.median(each[column] for each in values) for values in (ours, theirs))
    return {
        "measure": measure,
        "against": against,
        "ratio": a / b,
        "goal": goal,
        "ours": a,
        "theirs": b,
        "unit": unit,
    }


def timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def worked(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds that passed, and those that the processor spent on it: a busy machine moves only the first."""
    spent = time.process_time()
    passed = timed(work)
    return passed, time.process_time() - spent


def resident() -> float:
    """The bytes of this process that are in memory now."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) * 1024


def machine() -> dict[str, Any]:
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, cwd=ROOT)
    return {
        "commit": commit.stdout.strip(),
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "system": platform.platform(),
        "processors": os.cpu_count(),
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
    goal = f"at most {row['goal']}" if "goal" in row else f"at least {row.get('at least', '-')}"
    sides = f"  {row['ours']:.4g} {row['unit']} : {row['theirs']:.4g} {row['unit']}" if "ours" in row else ""
    return f"{row['ratio']:.3f} ({goal})  {row['measure']} : {row['against']}{sides}"


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
        text = json.dumps({**machine(), "rows": rows}, indent=1)
        options.json.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
