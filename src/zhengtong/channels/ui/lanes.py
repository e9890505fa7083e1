"""泳道: who does what, when, side by side. Pure geometry: strips of bars become a picture of fixed width and, for narrow pages and
listeners, a list that says the same."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

type_place = Callable[[float], float]

WIDTH = 728.0
_LEFT = 152.0  # the column of names
_TOP = 30.0
_ROW = 52.0
_BAR = 16.0
_HAN, _LATIN = 14.2, 7.6  # average advance of a character at 14 px


@dataclass(frozen=True, slots=True)
class Bar:
    """One item in a lane, from ``start`` to ``end`` on the axis."""

    label: str
    start: float
    end: float
    tone: str = "sleep"
    icon: str = ""
    state: str = ""  # a word for the state; colour never stands alone
    when: str = ""  # in words
    critical: bool = False
    href: str = ""


@dataclass(frozen=True, slots=True)
class Strip:
    name: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """A named place on the axis."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class DrawnBar:
    bar: Bar
    x: float
    y: float
    width: float
    label_x: float
    label_y: float
    anchor: str


@dataclass(frozen=True, slots=True)
class DrawnStrip:
    strip: Strip
    name: tuple[str, ...]  # at most two lines
    y: float
    rule_y: float
    bars: tuple[DrawnBar, ...]


@dataclass(frozen=True, slots=True)
class DrawnMark:
    x: float
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Picture:
    width: float
    height: float
    left: float
    bar_height: float
    foot: float  # where the rules end
    strips: tuple[DrawnStrip, ...]
    marks: tuple[DrawnMark, ...]
    now: DrawnMark | None


def width_of(text: str) -> float:
    return sum(_LATIN if ord(one) < 0x2E80 else _HAN for one in text)


def wrap(text: str, width: float, lines: int = 2) -> tuple[str, ...]:
    """Break a name over at most ``lines`` lines; what does not fit ends in an ellipsis."""
    told: list[str] = []
    rest = text
    while rest and len(told) < lines:
        cut = _cut(rest, width)
        told.append(rest[:cut].strip())
        rest = rest[cut:].strip()
    if rest and told:
        told[-1] = told[-1][:-1] + "…"
    return tuple(told)


def _cut(text: str, width: float) -> int:
    used, last_space = 0.0, 0
    for at, one in enumerate(text):
        used += _LATIN if ord(one) < 0x2E80 else _HAN
        if one == " ":
            last_space = at
        if used > width:
            return last_space or max(at, 1)
    return len(text)


def draw(strips: Sequence[Strip], marks: Sequence[Mark], *, now: Mark | None = None) -> Picture:
    """Place everything. The axis runs from the earliest to the latest place named."""
    places = [place for strip in strips for bar in strip.bars for place in (bar.start, bar.end)] + [one.at for one in marks]
    first, last = min(places, default=0.0), max(places, default=1.0)
    scale = (WIDTH - _LEFT - 24.0) / (last - first or 1.0)

    def x(at: float) -> float:
        return round(_LEFT + (min(max(at, first), last) - first) * scale, 1)

    drawn, y = [], _TOP
    for strip in strips:
        rows = _rows(strip.bars)
        bars = tuple(_bar(bar, x(bar.start), x(bar.end), y + row * _ROW) for bar, row in zip(strip.bars, rows, strict=True))
        drawn.append(DrawnStrip(strip, wrap(strip.name, _LEFT - 20.0), round(y + 30.0, 1), round(y, 1), bars))
        y += _ROW * (max(rows, default=0) + 1)
    foot = round(y + 4.0, 1)
    return Picture(WIDTH, foot + 22.0, _LEFT, _BAR, foot, tuple(drawn), _marks(marks, x), _now(now, x))


def _rows(bars: Sequence[Bar]) -> list[int]:
    """A bar goes on the first row of its lane where nothing stands in its way."""
    ends: list[float] = []
    rows = []
    for bar in bars:
        row = next((at for at, end in enumerate(ends) if end < bar.start), len(ends))
        if row == len(ends):
            ends.append(bar.end)
        ends[row] = bar.end
        rows.append(row)
    return rows


def _bar(bar: Bar, left: float, right: float, y: float) -> DrawnBar:
    width = max(right - left, 10.0)
    label = width_of(bar.label + bar.state) + 30.0
    ends_inside = left + label <= WIDTH - 8.0
    return DrawnBar(
        bar,
        left,
        round(y + 26.0, 1),
        round(width, 1),
        left if ends_inside else WIDTH - 8.0,
        round(y + 19.0, 1),
        "start" if ends_inside else "end",
    )


def _marks(marks: Sequence[Mark], x: type_place) -> tuple[DrawnMark, ...]:
    """Only those that do not run into the one before."""
    told: list[DrawnMark] = []
    free = 0.0
    for one in marks:
        at, wide = x(one.at), width_of(one.text)
        anchor = "end" if at + wide > WIDTH else "start"
        begins = at - wide if anchor == "end" else at
        text = one.text if begins >= free else ""
        if text:
            free = begins + wide + 10.0
        told.append(DrawnMark(at, text, anchor))
    return tuple(told)


def _now(now: Mark | None, x: type_place) -> DrawnMark | None:
    if now is None:
        return None
    at = x(now.at)
    return DrawnMark(at, now.text, "end" if at + width_of(now.text) > WIDTH else "start")


def spaced(days: int, most: int = 10) -> list[int]:
    """Which of ``days`` days get a mark, so that the axis stays readable; the last one always does."""
    step = max(1, -(-days // most))
    return [*(one for one in range(0, days, step) if days - one >= step), days]
