import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.dates import find_date, is_iso_date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("15 May 2024, 8:30 – 9:45 CET", "2024-05-15"),
        ("Tuesday, the 3rd of September, 2019", "2019-09-03"),
        ("Sept. 30, 2014", "2014-09-30"),
        ("Fri, April 6, 2018 14:00 UTC", "2018-04-06"),
        ("4-5 May 2023", "2023-05-04"),
        ("May 4 and 5, 2023", "2023-05-04"),
        ("Webinar 15/09/2021", "2021-09-15"),
        ("12.12.2022", "2022-12-12"),
        ("09/15/2021", "2021-09-15"),
        ("2014-06-03 15:14:11 -0400", "2014-06-03"),
        ("2024-05-15T08:00:00Z", "2024-05-15"),
        ("GMT20210503-150302_Recording", "2021-05-03"),
        ("minutes_2024-05-15_final", "2024-05-15"),
    ],
)
def test_a_date_that_can_be_read_in_one_way(text: str, date: str) -> None:
    assert find_date(text) == date


@pytest.mark.parametrize(
    "text",
    [
        "03/04/2021",
        "31 February 2020",
        "2021-13-45",
        "May 2024",
        "in 2024",
        "article 27",
        "1.2.3.2024",
        "version 2.1.0",
        "",
    ],
)
def test_what_is_no_date_or_could_be_two(text: str) -> None:
    assert find_date(text) is None


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2099, 12, 31)))
def test_dates_in_words_and_in_iso_survive_a_round_trip(date: datetime.date) -> None:
    assert find_date(f"Held on {date:%d %B %Y} in Lindvik") == date.isoformat()
    assert find_date(date.isoformat()) == date.isoformat()
    assert is_iso_date(date.isoformat())


@given(st.text(max_size=100))
def test_any_text_has_a_date_or_none(text: str) -> None:
    found = find_date(text)
    assert found is None or is_iso_date(found)


@pytest.mark.parametrize("text", ["2024", "2024-05", "2024-05-15"])
def test_iso_dates_to_the_day_month_or_year(text: str) -> None:
    assert is_iso_date(text)


@pytest.mark.parametrize("text", ["24", "2024-13", "2024-02-30", "2024-5-1", "15 May 2024"])
def test_other_forms_are_no_iso_dates(text: str) -> None:
    assert not is_iso_date(text)
