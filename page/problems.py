"""What a reader asked for that cannot be, told in the language of the page."""

from page.words import DEFAULT, words_in


class Problem(ValueError):
    """Says one line by the key of a text; in English where nobody chose a language."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(words_in(DEFAULT)(key, **values))
        self.key = key
        self.values = values
