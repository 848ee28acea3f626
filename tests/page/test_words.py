import re
import string
import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

import page
from page.words import DEFAULT, languages, preferred, words_in
from qa.remarks import FINDINGS, JOINTS, SENTENCES, remark

QA = ("remark", "joint")  # what qa tells in English is told in other languages here


def texts(lang: str) -> dict[str, Any]:
    read: dict[str, Any] = tomllib.loads(files("page.words").joinpath(f"{lang}.toml").read_text("utf-8"))
    return {
        f"{k}.{n}": t for k, v in read.items() if isinstance(v, dict) and k not in QA for n, t in v.items()
    }


@pytest.mark.parametrize("lang", languages())
def test_every_language_has_every_text_with_the_same_places_to_fill(lang: str) -> None:
    def places(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    here, there = texts(lang), texts(DEFAULT)
    assert here.keys() == there.keys()
    for key, text in here.items():
        # A form for one thing may leave the number out.
        assert places(text) == places(there[key]) or key.endswith("_one"), key


def test_every_text_is_used_and_every_used_text_is_there() -> None:
    root = Path(page.__file__).parent
    source = "\n".join(f.read_text("utf-8") for f in root.rglob("*") if f.suffix in (".py", ".html"))
    used = set(re.findall(r"""["']([a-z]+\.[a-z_]+)["']""", source))
    known = texts(DEFAULT).keys()
    prefixes = ("nav.", "kind.", "measure.", "answer.strength_", "question_kind.", "refused.")
    counted = {key.rsplit("_", 1)[0] for key in known if key.endswith(("_one", "_many"))}
    unused = {
        key
        for key in known
        if key not in used and not key.startswith(prefixes) and key.rsplit("_", 1)[0] not in used & counted
    }
    assert unused == set()


@pytest.mark.parametrize("lang", [lang for lang in languages() if lang != DEFAULT])
def test_every_language_tells_every_remark_of_qa_with_nothing_it_lacks(lang: str) -> None:
    def places(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    told = tomllib.loads(files("page.words").joinpath(f"{lang}.toml").read_text("utf-8"))
    known = {**SENTENCES, **FINDINGS}
    assert told["remark"].keys() == known.keys()
    assert told["joint"].keys() == JOINTS.keys()
    for kind, sentence in told["remark"].items():
        assert places(sentence) == places(known[kind]) - ({"language"} if kind == "language" else set())


def test_a_remark_is_told_in_the_language_of_the_page() -> None:
    said = remark("silent_several", people=("Ada Berg", "Noor Aziz"), topic="{quay}")
    assert words_in("en").told(said) == str(said)
    assert words_in("fr").told(said) == (
        "Ada Berg et Noor Aziz prennent la parole dans les comptes rendus, mais pas sur « {quay} »."
    )
    assert words_in("fr").told("no remark") == "no remark"


def test_numbers_choose_their_form() -> None:
    words = words_in("en")
    assert words("answer.found", count=1) == "One passage answers"
    assert words("answer.found", count=3) == "3 passages answer"


def test_the_language_is_the_best_the_browser_asks_for() -> None:
    assert preferred("de-DE,de;q=0.9,fr;q=0.8,en;q=0.7") == "fr"
    assert preferred("fr;q=0.1, en") == "en"
    assert preferred("") == preferred("tlh, ;q=x") == DEFAULT
