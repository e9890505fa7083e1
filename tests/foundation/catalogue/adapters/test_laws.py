"""Laws are taken over as they are; of regulations the newest text of a name stands, unless another ends it."""

import json
from collections.abc import Callable

from tests.foundation.catalogue.adapters.conftest import document
from zhengtong.foundation.catalogue.adapters import laws
from zhengtong.kernel.content.terms import Contents, Source

Write = Callable[[str, str], Source]
NOTHING = Contents("national", (), ())


def test_the_index_is_copied_byte_by_byte(source: Write) -> None:
    one = source("laws_index.csv", "law_id,law_name,status,effective_date\nl1,甲法,现行有效,2020-01-01\nl2,乙法,已废止,1999-01-01\n")
    assert laws.index.recognises(one)
    converted = laws.index.convert(one, pack="national", beside=NOTHING)
    assert converted.copies == {"laws/index.csv": one.data}
    assert "状态“已废止”：1" in converted.report


def test_regulations(source: Write) -> None:
    rows = [
        {"category": "行政法规", "title": "甲条例(2010-01-01)", "text": "旧"},
        {"category": "行政法规", "title": "甲条例(2020-01-01)", "text": "第十条 本条例自公布之日起施行。《甲条例》同时废止。"},
        {"category": "行政法规", "title": "乙条例(2011-10-29)", "text": "乙"},
        {
            "category": "部门规章/x",
            "title": "丙条例(2024-07-29)",
            "text": "第九条 本条例自2024年9月1日起施行。《中华人民共和国乙条例》同时废止。",
        },
        {"category": "行政法规", "title": "_index", "text": "目录"},
    ]
    one = source("r.jsonl", "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))
    form = laws.Regulations()
    assert form.recognises(one)
    converted = form.convert(one, pack="national", beside=NOTHING)
    found = {(row["law_name"], row["version_date"]): row["status"] for row in converted.files["laws/regulations.csv"]}
    assert found == {
        ("甲条例", "2010-01-01"): "历史版本",
        ("甲条例", "2020-01-01"): "现行有效",
        ("乙条例", "2011-10-29"): "已废止",
        ("丙条例", "2024-07-29"): "现行有效",
    }
    assert converted.findings == {"status_not_stated": 4, "not_a_text": 1}


def test_articles_of_cited_regulations_only(source: Write) -> None:
    articles = ["第一条　为了甲，制定本条例。", "第二条 下列情形：\n(一)第三条所列；", "第三条 自公布之日起施行。"]
    text = "\n\n".join(["# 甲条例", "## 第一章 总则", *articles[:2], "## 第二章 附则", articles[2]])
    rows = [{"category": "行政法规", "title": f"{name}(2020-01-01)", "text": text} for name in ("甲条例", "乙条例")]
    one = source("r.jsonl", "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))
    item = document("item", "1", basis=["甲条例 第二条"])
    converted = laws.Regulations().convert(one, pack="national", beside=Contents("national", ("testcity",), (item,)))
    (first, second, third) = converted.files["laws/regulation_articles.jsonl"]
    assert {first["law_id"], second["law_id"], third["law_id"]} == {converted.files["laws/regulations.csv"][1]["law_id"]}
    assert [one["article_no_arabic"] for one in (first, second, third)] == [1, 2, 3]
    assert second["article_text"] == "下列情形：\n(一)第三条所列；"
    assert third["article_no"] == "第三条"
