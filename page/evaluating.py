"""The fixed question set, run from the page; answers called wrong become questions of the set."""

import threading
from dataclasses import replace
from itertools import chain
from pathlib import Path

from corpus import Passage
from page import views
from page.asking import answer_to
from page.following import Progress, Work
from page.library import Library, LibraryError, ReadOnly
from page.scene import Scene
from qa.comparison import compare, read_run
from qa.evaluation import Report, evaluate
from qa.opening import corrections_beside
from qa.outcomes import Outcome
from qa.questions import JudgedQuestion, append_correction, correct, own_questions, read_judged_questions

OFFERED = 12  # passages to pick the right one from


class Evaluations:
    """The last run, the run it is compared with, and the corrections, beside the index of a library."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.report: Report | None = None
        self._run = Work()
        self._asked: tuple[JudgedQuestion, ...] = ()  # by the run of the moment
        self._outcomes: list[Outcome] = []
        self._writing = threading.Lock()

    @property
    def corrections(self) -> Path:
        """One plain file, which ``rapporteur evaluate`` reads too."""
        return corrections_beside(self.library.index_folder)

    @property
    def kept_run(self) -> Path:
        return self.library.index_folder.parent / "kept-run.json"

    def questions(self) -> tuple[JudgedQuestion, ...]:
        """The questions that ``rapporteur evaluate`` asks of these records when none are named."""
        return own_questions(self.corrections, self.library.assistant.index.documents)

    def view(self, scene: Scene) -> str:
        """A run as it goes, or the last one; or, for an answer called wrong, passages to pick from."""
        if scene.address.passage:
            return self._correction_view(scene)
        if self._run.is_running:
            return views.running_view(scene, tuple(self._outcomes), self._asked)
        error = self._run.error
        return self._report_view(scene, scene.words("evaluate.failed", reason=error) if error else "")

    def act(self, scene: Scene, action: str, value: str) -> str:
        """Begin to run the set, keep the run to compare with, or keep a correction. Raises ReadOnly."""
        if action == "evaluate":
            self._begin()
            return self.view(replace(scene, address=replace(scene.address, passage="")))
        if not self.library.may_change:
            raise ReadOnly("evaluate.read_only")
        with self._writing:
            if action == "correct":
                return self._keep_correction(scene, value)
            if self.report is not None:
                self.report.save(self.kept_run)
        return self._report_view(scene)

    def _begin(self) -> None:
        """Run the set for everybody who looks; a run that is going on is looked at instead."""
        if self._run.is_running:
            return
        assistant, questions = self.library.assistant, self.questions()
        index = assistant.index
        outcomes: list[Outcome] = []

        def run(progress: Progress) -> None:
            passages = chain.from_iterable(index.passages_of(entry.id) for entry in index.entries)
            evaluate(assistant, questions, passages, progress, watch=outcomes.append)
            self.report = Report(tuple(outcomes))

        self._asked, self._outcomes = questions, outcomes
        self._run.start(run)

    def _report_view(self, scene: Scene, told: str = "") -> str:
        comparison = None
        if self.report is not None and self.kept_run.exists():
            comparison = compare(self.report, read_run(self.kept_run))
        own = len(read_judged_questions(self.corrections)) if self.corrections.exists() else 0
        return views.evaluation_view(
            scene,
            self.report,
            comparison,
            corrections=(own, self.corrections.name),
            questions=len(self.questions()),
            told=told,
        )

    def _correction_view(self, scene: Scene) -> str:
        address = scene.address
        wrong = self._passage(address.passage)
        answer = answer_to(self.library.assistant, address, limit=OFFERED)
        hits = answer.hits or answer.nearest
        offered = [hit.passage for hit in hits if hit.passage.id != wrong.id]
        return views.correction_view(scene, wrong, [wrong, *offered])

    def _keep_correction(self, scene: Scene, value: str) -> str:
        if not scene.address.q:
            raise LibraryError("error.no_question")
        right = self._passage(value) if value else None
        append_correction(correct(scene.address.q, right), self.corrections)
        return self._report_view(scene, told=scene.words("evaluate.wrong_kept", file=self.corrections.name))

    def _passage(self, passage_id: str) -> Passage:
        try:
            return self.library.assistant.index.passage(passage_id)
        except KeyError:
            raise LibraryError("error.no_passage", name=passage_id) from None
