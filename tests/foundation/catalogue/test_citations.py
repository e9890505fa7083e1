"""法律依据: citations as the sources really write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengtong.foundation.catalogue.rules.citations import Held, Shelf, numeral, parse, resolve
from zhengtong.foundation.catalogue.terms import CitationStatus

SHELF = Shelf.of(
    [
        Held("中华人民共和国行政许可法", True),
        Held("中华人民共和国食品安全法", True, frozenset(range(1, 155))),
        Held("中华人民共和国户口登记条例", True),
        Held("中华人民共和国环境保护法", False),
        Held("中华人民共和国仲裁法", False),
        Held("中华人民共和国仲裁法", True),
        Held("中华人民共和国刑法", True),
        Held("全国人民代表大会常务委员会关于《中华人民共和国刑法》第三十条的解释", True),
    ]
)


@pytest.mark.parametrize(
    ("text", "law", "articles", "status"),
    [
        ("行政许可法 第三十二条", "中华人民共和国行政许可法", (32,), "held"),
        ("户口登记条例 第三、七条", "中华人民共和国户口登记条例", (3, 7), "held"),
        ("中华人民共和国食品安全法（2021年修正）第三十五条", "中华人民共和国食品安全法", (35,), "held"),
        ("《食品安全法》第三十五条第一、二款、第三十六条第（二）项", "中华人民共和国食品安全法", (35, 36), "held"),
        ("食品安全法 第九百条", "中华人民共和国食品安全法", (900,), "not_held"),
        ("环境保护法 第四十五条（2026-08-15起并入生态环境法典）", "中华人民共和国环境保护法", (45,), "superseded"),
        ("仲裁法 第2条", "中华人民共和国仲裁法", (2,), "held"),
        ("刑法第十七条之一", "中华人民共和国刑法", (17,), "held"),
        (
            "全国人民代表大会常务委员会关于《中华人民共和国刑法》第三十条的解释",
            "全国人民代表大会常务委员会关于《中华人民共和国刑法》第三十条的解释",
            (),
            "held",
        ),
        ("市场主体登记管理条例 第十九、二十四至二十八条", "市场主体登记管理条例", (19, 24, 25, 26, 27, 28), "not_held"),
        ("食品经营许可和备案管理办法 第二十至二十四条", "食品经营许可和备案管理办法", (20, 21, 22, 23, 24), "not_held"),
        ("社会保障卡管理办法（人社部发〔2011〕47号）", "社会保障卡管理办法", (), "not_held"),
        ("湘卫人口家庭发〔2022〕1号", "湘卫人口家庭发〔2022〕1号", (), "not_held"),
        ("土地管理法（官网写第十六条，现行为第十四条，须核对）", "土地管理法", (), "not_held"),
    ],
)
def test_what_a_citation_names(text: str, law: str, articles: tuple[int, ...], status: str) -> None:
    citation = resolve(text, SHELF)
    assert (citation.text, citation.law, citation.articles, citation.status) == (text, law, articles, CitationStatus(status))


def test_the_remark_in_brackets_is_kept_apart() -> None:
    assert parse("退役士兵安置条例 第十八条（须更新）").remark == "须更新"


def test_numerals() -> None:
    written = {"三十二": 32, "十": 10, "一百零五": 105, "一千二百六十": 1260, "二〇": 20, "32": 32}
    assert {text: numeral(text) for text in written} == written


@given(st.text(alphabet="第一二十百条款项、至《》（）之法 例0123", max_size=400))
def test_no_text_breaks_the_reading(text: str) -> None:
    citation = resolve(text, SHELF)
    assert citation.text == text
    assert list(citation.articles) == sorted(set(citation.articles))
