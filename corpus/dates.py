"""Dates as records write them, read only where they can be read in one way."""

import re
from datetime import date

MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1
    )
}
MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
# "4-5 May", "4 and 5 May": a meeting of several days has the date of its first
LATER_DAY = r"(?:\s*(?:-|–|to|and|&)\s*\d{1,2}(?:st|nd|rd|th)?)?"
YEAR = r"(?P<year>(?:19|20)\d{2})"
SHAPES = tuple(
    re.compile(rf"(?<!\d)(?<!\d[-/.]){shape}(?!\d|[-/.]\d)", re.IGNORECASE)
    for shape in (
        rf"{YEAR}(?P<between>[-/.])(?P<month>\d{{1,2}})(?P=between)(?P<day>\d{{1,2}})",
        rf"{DAY}{LATER_DAY}\s+(?:of\s+)?{MONTH},?\s+{YEAR}",
        rf"\b{MONTH}\s+{DAY}{LATER_DAY}\s*,?\s+{YEAR}",
        rf"(?P<first>\d{{1,2}})(?P<between>[-/.])(?P<second>\d{{1,2}})(?P=between){YEAR}",
    )
)
RUN_TOGETHER = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d{2})(?P<month>[01]\d)(?P<day>[0-3]\d)(?!\d)")
ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def is_iso_date(text: str) -> bool:
    """Whether ``text`` is a date as ISO 8601 writes it, to the day, the month or the year."""
    parts = ISO.fullmatch(text)
    return parts is not None and _iso(parts[1], parts[2] or "1", parts[3] or "1") is not None


def find_date(text: str) -> str | None:
    """The first date of ``text`` that names day, month and year and can be read in one way, in ISO 8601.

    "15 May 2024" and "15/05/2024" are 2024-05-15; "03/04/2021" is March in one country and April in
    another, so it is no date at all.
    """
    for found in sorted((m for shape in SHAPES if (m := shape.search(text))), key=lambda m: m.start()):
        if read := _read(found.groupdict()):
            return read
    joined = RUN_TOGETHER.search(text)
    return _iso(joined["year"], joined["month"], joined["day"]) if joined else None


def _read(parts: dict[str, str]) -> str | None:
    if "first" in parts:
        return _day_and_month(parts["year"], int(parts["first"]), int(parts["second"]))
    month = parts["month"]
    return _iso(parts["year"], month if month.isdigit() else MONTHS[month[:3].lower()], parts["day"])


def _day_and_month(year: str, first: int, second: int) -> str | None:
    if first == second or (first > 12 >= second):
        return _iso(year, second, first)
    if second > 12 >= first:
        return _iso(year, first, second)
    return None


def _iso(year: str, month: str | int, day: str | int) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None
