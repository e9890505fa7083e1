"""外部审批系统用语: approvals decided in a national or provincial system 国垂、省垂系统."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class FileState(StrEnum):
    TO_PUSH = "to_push"  # 待推送
    PUSHED = "pushed"  # 已推送, its number issued there
    ANSWERED = "answered"  # 已回传
    DISPUTED = "disputed"  # 两次答复不一致: for a person to look into


@dataclass(frozen=True, slots=True)
class ExternalFile:
    """One approval in an outside system: pushed once, pulled until answered, reconciled; nothing is typed twice."""

    approval: str
    system: str
    state: FileState
    number: str = ""  # issued there
    pushed_at: datetime | None = None
    seen_at: datetime | None = None  # last time the system was heard
    answered_at: datetime | None = None
    tries: int = 0
    trouble: str = ""  # what the last try said
    stage: str = ""  # where it stands there, in its own words
