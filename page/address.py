"""What the address bar says, as a value: every state of the page can be shared and bookmarked."""

from dataclasses import asdict, dataclass, fields, replace
from typing import Literal, cast, get_args
from urllib.parse import parse_qsl, urlencode

View = Literal["ask", "speakers", "records", "add", "evaluate"]
VIEWS: tuple[View, ...] = get_args(View)
LONGEST_VALUE = 2000  # characters of one parameter; a question is a sentence, not a book


@dataclass(frozen=True, slots=True)
class Address:
    """The query string of the page; an empty field is absent from it.

    ``speaker`` is a name, or an id where two people share the name; ``passage`` is the passage to
    mark in a record, or the one called wrong in the evaluation.
    """

    view: View = "ask"
    q: str = ""
    speaker: str = ""
    organisation: str = ""
    document: str = ""
    since: str = ""
    until: str = ""
    passage: str = ""
    lang: str = ""

    @classmethod
    def parse(cls, query: str) -> "Address":
        """Read a query string, with or without its question mark; what is unknown is ignored."""
        known = {field.name for field in fields(cls)}
        found = {
            key: value.strip()[:LONGEST_VALUE]
            for key, value in parse_qsl(query.removeprefix("?"), errors="replace")
            if key in known
        }
        if found.get("view") not in VIEWS:
            found.pop("view", None)
        return cls(**cast("dict[str, View]", found))

    def href(self, **changes: str) -> str:
        """The relative link to this address with some fields changed."""
        changed = asdict(replace(self, **changes))  # type: ignore[arg-type]  # a view is a str too
        kept = {key: value for key, value in changed.items() if value and (key, value) != ("view", "ask")}
        return f"?{urlencode(kept)}"

    def fresh(self, **fields_: str) -> str:
        """The relative link to another address that only keeps the language."""
        return Address(lang=self.lang).href(**fields_)
