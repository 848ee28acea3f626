"""Times and memory of work and of processes, taken side by side."""

import json
import os
import platform
import resource
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent

WARMING = 20  # questions

Row = dict[str, Any]

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


def alone(work: Callable[..., Any], *arguments: Any) -> Any:
    """What ``work`` returns in a process of its own, whose memory is its own."""
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        return pool.submit(work, *arguments).result()


def questions(index: Any, where: str, goal: float, texts: Sequence[str]) -> Row:
    """Each question, asked once inside a running process, beside the bare forward pass of it.

    The first few only warm up what is read once and stays in memory.
    """
    from qa import Assistant

    assistant = Assistant(index)
    pairs = [
        (timed(lambda: assistant.ask(text)), timed(lambda: index.embedder._run([text])))  # noqa: B023
        for text in texts
    ]
    ours, theirs = ([(pair[side], 0.0) for pair in pairs[WARMING:]] for side in (0, 1))
    return ratio(f"one question, {where}", "the bare forward pass", ours, theirs, 0, goal, "s")
