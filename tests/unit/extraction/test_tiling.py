import pytest
from hypothesis import given
from hypothesis import strategies as st

from holescan.adapters.extraction.tiling import OVERLAP_PX, TILE_PX, Cut, cuts, shrunk_to

sides = st.integers(1, 40_000)


def core_px(cut: Cut) -> tuple[int, int, int, int]:
    across, down = cut.right - cut.left, cut.bottom - cut.top
    return (
        round(cut.left + cut.core.left * across),
        round(cut.top + cut.core.top * down),
        round(cut.left + cut.core.right * across),
        round(cut.top + cut.core.bottom * down),
    )


def test_a_sheet_that_fits_is_one_tile_whose_core_is_all_of_it() -> None:
    assert [core_px(cut) for cut in cuts(TILE_PX, 3000)] == [(0, 0, TILE_PX, 3000)]


@given(sides, sides)
def test_cores_cover_the_picture_once_and_tiles_stay_small(width: int, height: int) -> None:
    made = list(cuts(width, height))
    cores = [core_px(cut) for cut in made]
    assert sum((right - left) * (bottom - top) for left, top, right, bottom in cores) == width * height
    assert len({(left, top) for left, top, _, _ in cores}) == len(cores)
    assert all(0 < cut.right - cut.left <= TILE_PX and 0 < cut.bottom - cut.top <= TILE_PX for cut in made)


@given(st.integers(TILE_PX + 1, 40_000), st.data())
def test_whatever_is_shorter_than_the_overlap_is_whole_in_the_tile_that_answers_for_its_middle(
    width: int, data: st.DataObject
) -> None:
    length = data.draw(st.integers(1, OVERLAP_PX - 2))
    start = data.draw(st.integers(0, width - length))
    middle = start + length / 2
    (tile,) = [cut for cut in cuts(width, 100) if core_px(cut)[0] <= middle < core_px(cut)[2]]
    assert tile.left <= start
    assert start + length <= tile.right


@given(sides, sides)
def test_a_picture_shrinks_until_its_tiles_are_few(width: int, height: int) -> None:
    factor = shrunk_to(16, width, height)
    assert len(list(cuts(int(width * factor) or 1, int(height * factor) or 1))) <= 16


@pytest.mark.parametrize(("width", "height"), [(6622, 9362), (1654, 2339)])
def test_an_a0_sheet_at_200_dots_an_inch_keeps_its_size(width: int, height: int) -> None:
    assert shrunk_to(16, width, height) == 1
