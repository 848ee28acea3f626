"""Long work in a thread of its own, with its progress to be read while it goes on."""

import threading
from collections.abc import Callable

Progress = Callable[[int, int], None]  # called with (done, total)


class Work:
    """One long work at a time: how far it is, and what came of it.

    It goes on when nobody follows any more: a reader who leaves does not undo a rebuild.
    """

    def __init__(self) -> None:
        self.progress = (0, 0)  # done, total
        self.has_begun = False
        self.error: Exception | None = None  # why it did not come to its end
        self._thread = threading.Thread()
        self._starting = threading.Lock()

    @property
    def is_running(self) -> bool:
        return self._thread.is_alive()

    def start(self, work: Callable[[Progress], object]) -> bool:
        """Begin; False where other work is still going on."""
        with self._starting:
            if self.is_running:
                return False
            self.progress, self.error, self.has_begun = (0, 0), None, True
            self._thread = threading.Thread(
                target=self._run, args=(work,), name="rapporteur-work", daemon=True
            )
            self._thread.start()
        return True

    def wait(self, seconds: float) -> None:
        """Until the work is over, or so long."""
        if self.has_begun:
            self._thread.join(seconds)

    def _run(self, work: Callable[[Progress], object]) -> None:
        try:
            work(self._report)
        except Exception as error:  # told to whoever follows
            self.error = error

    def _report(self, done: int, total: int) -> None:
        self.progress = (done, total)
