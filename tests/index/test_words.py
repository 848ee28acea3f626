import pytest

from index.words import fold, terms


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Susana Xará's 1,000 hydrogen valleys", ["susana", "xara", "1000", "hydrogen", "valley"]),
        ("The proposals proposed; proposing", ["propos"] * 3),
        ("Łukasz Ørsted, STRAßE, Cœur, Đoković", ["lukasz", "orst", "strass", "coeur", "dokov"]),
        ("2.5 % of €1,250,000 in 2024-05", ["2.5", "1250000", "2024", "05"]),
        ("Art. 27 and Article27", ["art", "27", "article27"]),
        ("Europe-wide meta_cluster", ["europ", "wide", "meta", "cluster"]),
        ("the will’s O'Hara", ["will", "o'hara"]),
        ("", []),
        ("…!? — 🙂", []),
        ("Ночь, 東京", ["ночь", "東京"]),
    ],
)
def test_terms(text: str, expected: list[str]) -> None:
    assert terms(text) == expected


def test_folding_keeps_plain_text() -> None:
    assert fold("MiXeD Case") == "mixed case"
    assert fold("ﬁne Ⅳ") == "fine iv"
