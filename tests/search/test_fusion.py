from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ascertain.search.fusion import RRF_K, reciprocal_rank_fusion


def test_an_item_found_by_both_lists_beats_one_found_by_either() -> None:
    fused = reciprocal_rank_fusion([["a", "b"], ["c", "b"]])
    assert fused[0] == ("b", 2 / (RRF_K + 2))
    assert [item for item, _ in fused[1:]] == ["a", "c"]


@given(st.lists(st.lists(st.sampled_from("abcdefgh"), unique=True), max_size=4))
def test_fusion_keeps_every_item_once_and_orders_by_score(lists: list[list[str]]) -> None:
    fused = reciprocal_rank_fusion(lists)
    assert {item for item, _ in fused} == {item for ranked in lists for item in ranked}
    assert len({item for item, _ in fused}) == len(fused)
    scores = [score for _, score in fused]
    assert scores == sorted(scores, reverse=True)
