"""法律法规: the index of laws and their articles are taken over as they are; regulations give their titles."""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence

from zhengtong.foundation.catalogue.adapters.findings import NOT_A_TEXT, STATUS_NOT_STATED
from zhengtong.foundation.catalogue.adapters.tally import Tally
from zhengtong.foundation.catalogue.rules.citations import IN_FORCE, numeral
from zhengtong.kernel.content.terms import Contents, Converted, Source
from zhengtong.kernel.refusals import gettext_noop

_TITLE = re.compile(r"(?P<name>.+?)\((?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})\)$")
_REPEALS = re.compile(r"[^。；\n]*《[^。；\n]*同时废止")
_NAMED = re.compile(r"《([^《》]+)》")
_ARTICLE = re.compile(r"^第([零〇一二两三四五六七八九十百千]+)条[\s　]+", re.M)
_HEADING = re.compile(r"^#.*$", re.M)
_STATE = "中华人民共和国"


TITLES = {
    "law_index": gettext_noop("Index of laws"),
    "law_articles": gettext_noop("Articles of laws"),
    "calendar": gettext_noop("Public holidays"),
}


class _Taken:
    """A file that already is content: copied byte by byte, its rows counted."""

    def __init__(self, name: str, title: str, path: str, columns: set[str]) -> None:
        self.name, self.heading, self.path, self.columns = name, title, path, columns
        self.title = TITLES[name]

    def recognises(self, source: Source) -> bool:
        return self.columns <= source.columns

    def convert(self, source: Source, *, pack: str, beside: Contents) -> Converted:  # noqa: ARG002 - the same door for all formats
        rows = [one.value for one in source.wholes]
        facts: list[tuple[str, object]] = [("行", len(rows))]
        if "status" in self.columns:
            facts += [(f"状态“{status}”", number) for status, number in sorted(Counter(str(row["status"]) for row in rows).items())]
        if "date" in self.columns:
            facts.append(("最后一天", max(str(row["date"]) for row in rows)))
            facts.append(("此后", "国务院办公厅尚未公布；期限跨过这一天的，到期日标为“暂定”"))
        report = Tally().report(self.heading, file=source.name, facts=facts)
        return Converted(self.name, {}, report, (), {}, (), {self.path: source.data}, rows=len(rows))


index = _Taken("law_index", "法律目录", "laws/index.csv", {"law_id", "law_name", "status", "effective_date"})
articles = _Taken("law_articles", "法律条文", "laws/articles.jsonl.gz", {"law_id", "article_no", "article_no_arabic", "article_text"})
calendar = _Taken("calendar", "放假与调休", "calendar.csv", {"date", "name", "is_off_day"})


class Regulations:
    """行政法规、部门规章、地方性法规: titles and days of all texts, articles of those that some content cites.

    Which text is in force the source does not say; what another text ends is superseded, of the same name the newest stands.
    """

    name = "regulations"
    title = gettext_noop("Regulations")
    path, articles = "laws/regulations.csv", "laws/regulation_articles.jsonl"

    def recognises(self, source: Source) -> bool:
        return source.columns == {"category", "title", "text"}

    def convert(self, source: Source, *, pack: str, beside: Contents) -> Converted:  # noqa: ARG002 - the same door for all formats
        tally = Tally()
        texts = {str(one.value["title"]): str(one.value["text"]) for one in source.wholes}
        rows: list[tuple[str, str, str, str]] = []
        repealed: dict[str, str] = {}
        for whole in source.wholes:
            title = str(whole.value["title"])
            found = _TITLE.match(title)
            if not found:
                tally.add(NOT_A_TEXT, whole.line, title, title, str(whole.value["category"]))
                continue
            rows.append((found["name"], found["day"], str(whole.value["category"]).split("/")[0], title))
            tally.add(STATUS_NOT_STATED, whole.line, _id(title), title)
            for name in _repealed_by(str(whole.value["text"])) - {found["name"]}:
                repealed[name] = max(repealed.get(name, ""), found["day"])
        newest = {name: max(day for each, day, _, _ in rows if each == name) for name, _, _, _ in rows}
        documents = [
            {
                "law_id": _id(title),
                "law_name": name,
                "doc_type": category,
                "level": "regulation",
                "issuing_body": "",
                "publish_date": "",
                "effective_date": "",
                "version_date": day,
                "status": _status(name, day, newest[name], repealed),
                "law_department": "",
            }
            for name, day, category, title in sorted(rows)
        ]
        facts: list[tuple[str, object]] = [
            ("标题", len(documents)),
            *sorted(Counter(f"状态“{one['status']}”" for one in documents).items()),
        ]
        cited = _cited(beside)
        wanted = [(title, name) for name, _, _, title in sorted(rows) if name in cited]
        articles = [one for title, _ in wanted for one in _articles(_id(title), texts[title])]
        facts += [("被内容引用、收录条文的文本", len(wanted)), ("条文", len(articles))]
        report = tally.report("法规标题", file=source.name, facts=facts)
        files: dict[str, Sequence[Mapping[str, object]]] = {self.path: tuple(documents), self.articles: tuple(articles)}
        remarks = tally.remarks(source.name, lambda _code: "law")
        return Converted(self.name, files, report, (self.path, self.articles), tally.counts(), remarks=remarks)


def _cited(beside: Contents) -> str:
    """Every text of the content in which a law may be named: items, bundles, regimes, licence types."""
    kinds = ("item", "bundle", "regime", "licence_type")
    return "\n".join(json.dumps(one.body, ensure_ascii=False) for kind in kinds for one in beside.of(kind))


def _articles(law: str, text: str) -> list[dict[str, object]]:
    """条: from one «第…条» at the beginning of a line to the next; headings of chapters between them belong to none."""
    found = list(_ARTICLE.finditer(text))
    ends = [*(one.start() for one in found[1:]), len(text)]
    return [
        {
            "law_id": law,
            "article_no": f"第{one[1]}条",
            "article_no_arabic": numeral(one[1]),
            "article_text": _HEADING.sub("", text[one.end() : end]).strip(),
        }
        for one, end in zip(found, ends, strict=True)
    ]


def _id(title: str) -> str:
    return f"r{hashlib.sha256(title.encode()).hexdigest()[:11]}"


def _repealed_by(text: str) -> set[str]:
    """Titles of which a text says that they end with it."""
    return {name.removeprefix(_STATE) for clause in _REPEALS.findall(text) for name in _NAMED.findall(clause)}


def _status(name: str, day: str, newest: str, repealed: dict[str, str]) -> str:
    if repealed.get(name, "") > day and newest <= repealed[name]:
        return "已废止"
    return IN_FORCE if day == newest else "历史版本"
