"""导入报告: findings collected while a file is converted, and the report a civil servant reads. Every finding is listed."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from zhengtong.foundation.catalogue.adapters.findings import Finding
from zhengtong.foundation.catalogue.adapters.remedies import REMEDIES
from zhengtong.kernel.content.terms import Defect, Severity


@dataclass(frozen=True, slots=True)
class Entry:
    finding: Finding
    line: int
    code: str
    name: str
    detail: str = ""
    sheet: str = ""
    column: str = ""


@dataclass(slots=True)
class Tally:
    """What was found in one file so far."""

    entries: list[Entry] = field(default_factory=list)
    pages: dict[str, tuple[str, int]] = field(default_factory=dict)

    def add(
        self, finding: Finding, line: int, code: str, name: str, detail: str = "", *, sheet: str = "", column: str = ""
    ) -> None:
        self.entries.append(Entry(finding, line, code, name, detail, sheet, column))

    def places(self) -> dict[str, tuple[str, int]]:
        """Code of a document → the sheet and line it comes from."""
        return dict(self.pages)

    def remarks(self, file: str, kind: Callable[[str], str] = lambda _code: "item") -> tuple[Defect, ...]:
        """Every finding as a defect of the file, with its place and what its owner can do."""
        return tuple(
            Defect(
                file, one.line, one.finding.code, Severity.WARNING, one.finding.text, {}, REMEDIES[one.finding.code].text,
                f"{kind(one.code)}:{one.code}" if one.code else "", one.sheet, one.column, one.name, one.detail,
            )
            for one in self.entries
        )

    def of(self, code: str) -> list[str]:
        """The sentences that one document carries: each kind of finding once, in the order found; our own gaps are not its defects."""
        return list(dict.fromkeys(one.finding.text for one in self.entries if one.code == code and not one.finding.ours))

    def counts(self) -> dict[str, int]:
        return dict(Counter(one.finding.code for one in self.entries))

    def report(
        self, title: str, *, file: str, facts: Sequence[tuple[str, object]], sections: Sequence[tuple[str, Sequence[str]]] = ()
    ) -> str:
        """Markdown: what came in, how many of each defect, then every place."""
        kinds = list(dict.fromkeys(one.finding for one in self.entries))
        numbers = Counter(one.finding for one in self.entries)
        lines = [
            f"# 导入报告：{title}",
            "",
            f"来源文件：`{file}`。缺陷照原样保留，一处不藏、一处不改；下面逐条列出，“行”是来源文件的行号。",
            "",
            *[f"- {name}：{value}" for name, value in facts],
            "",
            "## 缺陷汇总",
            "",
        ]
        if kinds:
            lines += ["| 缺陷 | 处 | 本平台怎么办 | 请怎么改 |", "|---|---:|---|---|"]
            lines += [f"| {one.zh} | {numbers[one]} | {one.why} | {REMEDIES[one.code].zh} |" for one in kinds]
        else:
            lines.append("没有发现缺陷。")
        for heading, texts in sections:
            lines += ["", f"## {heading}", "", *texts]
        for one in kinds:
            own = [each for each in self.entries if each.finding is one]
            placed = any(each.sheet or each.column for each in own)
            lines += ["", f"## {one.zh}（{numbers[one]}）", ""]
            lines += ["| 工作表 | 行 | 列 | 代码 | 名称 | 说明 |", "|---|---:|---|---|---|---|"] if placed else _HEAD
            lines += [_line(each, placed=placed) for each in own]
        return "\n".join(lines) + "\n"


_HEAD = ["| 行 | 代码 | 名称 | 说明 |", "|---:|---|---|---|"]


def _line(one: Entry, *, placed: bool) -> str:
    place = f"| {_cell(one.sheet)} | {one.line} | {_cell(one.column)} " if placed else f"| {one.line} "
    return f"{place}| {_cell(one.code)} | {_cell(one.name)} | {_cell(one.detail)} |"


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())
