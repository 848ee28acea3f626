"""The page under load: fifty readers at once while records are added, and the time from Enter to paint.

    python benchmarks/page_load.py [--seconds 60] [--readers 50] [--save benchmarks/results/page.json]

Serves the shipped record on this machine, asks it over the page's HTTP API, rebuilds meanwhile, and checks
every answer against the two that are right: that of the index before and that of the index after.
"""

import argparse
import asyncio
import json
import shutil
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path

import httpx
import uvicorn

sys.path.insert(0, str(Path(__file__).parent.parent))

from speed import machine

import corpus
from index import Index
from page.library import Library
from page.server import application
from page.serving import free_port
from qa import Assistant, answer_to_json

QUESTIONS = (
    "What did Glenda Napier propose?",
    "Who wants more meta clusters?",
    "What did Susana Remotti say about skills?",
    "What did Marek Przeor say about startups?",
    "What did Angela Merkel say about clusters?",
)
ADDED = (
    "Speakers: Ada Berg, Harbour Master, Port of Ekeby\n\nAda Berg said that the quay needs a new crane.\n"
)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--seconds", type=float, default=60)
    arguments.add_argument("--readers", type=int, default=50)
    arguments.add_argument(
        "--questions", type=int, default=20, help="asked in the browser, for the time to paint"
    )
    arguments.add_argument("--save", type=Path, help="where to write what was measured")
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        library = make_library(Path(folder))
        address = serve(library)
        measured = asyncio.run(load(library, address, given.readers, given.seconds, Path(folder)))
        measured |= time_to_paint(library, address, given.questions)
    report = json.dumps(machine() | measured, indent=1) + "\n"
    print(report, end="")
    if given.save:
        given.save.write_text(report, encoding="utf-8")


def make_library(folder: Path) -> Library:
    shutil.copytree(corpus.SHIPPED, folder / "corpus")
    index = Index.build(folder / "corpus", folder / "index")
    return Library(Assistant(index), folder / "index", folder / "corpus", may_change=True)


def serve(library: Library) -> str:
    port = free_port("127.0.0.1")
    server = uvicorn.Server(uvicorn.Config(application(library), "127.0.0.1", port, log_level="error"))
    threading.Thread(target=server.run, daemon=True).start()
    while not server.started:
        time.sleep(0.05)
    return f"http://127.0.0.1:{port}/"


def right_answers(assistant: Assistant) -> dict[str, str]:
    return {question: json.dumps(answer_to_json(assistant.ask(question))) for question in QUESTIONS}


async def load(
    library: Library, address: str, readers: int, seconds: float, folder: Path
) -> dict[str, object]:
    """Every reader asks again as soon as it is answered; halfway a record is added."""
    before = library.assistant
    right = {question: {answer} for question, answer in right_answers(before).items()}
    seen: list[tuple[str, str]] = []
    times: list[float] = []
    errors: list[str] = []
    end = time.monotonic() + seconds
    (folder / "quay.txt").write_text(ADDED, encoding="utf-8")

    async def read(client: httpx.AsyncClient, number: int) -> None:
        turn = number
        while time.monotonic() < end:
            question = QUESTIONS[turn % len(QUESTIONS)]
            begun = time.perf_counter()
            try:
                posted = await client.post(f"{address}gradio_api/call/v2/ask", json={"question": question})
                event = posted.raise_for_status().json()["event_id"]
                told = (await client.get(f"{address}gradio_api/call/ask/{event}")).text
                seen.append((question, json.dumps(json.loads(told.split("data: ")[1].split("\n")[0])[0])))
            except Exception as error:
                errors.append(repr(error))
            times.append(time.perf_counter() - begun)
            turn += 1

    def rebuild() -> None:
        time.sleep(seconds / 3)
        library.add(library.propose([folder / "quay.txt"]))

    rebuilding = threading.Thread(target=rebuild)
    rebuilding.start()
    limits = httpx.Limits(max_connections=readers * 2)
    async with httpx.AsyncClient(limits=limits, timeout=120) as client:
        await asyncio.gather(*(read(client, number) for number in range(readers)))
    rebuilding.join()
    for question, answer in right_answers(library.assistant).items():
        right[question].add(answer)
    times.sort()
    return {
        "readers": readers,
        "answers": len(seen),
        "errors": len(errors),
        "first_error": errors[0] if errors else None,
        "wrong": sum(answer not in right[question] for question, answer in seen),
        "rebuilt": library.assistant is not before,
        "seconds": seconds,
        "median_seconds": round(statistics.median(times), 3),
        "slowest_twentieth_seconds": round(times[int(len(times) * 0.95)], 3),
        "slowest_twentieth_to_median": round(times[int(len(times) * 0.95)] / statistics.median(times), 2),
    }


def time_to_paint(library: Library, address: str, questions: int) -> dict[str, object]:
    """From Enter to the frame that shows the answer, against the time of ``Assistant.ask`` alone."""
    from playwright.sync_api import sync_playwright

    painted, asked = [], []
    with sync_playwright() as playwright:
        found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        page.goto(address)
        page.locator("#view").wait_for()
        box = page.get_by_role("textbox", name="Your question")
        for turn in range(questions + 2):
            question = QUESTIONS[turn % len(QUESTIONS)]
            box.fill(question)
            page.evaluate(
                """() => { window.painted = new Promise(done => {
                    const begin = () => { window.begun = performance.now(); };
                    addEventListener('keydown', begin, {once: true, capture: true});
                    new MutationObserver((_, observer) => {
                        if (!document.querySelector('#view .cards, #view .refusal')) return;
                        observer.disconnect();
                        requestAnimationFrame(() => setTimeout(() => done(performance.now() - window.begun)));
                    }).observe(document.querySelector('#content'), {childList: true, subtree: true});
                }); }"""
            )
            box.press("Enter")
            milliseconds = page.evaluate("window.painted")
            begun = time.perf_counter()
            library.assistant.ask(question)
            if turn >= 2:  # the first ones warm everything up
                painted.append(milliseconds)
                asked.append(1000 * (time.perf_counter() - begun))
        browser.close()
    return {
        "enter_to_paint_ms": round(statistics.median(painted)),
        "ask_alone_ms": round(statistics.median(asked)),
        "more_ms": round(statistics.median(p - a for p, a in zip(painted, asked, strict=True))),
    }


if __name__ == "__main__":
    main()
