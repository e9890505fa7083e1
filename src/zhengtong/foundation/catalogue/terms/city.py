"""城市用语: what a city says of itself; life events and departments."""

from dataclasses import dataclass
from enum import StrEnum

from zhengtong.foundation.catalogue.terms.words import SILENT, SubjectKind
from zhengtong.kernel.words import Words


class Stage(StrEnum):
    """Of a firm's life (企业全生命周期)."""

    START = "start"  # 开办
    RUN = "run"  # 经营
    CHANGE = "change"  # 变更
    CLOSE = "close"  # 注销


@dataclass(frozen=True, slots=True)
class LifeEvent:
    code: str
    name: Words
    icon: str  # lucide icon name
    subject: SubjectKind
    matters: tuple[str, ...]  # "bundle:<code>", "item:<code>"
    order: int = 1000  # what most people need comes first
    stage: Stage | None = None  # of a firm's life


@dataclass(frozen=True, slots=True)
class City:
    """What a city says of itself (content kind ``city``)."""

    code: str
    name: Words
    division: str
    lead_window: str  # organisation code that takes cases in
    neighbours: tuple[str, ...] = ()  # other cities whose catalogues are shown, browse only
    frequent: tuple[tuple[Words, str], ...] = ()  # label → query on the home page
    hotline: str = "12345"
    general_intake: bool = False  # 一窗受理: whatever its catalogue lists may be filed here, with the general form
    reconsideration: str = ""  # 网上申请行政复议: the address of the channel (行政复议法 art. 22)
    greeting: Words = SILENT  # one sentence on the home page: what this place offers


@dataclass(frozen=True, slots=True)
class Department:
    """A department in the catalogue and how many items it has there. Code and name empty: department not published."""

    code: str
    name: Words
    short: Words
    items: int
