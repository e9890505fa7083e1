"""引用: laws, articles and document numbers that somebody asks by (食品安全法第35条, 国卫规划发〔2013〕57号)."""

import re

from zhengtong.foundation.catalogue.rules import citations, slots
from zhengtong.foundation.catalogue.rules.slots import Slot

_FIGURES = "[0-9零〇一二两三四五六七八九十百千]{1,9}"
_ARTICLE = re.compile(rf"第 ?({_FIGURES}) ?条(?:第 ?{_FIGURES} ?[款项])?")
_DOCUMENT = re.compile(r"([\u3400-\u9fff]{2,12}) ?((?:19|20)\d\d) (\d{1,4}) ?号")
_LAW = re.compile(r"[\u3400-\u9fff]{2,30}(?:法|条例|细则|规定)")
_BY = re.compile(r"^(?:根据|依据|依照|按照|按|查|中华人民共和国)")


def line(basis: str) -> str:
    """How a legal basis stands in the index: each article by its figure."""
    parsed = citations.parse(basis)
    return " ".join([parsed.law, *(f"第{number}条" for number in parsed.articles)]) if parsed.articles else basis


def taken(text: str) -> tuple[list[Slot], str]:
    """What is cited, and the question without it. ``text``: cleaned."""
    found: list[Slot] = []
    document = _DOCUMENT.search(text)
    if document:
        found.append(slots.cited((f"{document[1]}〔{document[2]}〕{document[3]}号",)))
        text = f"{text[: document.start()]} {text[document.end() :]}"
    article = _ARTICLE.search(text)
    if article:
        before, after = text[: article.start()].rstrip(), text[article.end() :]
        found.append(slots.cited((f"第{_figure(article[1])}条",), weak=True))
        law = before.rpartition(" ")[2]
        if len(law) > 2:
            return [slots.cited((_BY.sub("", law),)), *found], f"{before.removesuffix(law)} {after}".strip()
        text = f"{before} {after}"
    elif _LAW.fullmatch(text):
        return [slots.cited((_BY.sub("", text),)), *found], ""
    return found, text.strip()


def _figure(text: str) -> int:
    try:
        return citations.numeral(text)
    except ValueError:
        return 0
