"""事项用语: codes, kinds and terms that everything else is said in."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from zhengtong.kernel.words import Words

ItemCode = NewType("ItemCode", str)
BundleCode = NewType("BundleCode", str)
SILENT = Words("")
"""What the source does not say."""


class SubjectKind(StrEnum):
    PERSON = "person"
    FIRM = "firm"


class PowerKind(StrEnum):
    """The ten kinds of power and public service."""

    PERMIT = "permit"  # 行政许可
    PENALTY = "penalty"  # 行政处罚
    COERCION = "coercion"  # 行政强制
    LEVY = "levy"  # 行政征收
    BENEFIT = "benefit"  # 行政给付
    INSPECTION = "inspection"  # 行政检查
    CONFIRMATION = "confirmation"  # 行政确认
    REWARD = "reward"  # 行政奖励
    RULING = "ruling"  # 行政裁决
    OTHER = "other"  # 其他行政权力
    PUBLIC_SERVICE = "public_service"  # 公共服务


class Unit(StrEnum):
    WORKING_DAY = "working_day"
    CALENDAR_DAY = "calendar_day"


@dataclass(frozen=True, slots=True)
class Term:
    """期限. days ≥ 0; 0 means on the spot."""

    days: int
    unit: Unit = Unit.WORKING_DAY
    reference: str = ""  # the article, where law sets it


class Filing(StrEnum):
    ONLINE = "online"
    BROWSE_ONLY = "browse_only"
