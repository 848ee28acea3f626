"""What the page does for its readers, free of any web framework: an address or a wish in, HTML out."""

from collections.abc import Callable, Iterator

from corpus.reading import READERS
from page import views
from page.address import Address
from page.asking import answer_to
from page.evaluating import Evaluations
from page.following import Progress, followed
from page.library import Busy, Cancelled, Library, LibraryError, Proposal
from page.markup import plain
from page.scene import Scene
from page.words import words_in
from qa import Assistant

Step = tuple[str, Proposal | None]  # what to show, and the proposal that is still open


class Desk:
    """Serves every view and every change of one library."""

    def __init__(self, library: Library, examples: tuple[str, ...] = ()) -> None:
        self.library = library
        self.examples = examples
        self.evaluations = Evaluations(library)

    def masthead(self, address: Address) -> str:
        return views.masthead(self._scene(address))

    def view(self, address: Address) -> str:
        """The view of an address; what goes wrong is told in one line, never as a traceback."""
        assistant = self.library.assistant  # once: answer and records must come from the same index
        scene = self._scene(address, assistant)
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
        except (ValueError, LibraryError) as error:
            return views.problem_view(scene, str(error))

    def preview(self, address: Address, proposal: Proposal) -> str:
        return views.add_view(self._scene(address), proposal)

    def problem(self, address: Address, reason: str) -> str:
        return views.problem_view(self._scene(address), reason)

    @property
    def has_several_records(self) -> bool:
        return len(self.library.assistant.index.entries) > 1

    def speaker_choices(self, address: Address, most: int) -> list[tuple[str, str]]:
        """Names and keys for the filter, those who speak most first."""
        scene = self._scene(address)
        people = scene.people(entry.speaker for entry in scene.records.speakers[:most])
        return [(person.label, person.key) for person in people]

    def record_choices(self, most: int) -> list[tuple[str, str]]:
        entries = self.library.assistant.index.entries[:most]
        return [(plain(entry.title), entry.id) for entry in entries]

    def act(self, address: Address, action: str, value: str, proposal: Proposal | None) -> Iterator[Step]:
        """Make a change and show how far it is; the library itself checks that it is allowed."""
        try:
            match action:
                case "rebuild" if proposal is not None:
                    yield from self._change(address, lambda progress: self.library.add(proposal, progress))
                case "remove":
                    yield from self._change(address, lambda progress: self.library.remove(value, progress))
                case "discard" if proposal is not None:
                    self.library.discard(proposal)
                    yield views.add_view(self._scene(address), formats=_formats()), None
                case "cancel":
                    self.library.cancel()
                case "evaluate" | "keep" | "correct":
                    for shown in self.evaluations.act(self._scene(address), action, value):
                        yield shown, proposal
        except Cancelled:
            yield self._told(address, "add.cancelled"), proposal
        except Busy:
            yield self._told(address, "add.busy"), proposal
        except Exception as error:  # whatever went wrong, the reader gets one line and the page goes on
            yield self._told(address, "add.failed", reason=" ".join(str(error).split())), proposal

    def _change(self, address: Address, work: Callable[[Progress], None]) -> Iterator[Step]:
        for done, total in followed(work):
            yield views.building_view(self._scene(address), done, total), None
        index = self.library.assistant.index
        yield (
            self._told(address, "add.done", passages=len(index), speakers=len(index.speakers)),
            None,
        )

    def _told(self, address: Address, key: str, **values: object) -> str:
        scene = self._scene(address)
        return views.add_view(scene, told=scene.words(key, **values), formats=_formats())

    def _scene(self, address: Address, assistant: Assistant | None = None) -> Scene:
        return Scene(
            address,
            words_in(address.lang),
            (assistant or self.library.assistant).index,
            self.library.may_change,
            self.examples,
        )


def _formats() -> str:
    """The kinds of files that can be added, by their endings."""
    return " ".join(READERS)
