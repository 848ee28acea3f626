from hypothesis import given
from hypothesis import strategies as st

from page.address import LONGEST_VALUE, Address


def test_a_query_string_becomes_an_address() -> None:
    found = Address.parse("?q=what+of+%C5%A0?&speaker=Ada%20Berg&view=records&other=1")
    assert found == Address(view="records", q="what of Š?", speaker="Ada Berg")


def test_unknown_views_are_the_first_page_and_long_values_are_cut() -> None:
    assert Address.parse("?view=<script>") == Address()
    assert len(Address.parse(f"?q={'a' * 9000}").q) == LONGEST_VALUE


def test_links_change_some_fields_and_keep_the_others() -> None:
    here = Address(q="quay", speaker="Ada Berg", lang="fr")
    assert here.href(speaker="") == "?q=quay&lang=fr"
    assert here.href(view="ask", q="") == "?speaker=Ada+Berg&lang=fr"
    assert here.fresh(view="records") == "?view=records&lang=fr"


@given(
    st.builds(
        Address,
        view=st.sampled_from(["ask", "speakers", "add"]),
        q=st.text().map(str.strip),
        document=st.text().map(str.strip),
    )
)
def test_a_link_leads_back_to_its_address(address: Address) -> None:
    assert Address.parse(address.href()) == address


@given(st.text())
def test_any_query_is_an_address(query: str) -> None:
    assert Address.parse(query).href().startswith("?")
