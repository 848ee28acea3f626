"""What the page does for its readers, free of any web framework: an address or a wish in, HTML out."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from corpus.reading import READERS
from page import views
from page.address import Address
from page.asking import answer_to
from page.evaluating import Evaluations
from page.following import Progress, followed
from page.library import Library, Proposal
from page.problems import Problem
from page.scene import Scene
from page.words import Words
from qa import Assistant

Step = tuple[str, Proposal | None]  # what to show, and the proposal that is still open


class Desk:
    """Serves every view and every change of one library."""

    def __init__(self, library: Library, examples: tuple[str, ...] = ()) -> None:
        self.library = library
        self.examples = examples
        self.evaluations = Evaluations(library)

    def masthead(self, address: Address, words: Words) -> str:
        return views.masthead(self._scene(address, words))

    def limits(self, address: Address, words: Words) -> str:
        return views.limits(self._scene(address, words))

    def view(self, address: Address, words: Words, turn: int = 0) -> str:
        """The view of an address; what goes wrong is told in one line, never as a traceback."""
        assistant = self.library.assistant  # once: answer and records must come from the same index
        scene = replace(self._scene(address, words, assistant), turn=turn)
        try:
            match address.view:
                case "ask":
                    return views.ask_view(scene, answer_to(assistant, address) if address.q else None)
                case "speakers":
                    return views.speakers_view(scene)
                case "records":
                    return views.records_view(scene)
                case "add":
                    return views.add_view(scene, formats=_formats())
                case "evaluate":
                    return self.evaluations.view(scene)
        except Problem as problem:
            return views.problem_view(scene, words(problem.key, **problem.values))
        except ValueError as error:
            return views.problem_view(scene, str(error))

    def preview(self, address: Address, words: Words, proposal: Proposal) -> str:
        return views.add_view(self._scene(address, words), proposal)

    def problem(self, address: Address, words: Words, problem: Problem) -> str:
        return views.problem_view(self._scene(address, words), words(problem.key, **problem.values))

    def speaker_choices(self, address: Address, words: Words, most: int) -> list[tuple[str, str]]:
        """Names and keys for the filter, those who speak most first."""
        scene = self._scene(address, words)
        people = scene.people(entry.speaker for entry in scene.records.speakers[:most])
        return [(person.choice, person.key) for person in people]

    def act(
        self, address: Address, words: Words, action: str, value: str, proposal: Proposal | None
    ) -> Iterator[Step]:
        """Make a change and show how far it is; the library itself checks that it is allowed."""
        try:
            match action:
                case "rebuild" if proposal is not None:
                    yield from self._change(
                        address, words, lambda progress: self.library.add(proposal, progress)
                    )
                case "remove":
                    yield from self._change(
                        address, words, lambda progress: self.library.remove(value, progress)
                    )
                case "discard" if proposal is not None:
                    self.library.discard(proposal)
                    yield views.add_view(self._scene(address, words), formats=_formats()), None
                case "cancel":
                    self.library.cancel()
                case "evaluate" | "keep" | "correct":
                    for shown in self.evaluations.act(self._scene(address, words), action, value):
                        yield shown, proposal
        except Problem as problem:
            yield self._told(address, words, problem.key, **problem.values), proposal
        except Exception as error:  # whatever went wrong, the reader gets one line and the page goes on
            yield self._told(address, words, "add.failed", reason=" ".join(str(error).split())), proposal

    def _change(self, address: Address, words: Words, work: Callable[[Progress], None]) -> Iterator[Step]:
        for done, total in followed(work):
            yield views.building_view(self._scene(address, words), done, total), None
        index = self.library.assistant.index
        yield (
            self._told(address, words, "add.done", passages=len(index), speakers=len(index.speakers)),
            None,
        )

    def _told(self, address: Address, words: Words, key: str, **values: object) -> str:
        """What came of a change, on the page where it was asked for."""
        told = words(key, **values)
        if address.view == "evaluate":
            return views.problem_view(self._scene(address, words), told)
        if address.view == "records":
            return views.records_view(self._scene(replace(address, document="", passage=""), words), told)
        return views.add_view(self._scene(address, words), told=told, formats=_formats())

    def _scene(self, address: Address, words: Words, assistant: Assistant | None = None) -> Scene:
        return Scene(
            address,
            words,
            (assistant or self.library.assistant).index,
            self.library.may_change,
            self.examples,
        )


def _formats() -> str:
    """The kinds of files that can be added, by their endings."""
    return " ".join(READERS)
