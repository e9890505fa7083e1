"""Lanes: geometry that never runs over, and names that are cut kindly."""

from hypothesis import given
from hypothesis import strategies as st

from zhengtong.channels.ui.lanes import WIDTH, Bar, Mark, Strip, draw, spaced, width_of, wrap

bars = st.builds(
    lambda label, start, took: Bar(label, start, start + took),
    st.text("食品经营许可证abc ", min_size=1, max_size=40),
    st.integers(0, 300),
    st.integers(0, 300),
)
strips = st.lists(
    st.builds(lambda name, held: Strip(name, tuple(held)), st.text("市场监管局ab ", max_size=30), st.lists(bars, min_size=1, max_size=5)),
    max_size=6,
)


@given(strips)
def test_everything_stays_inside_the_picture(given_strips: list[Strip]) -> None:
    picture = draw(given_strips, [Mark(0, "受理")], now=Mark(3, "今天"))
    for strip in picture.strips:
        for one in strip.bars:
            assert picture.left <= one.x <= WIDTH
            assert one.y + picture.bar_height <= picture.foot
            assert one.width > 0


@given(strips)
def test_bars_of_one_lane_do_not_lie_on_each_other(given_strips: list[Strip]) -> None:
    for strip in draw(given_strips, []).strips:
        placed = [(one.y, one.bar.start, one.bar.end) for one in strip.bars]
        for at, (y, start, end) in enumerate(placed):
            for other_y, other_start, other_end in placed[at + 1 :]:
                assert y != other_y or end < other_start or other_end < start


def test_what_follows_directly_is_on_its_own_row() -> None:
    """A successor begins where its predecessor ends: both names stay readable."""
    strip = draw([Strip("市场监管局", (Bar("核验", 0, 1), Bar("许可", 1, 11)))], []).strips[0]
    assert strip.bars[0].y != strip.bars[1].y


def test_an_empty_plan_is_an_empty_picture() -> None:
    assert draw([], []).strips == ()


@given(st.text(max_size=60), st.integers(40, 300))
def test_a_name_is_at_most_two_lines(name: str, width: int) -> None:
    lines = wrap(name.strip(), width)
    assert len(lines) <= 2
    assert all(width_of(line) <= width + 20 for line in lines)


@given(st.integers(1, 400), st.integers(2, 12))
def test_the_axis_begins_and_ends_with_a_mark(days: int, most: int) -> None:
    at = spaced(days, most)
    assert at[0] == 0
    assert at[-1] == days
    assert at == sorted(set(at))
    assert len(at) <= most + 2
