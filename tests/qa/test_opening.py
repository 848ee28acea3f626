from pathlib import Path

import pytest

from corpus import SHIPPED
from index import IndexMissing
from qa.opening import open_assistant, own_records, records_of


def test_an_index_is_built_from_the_users_own_records_where_there_are_any(tmp_path: Path) -> None:
    index = tmp_path / ".rapporteur" / "index"
    assert records_of(index) == SHIPPED
    own_records(index).mkdir(parents=True)
    assert records_of(index) == tmp_path / ".rapporteur" / "records"


def test_a_folder_that_was_named_is_never_built_in(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing):
        open_assistant(tmp_path / "index")
    assert list(tmp_path.iterdir()) == []
