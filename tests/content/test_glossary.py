"""词汇表: docstrings speak the words of docs/glossary.md, and the glossary has one English word per Chinese term."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
STRATA = ("kernel", "foundation", "delivery", "accountability")
ROOMS = ("__init__.py", "terms.py", "models.py", "facts.py", "errors.py", "commands.py", "commands", "terms", "models", "facts", "errors")
_LEAD = re.compile(r"([一-鿿][一-鿿、（）]*?)(?:用语|规则|的事实|的拒绝)?\s*[:：.]")
_ROW = re.compile(r"^\| *([^|]*[一-鿿][^|]*?) *\| *([^|]+?) *\| *([^|]*?) *\|", re.M)


def rows() -> list[tuple[str, str, list[str]]]:
    """(term, English, other forms) of every line of the tables."""
    found = [(zh, en, [one for one in also.split("、") if one]) for zh, en, also in _ROW.findall((ROOT / "docs/glossary.md").read_text())]
    return [row for row in found if row[0] != "中文"]


def leading() -> Iterator[tuple[str, str]]:
    """(term, where) of every docstring in the rooms that say what a capability is, where it begins with a Chinese term."""
    for path in sorted(path for stratum in STRATA for path in (ROOT / "src/zhengtong" / stratum).rglob("*.py")):
        if not {path.name, path.parent.name} & set(ROOMS) or path.parent.name in ("content", "adapters"):
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
                found = _LEAD.match(ast.get_docstring(node) or "")
                if found:
                    yield found[1], f"{path.relative_to(ROOT)}:{getattr(node, 'name', '')}"


def test_each_term_and_each_word_stands_once() -> None:
    table = rows()
    assert len(table) > 120
    terms = Counter(word for zh, _, also in table for word in (zh, *also))
    assert [word for word, times in terms.items() if times > 1] == []
    assert [word for word, times in Counter(en for _, en, _ in table).items() if times > 1] == []


def test_docstrings_begin_with_words_of_the_glossary() -> None:
    known = {word for zh, _, also in rows() for word in (zh, *also)}
    unknown = sorted({f"{term} ({where})" for term, where in leading() if term not in known and term + "规则" not in known})
    assert unknown == []


def test_the_words_of_the_law_are_there() -> None:
    english = {zh: en for zh, en, _ in rows()}
    law = {"受理": "accept", "不予受理": "decline", "补正": "supplementation", "撤销": "annul", "注销": "deregister", "撤回": "withdraw",
           "吊销": "revoke", "暂扣": "withhold", "延续": "renew", "送达": "deliver", "听证": "hear", "延长": "extend"}  # fmt: skip
    assert {zh: english.get(zh) for zh in law} == law
