"""The question set run from the page, and answers called wrong."""

import json
import threading
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from qa.evaluation import Report, evaluate
from qa.questions import FIXED_SET
from tests.page.browser.reader import META_CLUSTERS, ask, assert_accessible, first_card, open_view

pytestmark = [pytest.mark.browser, pytest.mark.model]


def test_a_wrong_answer_becomes_a_question_of_the_set(reader: Page, project: Path) -> None:
    ask(reader, META_CLUSTERS)
    first_card(reader).get_by_role("link", name="Wrong?").click()
    expect(reader.locator(".picks .wrong")).to_have_count(1)
    assert_accessible(reader)
    reader.get_by_role("button", name="This one answers").first.click()
    expect(reader.locator(".told")).to_contain_text("corrections.jsonl")
    assert META_CLUSTERS in (project / "corrections.jsonl").read_text("utf-8")


def test_a_run_is_watched_as_it_goes(blank: Page, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    go_on = threading.Event()

    def haltingly(*given: Any, watch: Any) -> Report:
        asked = 0

        def halt(outcome: Any) -> None:
            nonlocal asked
            watch(outcome)
            asked += 1
            if asked == 40:
                go_on.wait(60)

        return evaluate(given[0], given[1][:41], given[2], given[3], watch=halt)

    monkeypatch.setattr("page.evaluating.evaluate", haltingly)
    open_view(blank, address, "?view=evaluate")
    blank.get_by_role("button", name="Run the question set").click()
    expect(blank.locator(".building")).to_contain_text("Asked 40 of")
    expect(blank.locator(".building .asking")).not_to_be_empty()
    speaker = blank.locator(".tally li", has_text="Speaker")
    expect(speaker).to_contain_text("right")
    assert_accessible(blank)
    blank.get_by_role("link", name="Speakers", exact=True).click()  # nobody has to wait for it
    expect(blank.get_by_role("table")).to_contain_text("Glenda Napier")
    blank.wait_for_timeout(700)  # longer than the page takes to tell how far it is
    expect(blank.get_by_role("table")).to_contain_text("Glenda Napier")
    blank.get_by_role("link", name="Evaluate").click()
    expect(blank.locator(".building")).to_contain_text("Asked 40 of")
    go_on.set()
    expect(blank.get_by_role("table")).to_contain_text("41")


def test_the_evaluation_runs_and_shows_what_fell_short(
    blank: Page, address: str, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    every_third = FIXED_SET.read_text("utf-8").splitlines()[::3]
    (tmp_path / "questions.jsonl").write_text("\n".join(every_third), encoding="utf-8")
    monkeypatch.setattr("qa.questions.FIXED_SET", tmp_path / "questions.jsonl")
    open_view(blank, address, "?view=evaluate")
    blank.get_by_role("button", name="Run the question set").click()
    expect(blank.get_by_role("progressbar")).to_be_visible()
    expect(blank.get_by_role("table")).to_contain_text("All", timeout=90_000)
    expect(blank.locator("svg.bars-picture").first).to_be_visible()
    expect(blank.locator("svg .curve")).to_be_visible()
    failure = blank.locator(".failures > li").first
    expect(failure).to_contain_text("Expected")
    expect(failure).to_contain_text("Came first")
    assert "**" not in blank.locator(".failures").inner_text()
    blank.get_by_role("button", name="Keep this run").click()
    expect(blank.get_by_role("heading", name="Since the saved run: 0 better, 0 worse.")).to_be_visible()
    kept = json.loads((project / "kept-run.json").read_text("utf-8"))
    was_well = next(outcome for outcome in kept["outcomes"] if outcome["shortfall"] is None)
    was_well["shortfall"] = "refused"
    (project / "kept-run.json").write_text(json.dumps(kept), "utf-8")
    blank.reload()
    expect(blank.get_by_role("heading", name="Since the saved run: 1 better, 0 worse.")).to_be_visible()
    expect(blank.locator("svg rect.better")).to_have_count(1)
    assert_accessible(blank)
    open_view(blank, address, "?view=evaluate&lang=fr")
    expect(blank.get_by_role("table")).to_contain_text("Hors sujet")
    expect(blank.get_by_role("table")).not_to_contain_text("off-topic")
