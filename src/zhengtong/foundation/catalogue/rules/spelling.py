"""分词与拼音: how Chinese text is cut into words and pairs, and how it is spelled. The index and the question use the same cuts.

Both dictionaries are loaded by whoever first needs them: together they take half a second, and the worker needs neither.
"""

import re
import unicodedata
from collections.abc import Iterable

LONGEST = 64  # characters of a question that are read
_RUN = re.compile(r"[\u3400-\u9fff]+|[a-z0-9]+")
_BRACKETED = re.compile(r"[（(][^（）()]*[)）]|[《》“”]")
_WRITTEN = re.compile(r"[\u3400-\u9fff]")


def clean(text: str) -> str:
    """Small letters, plain widths, no control characters, no more than can be a question."""
    plain = unicodedata.normalize("NFKC", text[: LONGEST * 4]).casefold()
    return " ".join(_RUN.findall(plain))[:LONGEST].strip()


def runs(text: str) -> list[str]:
    """Stretches of Chinese, and of letters or figures; everything else only separates."""
    return _RUN.findall(unicodedata.normalize("NFKC", text).casefold())


def is_chinese(run: str) -> bool:
    return bool(_WRITTEN.match(run))


def spoken(name: str) -> str:
    """A name as people say it, without what stands in brackets: 食品(含保健食品)经营许可核发 → 食品经营许可核发."""
    return _BRACKETED.sub("", name) or name


def key(word: str) -> str:
    """How a synonym is kept: in one piece, English words without a plural s."""
    return "".join(map(_singular, word.split()))


def _singular(word: str) -> str:
    return word[:-1] if word.isascii() and len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def is_traditional(run: str) -> bool:
    """Whether some character stands outside GB 2312, which holds the simplified ones: it is written the traditional way, or rare."""
    try:
        return not run.encode("gb2312")
    except UnicodeEncodeError:
        return True


def pairs(run: str) -> list[str]:
    """The characters of a run two by two; a single character, or letters and figures, are their own token."""
    return [run[at : at + 2] for at in range(len(run) - 1)] if is_chinese(run) and len(run) > 1 else [run]


def tokens(text: str) -> list[str]:
    """What the index holds of a text: pairs, single characters, and letters or figures as they stand."""
    found: dict[str, None] = {}
    for run in runs(text):
        found.update(dict.fromkeys(pairs(run)))
        if is_chinese(run):
            found.update(dict.fromkeys(run))
    return list(found)


def words(text: str) -> list[str]:
    """Words of two characters or more, long ones with the words inside them."""
    import rjieba

    return [word for run in runs(text) if is_chinese(run) for word in rjieba.cut_for_search(run) if len(word) > 1]


def cut(run: str) -> list[str]:
    import rjieba

    return list(rjieba.cut(run))


def pinyin(text: str) -> tuple[str, ...]:
    """Syllables without tones: 饭店 → fan, dian."""
    from pypinyin import lazy_pinyin

    return tuple(lazy_pinyin(text, errors="ignore"))


def initials(text: str) -> str:
    return "".join(syllable[:1] for run in runs(text) for syllable in (pinyin(run) if is_chinese(run) else (run,)))


def distance(one: str, other: str, *, most: int) -> int:
    """Edits between two words, an exchange of neighbours counting as one; more than ``most`` is told as ``most + 1``."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, left in enumerate(one, 1):
        earlier, before, row = before, row, [i]
        for j, right in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (left != right))
            if i > 1 and j > 1 and left == other[j - 2] and one[i - 2] == right:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]


def letters(words: Iterable[str]) -> dict[str, str]:
    """Word → spelling in one piece, for those that can be spelled."""
    return {word: "".join(pinyin(word)) for word in words}
