"""Words: a text that content gives in Chinese first and, where somebody has written it, in English."""
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    zh: str
    en: str = ""

    def __str__(self) -> str:
        return self.zh

    def __bool__(self) -> bool:
        return bool(self.zh)

    def say(self, language: str) -> str:
        """The text in ``language`` ("zh-hans", "en"), else in Chinese."""
        return self.en if self.en and language.startswith("en") else self.zh

    @classmethod
    def read(cls, value: "str | Mapping[str, str] | Words | None") -> "Words":
        """From content: a plain string is Chinese; a mapping has ``zh`` and perhaps ``en``."""
        if isinstance(value, Words):
            return value
        if value is None:
            return cls("")
        return cls(value) if isinstance(value, str) else cls(value["zh"], value.get("en", ""))
