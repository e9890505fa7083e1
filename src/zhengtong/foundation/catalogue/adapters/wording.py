"""来源用词: the words of the sources' pages as the catalogue's own terms. A word outside its code table becomes silence."""

import hashlib
import re
from collections.abc import Mapping
from typing import Any

from zhengtong.foundation.catalogue.adapters.findings import (
    BASIS_NOT_HELD,
    BASIS_SUPERSEDED,
    BASIS_WITHOUT_ARTICLE,
    DOUBTED,
    MATERIALS_INCOMPLETE,
    OTHER_AS_PAUSE,
    PAUSE_NOT_NAMED,
    PUBLICITY_AS_PAUSE,
    STAFF_PAPER,
    VISIT_AS_PAUSE,
    WORD_UNKNOWN,
    Finding,
)
from zhengtong.foundation.catalogue.adapters.tally import Tally
from zhengtong.foundation.catalogue.rules.citations import IN_FORCE, Held, Shelf, parse, resolve
from zhengtong.foundation.catalogue.terms import CitationStatus
from zhengtong.kernel.content.terms import Contents

POWERS = {
    "行政许可": "permit",
    "行政处罚": "penalty",
    "行政强制": "coercion",
    "行政征收": "levy",
    "行政给付": "benefit",
    "行政检查": "inspection",
    "行政确认": "confirmation",
    "行政奖励": "reward",
    "行政裁决": "ruling",
    "其他行政权力": "other",
    "公共服务": "public_service",
}
STATUS = {CitationStatus.HELD: "已收录", CitationStatus.SUPERSEDED: "已失效", CitationStatus.NOT_HELD: "未收录"}
NECESSITY = {"必要": (True, False), "非必要": (False, False), "容缺后补": (True, True)}  # required, deferrable
SOURCES = {"申请人自备": "applicant", "政府部门核发": "government", "其他": "other"}
FORMS = frozenset({"纸质", "电子", "纸质和电子", "纸质或电子"})
SUBJECTS = {"自然人": "person", "法人": "firm", "个体工商户": "firm", "建设单位": "firm", "继承人": "person"}
MAY_PAUSE = frozenset({"听证", "招标", "拍卖", "检验", "检测", "检疫", "鉴定", "专家评审"})
_VISIT = re.compile(r"现场(踏勘|勘查|勘察|考察|核查|检查|查验)|踏勘")
_EXCLUDED = re.compile(r"不计入|不计算|不包括|不含|除外|扣除|另计|暂停|中止")
_DOUBT = re.compile(r"须核对(?![一-鿿])|须更新|疑为|官网写|官网所列")
_NOT_LETTERS = re.compile(r"[《》〈〉“”\"'（）()\s·、，,。]")
_CODE = re.compile(r"[^\s:]{1,128}$")
_BRACKETS = re.compile(r"（[^（）]*）|\([^()]*\)")


def plain(name: str) -> str:
    """A name without marks and spaces, for comparing."""
    return _NOT_LETTERS.sub("", name)


def core(name: str) -> str:
    """A name without what stands in brackets, for finding relatives."""
    return plain(_BRACKETS.sub("", name))


def material_code(name: str) -> str:
    """A stable code: the same name in two items is the same material, so that it is handed in once."""
    return f"m-{hashlib.sha256(plain(name).encode()).hexdigest()[:10]}"


def usable(code: str) -> bool:
    """What may be a document's code (content/schema/item.json)."""
    return bool(_CODE.match(code))


def said(document: Mapping[str, object]) -> dict[str, object]:
    """Only what the source says. An empty list of materials is said: none are needed."""
    return {key: value for key, value in document.items() if value not in ("", None, [], {}) or (key == "materials" and value == [])}


def shelf_of(beside: Contents) -> Shelf:
    """The laws that the content holds, with the numbers of their articles."""
    return Shelf.of(_held(one.body) for one in beside.of("law"))


def _held(body: Mapping[str, Any]) -> Held:
    numbers = frozenset(article["article_no_arabic"] for article in body.get("articles", ()) if article.get("article_no_arabic"))
    return Held(str(body["law_name"]), body["status"] == IN_FORCE, numbers)


class Page:
    """One guide or bundle of the source while it is read: its place, and the findings made on it."""

    def __init__(self, tally: Tally, line: int, code: str, name: str, sheet: str = "") -> None:
        self.tally, self.line, self.code, self.name, self.sheet = tally, line, code, name, sheet
        tally.pages[code] = (sheet, line)

    def found(self, finding: Finding, detail: str = "") -> None:
        self.tally.add(finding, self.line, self.code, self.name, detail, sheet=self.sheet)

    def word(self, table: Mapping[str, Any], text: Any, field: str) -> Any:
        """A word of a code table; None and a finding where it is not in it."""
        if text not in table:
            self.found(WORD_UNKNOWN, f"{field}：{text}")
            return None
        return table[text]

    def subjects(self, texts: list[str]) -> list[str]:
        found = [SUBJECTS[text] for text in texts if text in SUBJECTS]
        for text in texts:
            if text not in SUBJECTS:
                self.found(WORD_UNKNOWN, f"服务对象：{text}")
        return list(dict.fromkeys(found))

    def material(self, raw: Mapping[str, Any]) -> dict[str, object]:
        name = str(raw["name"])
        required, deferrable = self.word(NECESSITY, raw.get("necessity"), f"{name}·必要性") or (None, False)
        form, note = str(raw.get("form") or ""), str(raw.get("note") or "")
        if form and form not in FORMS:
            self.found(WORD_UNKNOWN, f"{name}·形式：{form}")
        if "未转录" in name or "未转录" in note:
            self.found(MATERIALS_INCOMPLETE, name)
        if "工作人员填" in note:
            self.found(STAFF_PAPER, name)
        whole: dict[str, object] = {
            "code": material_code(name),
            "name": name,
            "required": required,
            "source": self.word(SOURCES, raw.get("source"), f"{name}·来源") or "other",
        }
        optional = {
            "deferrable": deferrable,
            "form": form,
            "copies": raw.get("copies"),
            "copy_kind": raw.get("kind"),
            "note": note,
            "free_submission": raw.get("free_submission"),
        }
        return whole | {key: value for key, value in optional.items() if value}

    def materials(self, raw: list[Mapping[str, Any]]) -> list[dict[str, object]]:
        return [self.material(one) for one in raw]

    def basis(self, texts: list[str], shelf: Shelf, on: list[str]) -> list[str]:
        """Legal bases as written; what they resolve to goes to the report (``on`` collects its lines)."""
        for text in texts:
            citation = resolve(text, shelf)
            articles = "、".join(str(number) for number in citation.articles)
            on.append(f"| {self.line} | {self.code} | {text} | {citation.law} | {articles} | {STATUS[citation.status]} |")
            if citation.status is CitationStatus.SUPERSEDED:
                self.found(BASIS_SUPERSEDED, text)
            if citation.status is CitationStatus.NOT_HELD:
                self.found(BASIS_NOT_HELD, text)
            elif not citation.articles:
                self.found(BASIS_WITHOUT_ARTICLE, text)
            if _DOUBT.search(parse(text).remark):
                self.found(DOUBTED, text)
        return texts

    def pauses(self, types: list[str], note: str) -> None:
        """特别程序: what the source lets stop the clock, against the closed list of 行政许可法 art. 45."""
        for one in types:
            if _VISIT.search(one):
                self.found(VISIT_AS_PAUSE, f"特别程序：{one}")
            elif one == "公示":
                self.found(PUBLICITY_AS_PAUSE, f"特别程序：{one}")
            elif one not in MAY_PAUSE:
                self.found(OTHER_AS_PAUSE, f"特别程序：{one}")
        for clause in re.split("[；;。]", note):
            if not _EXCLUDED.search(clause):
                continue
            if _VISIT.search(clause):
                self.found(VISIT_AS_PAUSE, clause)
            elif "公示" in clause:
                self.found(PUBLICITY_AS_PAUSE, clause)
            elif "特别程序" in clause:
                self.found(PAUSE_NOT_NAMED, clause)

    def doubts(self, *texts: str) -> None:
        for text in texts:
            if _DOUBT.search(text):
                self.found(DOUBTED, text)


CITATION_HEAD = ["| 行 | 代码 | 来源写法 | 认出的法律 | 条 | 结果 |", "|---:|---|---|---|---|---|"]
