"""The published scoring rules, on invented articles small enough to count by hand."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

FOLDER = Path(__file__).parent.parent.parent / "benchmarks"


def load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"rapporteur_benchmarks_{name}", FOLDER / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


polnear, events = load("polnear"), load("event_statements")

TEXT = (
    '"We will open five new depots," said Mr. Núñez\'s deputy. He added the cost is not yet known. It rained.'
)
BRAT = """\
T1\tContent 0 31\t"We will open five new depots,"
T2\tCue 32 36\tsaid
T3\tSource 37 55\tMr. Núñez's deputy
E1\tAttribution:T1 Source1:T3 Cue1:T2 Content1:T1
"""


@pytest.fixture
def article(tmp_path: Path) -> object:
    base = tmp_path / "data" / "train"
    (base / "text").mkdir(parents=True)
    (base / "attributions").mkdir()
    (base / "text" / "a.txt").write_text(TEXT, encoding="utf-8")
    (base / "attributions" / "a_1.ann").write_text(BRAT, encoding="utf-8")
    (found,) = polnear.read_articles(tmp_path, "train")
    return found


def test_brat_files_are_read(article) -> None:
    (attribution,) = article.attributions
    assert attribution.source_text == "Mr. Núñez's deputy"
    assert attribution.content == ((0, 31),)
    assert attribution.is_named
    assert attribution.is_quoted
    assert attribution.is_scored


def test_right_wrong_and_spurious_are_counted(article) -> None:
    rain = TEXT.index("It rained.")
    right = polnear.score_article(article, [polnear.Prediction("Ana Nunez Jr.", 0, 31)])
    assert (right["recall"], right["of recall"], right["wrong"], right["spurious"]) == (1, 1, 0, 0)
    assert right["quoted recall"] == 1
    wrong = polnear.score_article(article, [polnear.Prediction("Mr. Smith", 0, 31)])
    assert (wrong["recall"], wrong["coverage"], wrong["wrong"], wrong["of wrong"]) == (0, 1, 1, 1)
    spurious = polnear.score_article(article, [polnear.Prediction("Ana Nunez", rain, rain + 10)])
    assert (spurious["recall"], spurious["spurious"], spurious["of wrong"]) == (0, 1, 0)
    half = polnear.score_article(article, [polnear.Prediction("Ana Nunez", 0, 15)])
    assert half["recall"] == 0  # 15 of 31 characters


@pytest.mark.parametrize(
    ("name", "source", "same"),
    [
        ("John Kerry", "Secretary Kerry", True),
        ("Secretary Jones", "Secretary Kerry", False),
        ("He", "He", False),
        ("Bill Clinton", "Clinton's campaign", True),
    ],
)
def test_names_match(name: str, source: str, *, same: bool) -> None:
    assert polnear.names_match(name, source) is same


def test_statements_are_judged_by_half_of_the_snippet() -> None:
    text = "Ann said that **the tram** is late."
    places = events.find_places(text, "the tram is late")
    assert len(places) == 13
    assert events.predicted_names(places, [("Ann Vale", 14, len(text)), ("Ed", 30, len(text))]) == [
        "Ann Vale"
    ]
    said = events.JudgedStatement("d", "the tram is late", ("Ann Vale",), ("Annie",), "reported")
    assert events.score_statement(said, ["Vale"])["right"] == 1
    assert events.score_statement(said, ["Ann"])["right"] == 0
    assert events.score_statement(said, ["Ms Ann Vale"])["right"] == 1
    assert events.score_statement(said, ["Ann Vale", "Ed"])["wrong"] == 1
    assert events.score_statement(said, [])["missed"] == 1
    unsaid = events.JudgedStatement("d", "the tram is late", (), (), "narration")
    assert events.score_statement(unsaid, ["Ed"])["false"] == 1
