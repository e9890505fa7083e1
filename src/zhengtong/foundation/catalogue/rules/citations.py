"""法律依据: read a legal basis as people write it, and say whether we hold the text it names.

Sources write «户口登记条例 第三、七条», «行政许可法 第三十二条», «中华人民共和国食品安全法（2021年修正）第三十五条»,
«食品经营许可和备案管理办法 第二十至二十四条» or only a document number. Nothing is mended: what cannot be read stays as text.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from zhengtong.foundation.catalogue.terms import Citation, CitationStatus

IN_FORCE = "现行有效"
STATE = "中华人民共和国"
LONGEST = 500  # characters read of one citation
WIDEST = 300  # a range of more articles than this is a misprint, not a citation

_DIGITS = {**{char: value for value, char in enumerate("零一二三四五六七八九")}, "〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_NUMERAL = "[0-9零〇一二两三四五六七八九十百千]+"
_LIST = r"[第之条款项目、，,和及与至到—–\-~～\s0-9零〇一二两三四五六七八九十百千]"
_BRACKETED = re.compile(r"（[^（）]*）|\([^()]*\)|【[^【】]*】")
_ARTICLES = re.compile(rf"第{_LIST}*条{_LIST}*$")
_BETWEEN = re.compile(r"[；;]|(?<=条)、(?!第?\s*[0-9零〇一二两三四五六七八九十百千])")
_PART = re.compile(rf"第\s*(?:{_NUMERAL})?(?:[、，,至和及]\s*{_NUMERAL})*\s*[款项目]")
_RANGE = re.compile(rf"(?P<first>{_NUMERAL})条?(?:之{_NUMERAL})?(?:\s*[至到\-—–~～]+\s*第?\s*(?P<last>{_NUMERAL}))?")


@dataclass(frozen=True, slots=True)
class Parsed:
    """A citation taken apart: the name as written without book marks and brackets, and article numbers in rising order."""

    text: str
    law: str
    articles: tuple[int, ...] = ()
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """One law we know: its full name, whether it is in force, its article numbers (empty: not looked at), whether we hold its text."""

    name: str
    in_force: bool
    articles: frozenset[int] = frozenset()
    code: str = ""
    text: bool = True


@dataclass(frozen=True, slots=True)
class Shelf:
    """The laws we hold, found by full name and by the name without «中华人民共和国»."""

    laws: Mapping[str, Held] = field(default_factory=dict)

    @classmethod
    def of(cls, laws: Iterable[Held]) -> "Shelf":
        """Put laws on the shelf; where several versions bear one name, the one in force stands in front."""
        held: dict[str, Held] = {}
        for law in laws:
            for name in {law.name, law.name.removeprefix(STATE)}:
                if name not in held or (law.in_force and not held[name].in_force):
                    held[name] = law
        return cls(held)

    @classmethod
    def from_index(cls, rows: Iterable[Mapping[str, str]]) -> "Shelf":
        """From rows with ``law_name`` and ``status``, as in the law index."""
        return cls.of(Held(row["law_name"], row["status"] == IN_FORCE) for row in rows)

    def find(self, name: str) -> Held | None:
        bare = name.strip()
        return self.laws.get(bare) or self.laws.get(bare.removeprefix(STATE))


def numeral(text: str) -> int:
    """A number in Chinese or Arabic figures: 三十二 → 32, 一千二百六十 → 1260. Raises ValueError."""
    if text.isdecimal() and text.isascii():
        return int(text)
    total, digit = 0, 0
    if not any(char in _TENS for char in text):
        return int("".join(str(_DIGITS[char]) for char in text)) if text and all(char in _DIGITS for char in text) else _no_number(text)
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _TENS:
            total, digit = total + (digit or (1 if char == "十" else 0)) * _TENS[char], 0
        else:
            _no_number(text)
    return total + digit


def parse(text: str) -> Parsed:
    """Take a citation apart into law and articles; notes in brackets are kept as remark and not read as articles."""
    remark = " ".join(found.strip("（）()【】") for found in _BRACKETED.findall(text))
    bare = _BRACKETED.sub("", text).strip()[:LONGEST]
    found = _ARTICLES.search(bare)
    name = (bare[: found.start()] if found else bare).strip(" \t\u3000《》〈〉：:，,。；;")
    if not name:  # only brackets, or an article without a law
        name = text.strip()
    return Parsed(text, name, _articles(found.group()) if found else (), remark)


def several(text: str) -> tuple[str, ...]:
    """Citations of several laws in one line: «行政许可法 第三十六条、水法 第七条» are two, «行政许可法 第三十六、四十七条» is one."""
    return tuple(one.strip() for one in _BETWEEN.split(text) if one.strip())


def resolve(text: str, shelf: Shelf) -> Citation:
    """What a citation names among the laws we hold: in force, superseded, or not held (also where the law has no such article)."""
    whole = shelf.find(text.strip().strip("《》"))
    parsed = Parsed(text, whole.name) if whole else parse(text)
    held = whole or shelf.find(parsed.law)
    if held is None:
        return Citation(text, parsed.law, parsed.articles, CitationStatus.NOT_HELD)
    if held.articles and not held.articles.issuperset(parsed.articles):
        return Citation(text, held.name, parsed.articles, CitationStatus.NOT_HELD)
    if not held.in_force:
        return Citation(text, held.name, parsed.articles, CitationStatus.SUPERSEDED)
    return Citation(text, held.name, parsed.articles, CitationStatus.HELD if held.text else CitationStatus.NOT_HELD)


def _articles(spec: str) -> tuple[int, ...]:
    numbers: set[int] = set()
    for found in _RANGE.finditer(_PART.sub("", spec)):
        try:
            first = numeral(found["first"])
            last = numeral(found["last"]) if found["last"] else first
        except ValueError:
            continue
        numbers.update(range(first, last + 1) if first <= last < first + WIDEST else (first,))
    return tuple(sorted(numbers))


def _no_number(text: str) -> int:
    raise ValueError(f"not a number: {text!r}")
