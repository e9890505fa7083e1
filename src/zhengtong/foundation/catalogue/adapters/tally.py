"""导入报告: findings collected while a file is converted, and the report a civil servant reads. Every finding is listed."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from zhengtong.foundation.catalogue.adapters.findings import Finding


@dataclass(frozen=True, slots=True)
class Entry:
    finding: Finding
    line: int
    code: str
    name: str
    detail: str = ""


@dataclass(slots=True)
class Tally:
    """What was found in one file so far."""

    entries: list[Entry] = field(default_factory=list)

    def add(self, finding: Finding, line: int, code: str, name: str, detail: str = "") -> None:
        self.entries.append(Entry(finding, line, code, name, detail))

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
            lines += ["| 缺陷 | 处 | 本平台怎么办 |", "|---|---:|---|"]
            lines += [f"| {one.zh} | {numbers[one]} | {one.why} |" for one in kinds]
        else:
            lines.append("没有发现缺陷。")
        for heading, texts in sections:
            lines += ["", f"## {heading}", "", *texts]
        for one in kinds:
            lines += ["", f"## {one.zh}（{numbers[one]}）", "", "| 行 | 代码 | 名称 | 说明 |", "|---:|---|---|---|"]
            lines += [
                f"| {each.line} | {_cell(each.code)} | {_cell(each.name)} | {_cell(each.detail)} |"
                for each in self.entries
                if each.finding is one
            ]
        return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())
