"""Long work in a thread of its own, with its progress to be read while it goes on."""

import threading
from collections.abc import Callable, Iterator

Progress = Callable[[int, int], None]  # called with (done, total)
SECONDS_BETWEEN = 0.25


def followed(work: Callable[[Progress], object]) -> Iterator[tuple[int, int]]:
    """Run ``work`` and yield (done, total) a few times a second until it is over; raise what it raises.

    The work goes on when nobody follows any more: a reader who leaves does not undo a rebuild.
    """
    state: dict[str, tuple[int, int]] = {"progress": (0, 0)}
    failed: list[BaseException] = []

    def report(done: int, total: int) -> None:
        state["progress"] = (done, total)

    def run() -> None:
        try:
            work(report)
        except BaseException as error:  # handed over to whoever follows
            failed.append(error)

    thread = threading.Thread(target=run, name="rapporteur-work", daemon=True)
    thread.start()
    while thread.is_alive():
        yield state["progress"]
        thread.join(SECONDS_BETWEEN)
    if failed:
        raise failed[0]
