"""数据元用语: the smallest shared word."""
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from zhengtong.kernel.words import Words


class Type(StrEnum):
    TEXT = "text"
    LONG_TEXT = "long_text"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"
    CHOICE = "choice"
    CODES = "codes"                  # several codes, each once: ["a-01", …]


class Check(StrEnum):
    """Checks beyond JSON Schema."""

    CITIZEN_ID = "citizen_id"        # GB 11643-1999
    CREDIT_CODE = "credit_code"      # GB 32100-2015
    PHONE = "phone"
    PAST_DATE = "past_date"


class Sensitivity(StrEnum):
    PUBLIC = "public"
    INTERNAL = "internal"
    PERSONAL = "personal"            # 个人信息保护法 art. 4
    SENSITIVE = "sensitive"          # 个人信息保护法 art. 28
    TRADE_SECRET = "trade_secret"    # noqa: S105 - a class of data


@dataclass(frozen=True, slots=True)
class ElementChoice:
    value: str
    title: Words


@dataclass(frozen=True, slots=True)
class Element:
    key: str                         # premises.area
    title: Words
    type: Type
    schema: Mapping[str, object] = field(default_factory=dict)   # JSON Schema of the value
    choices: tuple[ElementChoice, ...] = ()
    check: Check | None = None
    sensitivity: Sensitivity = Sensitivity.INTERNAL
    unit: Words = Words("")
    help: Words = Words("")
    why: Words = Words("")           # why we ask
    example: str = ""
    each_time: bool = False          # asked anew in every matter: what was true of one child is not of the next

    @property
    def is_promise(self) -> bool:
        """承诺: can only be agreed to, by the person themselves, each time anew; never filled in from an earlier answer."""
        return self.type is Type.BOOLEAN and self.schema.get("const") is True
