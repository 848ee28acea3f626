from pathlib import Path

import pytest

from corpus import SHIPPED
from index import Index, IndexMissing
from qa.opening import RecordsDropped, check_nothing_is_dropped, open_assistant, own_records, records_of
from tests.letter_counts import LetterCounts


def test_an_index_is_built_from_the_users_own_records_where_there_are_any(tmp_path: Path) -> None:
    index = tmp_path / ".rapporteur" / "index"
    assert records_of(index) == SHIPPED
    own_records(index).mkdir(parents=True)
    assert records_of(index) == tmp_path / ".rapporteur" / "records"


def test_a_folder_that_was_named_is_never_built_in(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing):
        open_assistant(tmp_path / "index")
    assert list(tmp_path.iterdir()) == []


def test_a_build_that_names_no_records_drops_none(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    for name in ("quay.txt", "tax.txt"):
        (tmp_path / "mine" / name).write_text("Ada Berg said that the quay is safe.\n", encoding="utf-8")
    folder = tmp_path / "index"
    check_nothing_is_dropped(SHIPPED, folder)  # there is no index yet
    Index.build(tmp_path / "mine", folder, LetterCounts())
    check_nothing_is_dropped(tmp_path / "mine", folder)
    with pytest.raises(RecordsDropped) as told:
        check_nothing_is_dropped(SHIPPED, folder)
    assert "'quay.txt' and 1 more" in str(told.value)
    assert f"--corpus {SHIPPED}" in str(told.value)
