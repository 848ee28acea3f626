"""Who "I" and "she" are in reports of meetings."""

import pytest

from tests.corpus.records import said

POND_BLOG = """
    Title: Jan 30 Pond Foundation Board Meeting
    Date: 2031-02-07 16:41
    Author: {author}
    Status: published

    Present: Ana Ruiz, Bo Lind

    Ana Ruiz said that the pond is dry. I proposed that we dig a second one.
    """


@pytest.mark.parametrize(("author", "speakers"), [("jdoe", ["jdoe"]), ("admin", []), ("Staff", [])])
def test_i_is_the_author_in_the_head_of_a_file_without_a_fence(author: str, speakers: list[str]) -> None:
    assert said(POND_BLOG.format(author=author), "we dig a second one") == speakers


def test_she_is_who_carried_a_message_on() -> None:
    record = """
        # Recap of the Pond Conference

        Ana Ruiz said there is no right way to keep a pond. Her message was to dig.
        This message was also continued by Carla Moss, a warden. She spoke of leaving the newts alone.
        """
    assert said(record, "leaving the newts alone") == ["Carla Moss"]


def test_she_is_not_who_introduced_her() -> None:
    record = """
        # Recap of the Pond Conference

        Ana Ruiz was introduced by Carla Moss. She said that the newts are back.
        """
    assert said(record, "the newts are back") == ["Ana Ruiz"]
