"""搜索: plain words, pinyin, first letters, slips of the finger; and whatever else anybody may type."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.foundation.catalogue import town
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.catalogue.rules import spelling
from zhengtong.foundation.catalogue.rules.formula import loose, strict
from zhengtong.foundation.catalogue.rules.lexicon import Lexicon, build
from zhengtong.foundation.catalogue.rules.ranking import Candidate, rank
from zhengtong.foundation.catalogue.rules.wording import understand
from zhengtong.foundation.catalogue.terms import HitKind, SubjectKind
from zhengtong.kernel.content.terms import Report

NAMES = ["开办餐饮店一件事", "食品经营许可证新办", "居民身份证办理", "企业注销登记"]
# fmt: off
HOSTILE = [
    "", " ", "'", '"', '"""', "''; DROP TABLE zt_catalogue_matter; --", "AND", "OR NOT", "NEAR(a b)", "words:x", "a*", "^x", "(", "((()",
    "-", "+", "{a b}",
    "\0", "开\0饭店", "%", "_", "\\", "\\'", "&|!", "a & b", ":*", "😀", "开饭店😀", "\ud800", "\u202e店", "ﬁ", "１２３",
    "𠮷野家", "ǅ", "İ", "١٢٣", "餐" * 10_000, "x" * 10_000,
    "a b " * 3000, "我要", "我想办理", "怎么办", "的", "%s %d", "{0}", "\n\r\t", "<script>alert(1)</script>", "1", "0" * 200,
    "第条", "第" + "九" * 500 + "条", "法" * 300, "法第一条" * 200,
    "发〔2013〕57号" * 50, "a法第0条", "第99999999999999999999条", "\udfff\ud800法",
    "\u200f\u202e\u2066開餐廳", "the of a", "s s s", "ss", "繁體" * 200, "car " * 4000,
    "' UNION SELECT * FROM zt_catalogue_word --", "MATCH 'x'",
]
# fmt: on


def lexicon() -> Lexicon:
    counts: dict[str, int] = {}
    pinyin: dict[str, str] = {}
    for name in NAMES:
        for word in set(spelling.words(name)):
            pinyin[word] = " ".join(spelling.pinyin(word))
        for token in {*spelling.words(name), *spelling.pairs(name)}:
            counts[token] = counts.get(token, 0) + 1
    return build(
        names=len(NAMES), counts=counts, pinyin=pinyin, synonyms=[("餐饮店", "饭店", "餐馆", "开饭店", "餐饮"), ("注销登记", "关店")]
    )


def best(text: str, *, names: list[str] = NAMES) -> tuple[str, str]:
    """The name that answers first, and how it was understood."""
    candidates = [
        Candidate(at, HitKind.ITEM, str(at), name.casefold(), "", len(name), spelling.initials(name)) for at, name in enumerate(names)
    ]
    found = rank(understand(text, lexicon()), candidates, limit=1)
    return (names[found[0].place], found[0].why) if found else ("", "")


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("我要开饭店", "synonym"),
        ("开餐馆", "synonym"),
        ("餐饮", "title"),
        ("请问怎么开餐馆？", "synonym"),
        ("kaifandian", "pinyin"),
        ("canyin", "pinyin"),
        ("开饭甸", "pinyin"),
        ("kaifandain", "typo"),
        ("canyidian", "typo"),
        ("kbcyd", "pinyin"),
    ],
)
def test_many_ways_lead_to_the_restaurant(text: str, how: str) -> None:
    assert best(text) == ("开办餐饮店一件事", how)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("身份证", "居民身份证办理"),
        ("办身份证", "居民身份证办理"),
        ("shenfenzheng", "居民身份证办理"),
        ("食品经营许可正", "食品经营许可证新办"),
        ("食品精营许可", "食品经营许可证新办"),
        ("关店", "企业注销登记"),
        ("guandian", "企业注销登记"),
    ],
)
def test_other_matters_are_found_too(text: str, name: str) -> None:
    assert best(text)[0] == name


@pytest.mark.parametrize("text", ["天气", "xyzzy", "火星", "qqqqqq"])
def test_what_nothing_answers_finds_nothing(text: str) -> None:
    assert best(text) == ("", "")


def test_a_bundle_stands_before_an_item_that_answers_as_well_and_the_own_city_before_others() -> None:
    def candidate(place: int, kind: HitKind, *, own: bool) -> Candidate:
        return Candidate(place, kind, str(place), "餐饮店", "", 3, own=own)

    answers = [candidate(1, HitKind.ITEM, own=False), candidate(2, HitKind.ITEM, own=True), candidate(3, HitKind.BUNDLE, own=True)]
    assert [one.place for one in rank(understand("餐饮店", lexicon()), answers, limit=3)] == [3, 2, 1]


def test_equal_answers_keep_one_order_however_they_come() -> None:
    answers = [Candidate(at, HitKind.ITEM, f"c{at}", "餐饮店", "", 3) for at in range(9)]
    wanted = understand("餐饮店", lexicon())
    assert rank(wanted, answers, limit=9) == rank(wanted, reversed(answers), limit=9)


@given(st.text(max_size=80))
def test_no_question_breaks_the_understanding(text: str) -> None:
    known = lexicon()
    wanted = understand(text, known, unfinished=True)
    assert 0 <= len(wanted.slots) <= 10
    tokens = {token for slot in strict(wanted) for ways in slot for token in ways} | set(loose(wanted, known))
    assert all(spelling.runs(token) == [token] for token in tokens)  # nothing an engine could read as its own sign


def test_edits() -> None:
    pairs = {("abc", "abc"): 0, ("abc", "acb"): 1, ("abc", "abd"): 1, ("abc", "ab"): 1, ("ab", "xy"): 2, ("a", "abcd"): 3}
    assert {pair: spelling.distance(*pair, most=2) for pair in pairs} == pairs


@pytest.mark.usefixtures("published")
class TestInTheTown:
    @pytest.mark.parametrize("text", ["我要开饭店", "开餐馆", "kaifandian", "餐饮", "开饭甸", "B-1", "open a restaurant"])
    def test_the_bundle_comes_first(self, text: str) -> None:
        assert catalogue.find(text)[0].code == "B-1"

    @pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
    def test_whatever_is_typed_gives_an_answer_or_none(self, text: str) -> None:
        for hits in (catalogue.find(text), catalogue.suggest(text), catalogue.find(text, division="'", subject=SubjectKind.FIRM)):
            assert isinstance(hits, tuple)

    @settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
    @given(st.text(max_size=40) | st.text(alphabet="餐饮店食品证'\"()*&|! AND-", max_size=20))
    def test_nothing_that_can_be_typed_fails(self, text: str) -> None:
        catalogue.find(text)

    def test_a_long_question_is_answered_within_a_quarter_of_a_second(self) -> None:
        for text in ("我们家想在小区门口开一个卖早餐的店但是不知道怎么弄" * 99, "how do i open a restaurant here " * 99, "法第一条" * 999):
            began = time.process_time()
            catalogue.find(text)
            assert time.process_time() - began < 0.25

    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("行政许可法第42条", "I-1"), ("行政许可法第四十二条", "I-1"), ("某办法第一条", "I-1"), ("食品经营许可证", "I-1"),
            ("RESTAURANTS: how to open", "B-1"), ("餐飲店", "B-1"), ("請問怎麼開餐館", "B-1"), ("天气不好但是想开餐馆", "B-1"),
            ("can yin dian", "B-1"), ("代码 B-1000000", ""),
        ],
    )  # fmt: skip
    def test_laws_phrases_and_the_traditional_hand(self, text: str, code: str) -> None:
        assert [hit.code for hit in catalogue.find(text, limit=1)] == [code][: bool(code)]

    @pytest.mark.parametrize("text", ["开饭", "餐", "canyi", "kaifand", "ca", "食品经"])
    def test_suggestions_come_while_typing(self, text: str) -> None:
        assert catalogue.suggest(text)

    def test_neighbours_are_marked_by_their_division_and_can_be_left_out(self) -> None:
        assert {hit.division for hit in catalogue.find("餐饮店")} == {town.HERE, town.THERE}
        assert {hit.division for hit in catalogue.find("餐饮店", division=town.HERE)} == {town.HERE}

    def test_only_what_a_person_may_file(self) -> None:
        assert [hit.code for hit in catalogue.find("食品经营许可证", subject=SubjectKind.FIRM)][:1] == ["I-1"]
        assert "I-1" not in [hit.code for hit in catalogue.find("食品经营许可证", subject=SubjectKind.PERSON)]

    def test_a_department_or_a_result_leads_there(self) -> None:
        assert "I-1" in [hit.code for hit in catalogue.find("市场监督管理局")]

    def test_a_limit_is_kept(self) -> None:
        assert len(catalogue.find("清单事项", limit=5)) == 5
        assert catalogue.find("清单事项", limit=0) == ()

    def test_new_synonyms_are_understood_at_once(self, publish: Callable[[], Report], root: Path) -> None:
        assert catalogue.find("腊味馆子") == ()
        (root / "national" / "synonyms.yaml").write_text('{"groups": [["餐饮店", "腊味馆子"]]}', "utf-8")
        publish()
        assert catalogue.find("腊味馆子")[0].code == "B-1"
