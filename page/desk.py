"""What the page does for its readers, free of any web framework: an address or a wish in, HTML out."""

import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from corpus.reading import READERS
from page import views
from page.address import Address
from page.asking import answer_to
from page.evaluating import Evaluations
from page.following import Progress, Work
from page.library import Busy, Library
from page.problems import Problem
from page.proposals import LARGEST_FILE, Proposal
from page.scene import Scene
from page.words import Words
from qa import Assistant

Step = tuple[str, Proposal | None]  # what to show, and the proposal that is still open
MOST_NAMES = 100  # of files that a browser kept back


class Desk:
    """Serves every view and every change of one library."""

    def __init__(self, library: Library, examples: tuple[str, ...] = ()) -> None:
        self.library = library
        self.examples = examples
        self.changes = Work()
        self.evaluations = Evaluations(library)

    def masthead(self, address: Address, words: Words) -> str:
        return views.masthead(self._scene(address, words))

    def limits(self, address: Address, words: Words) -> str:
        return views.limits(self._scene(address, words))

    def view(
        self,
        address: Address,
        words: Words,
        turn: int = 0,
        proposal: Proposal | None = None,
        follows: bool = False,
    ) -> str:
        """The view of an address; what goes wrong is told in one line, never as a traceback.

        A reader with an open ``proposal`` sees it again; one who ``follows`` a change is told its outcome.
        """
        assistant = self.library.assistant  # once: answer and records must come from the same index
        scene = self._scene(address, words, turn, assistant)
        try:
            match address.view:
                case "ask":
                    return views.ask_view(scene, answer_to(assistant, address) if address.q else None)
                case "speakers":
                    return views.speakers_view(scene)
                case "records":
                    return self._followed(scene) if follows else views.records_view(scene)
                case "add":
                    return self._followed(scene, proposal, follows)
                case "evaluate":
                    return self.evaluations.view(scene)
        except Problem as problem:
            return views.problem_view(scene, words(problem.key, **problem.values))
        except ValueError as error:
            return views.problem_view(scene, str(error))

    def receive(
        self, address: Address, words: Words, turn: int, files: Iterable[Path], kept_back: Iterable[str]
    ) -> Step:
        """Show what is in files, and which the browser kept back for their size; nothing changes yet."""
        scene = self._scene(address, words, turn)
        try:
            proposal = self.library.propose(files, kept_back)
        except Problem as problem:
            return views.problem_view(scene, words(problem.key, **problem.values)), None
        if not proposal.found:
            self.library.discard(proposal)
        return self._add_view(scene, proposal), proposal if proposal.found else None

    def forget(self, proposal: Proposal | None) -> None:
        """Throw away the files of a proposal that is not wanted any more."""
        if proposal is not None:
            self.library.discard(proposal)

    def speaker_choices(self, address: Address, words: Words, most: int) -> list[tuple[str, str]]:
        """Names and keys for the filter, those who speak most first."""
        scene = self._scene(address, words)
        people = scene.people(entry.speaker for entry in scene.records.speakers[:most])
        return [(person.choice, person.key) for person in people]

    def act(
        self,
        address: Address,
        words: Words,
        action: str,
        value: str,
        turn: int = 0,
        proposal: Proposal | None = None,
    ) -> Step:
        """Begin a change, or call it off; the library itself checks that it is allowed."""
        scene = self._scene(address, words, turn)
        try:
            match action:
                case "rebuild" if proposal is not None:
                    to_add = proposal
                    self._begin(lambda progress: self.library.add(to_add, progress))
                case "remove":
                    self._begin(lambda progress: self.library.remove(value, progress))
                case "cancel":
                    self.library.cancel()
                case "discard":
                    self.forget(proposal)
                    return self._add_view(scene), None
                case "keep_back":
                    return self.receive(address, words, turn, (), names_in(value))
                case "evaluate" | "keep" | "correct":
                    return self.evaluations.act(scene, action, value), proposal
            return self._followed(scene, proposal), proposal
        except Problem as problem:
            told = words(problem.key, **problem.values)
        except Exception as error:  # whatever went wrong, the reader gets one line and the page goes on
            told = _failed(words, error)
        return self._told(scene, told, proposal), proposal

    def _begin(self, work: Callable[[Progress], None]) -> None:
        self.library.check_may_change()
        if not self.changes.start(work):
            raise Busy("add.busy")

    def _followed(self, scene: Scene, proposal: Proposal | None = None, is_told: bool = True) -> str:
        """How far the change of the moment is, or what came of the last one."""
        if self.changes.is_running:
            return views.building_view(scene, *self.changes.progress)
        return self._told(scene, self._outcome(scene.words) if is_told else "", proposal)

    def _outcome(self, words: Words) -> str:
        error, index = self.changes.error, self.library.assistant.index
        if isinstance(error, Problem):
            return words(error.key, **error.values)
        if error is not None:
            return _failed(words, error)
        if not self.changes.has_begun:
            return ""
        return words("add.done", passages=len(index), count=len(index.speakers))

    def _told(self, scene: Scene, told: str, proposal: Proposal | None = None) -> str:
        """What came of a change, on the page where it was asked for."""
        if scene.address.view == "evaluate":
            return views.problem_view(scene, told)
        if scene.address.view == "records":
            whole_list = replace(scene.address, document="", passage="")
            return views.records_view(replace(scene, address=whole_list), told)
        return self._add_view(scene, proposal if proposal and proposal.is_open else None, told)

    def _add_view(self, scene: Scene, proposal: Proposal | None = None, told: str = "") -> str:
        return views.add_view(scene, proposal, told, formats=" ".join(READERS), most_bytes=LARGEST_FILE)

    def _scene(
        self, address: Address, words: Words, turn: int = 0, assistant: Assistant | None = None
    ) -> Scene:
        index = (assistant or self.library.assistant).index
        return Scene(address, words, index, self.library.may_change, self.examples, turn)


def names_in(told: str) -> list[str]:
    """The names of files, as a browser tells them: a list in JSON; whatever else it is holds none."""
    try:
        names = json.loads(told or "[]")
    except ValueError:
        return []
    return [str(name) for name in names[:MOST_NAMES]] if isinstance(names, list) else []


def _failed(words: Words, error: Exception) -> str:
    return words("add.failed", reason=" ".join(str(error).split()))
