import copy
import pickle
from collections.abc import Callable

import pytest

from qa.remarks import SENTENCES, Remark, fill, remark


def test_a_remark_is_its_sentence_and_knows_what_it_says() -> None:
    said = remark("silent_several", people=("Ann Lee", "Bo Ek", "Cy Ray"), topic="{locks}")
    assert said == "Ann Lee, Bo Ek and Cy Ray speak in the records, but not on “{locks}”."
    assert (said.kind, said.values["topic"]) == ("silent_several", "{locks}")


def test_the_joint_of_a_list_is_that_of_the_language() -> None:
    assert fill("{either} ?", {"either": ("Ann", "Bo")}, {"either": "ou"}) == "Ann ou Bo ?"


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, lambda r: pickle.loads(pickle.dumps(r))])
def test_a_copy_of_a_remark_knows_it_too(again: Callable[[Remark], Remark]) -> None:
    said = again(remark("missing_event", event="the fair"))
    assert isinstance(said, Remark)
    assert (said, said.kind, said.values) == (
        "There is no record of the fair.",
        "missing_event",
        {"event": "the fair"},
    )


def test_every_sentence_ends() -> None:
    assert all(sentence.endswith(".") for sentence in SENTENCES.values())
