"""The report lists every finding, and no finding lacks its Chinese."""

from zhengtong.foundation.catalogue.adapters import findings
from zhengtong.foundation.catalogue.adapters.tally import Tally

ALL = [one for one in vars(findings).values() if isinstance(one, findings.Finding)]


def test_codes_and_texts_are_unique() -> None:
    assert len({one.code for one in ALL}) == len({one.text for one in ALL}) == len(ALL) > 30
    assert all(one.zh and one.why for one in ALL)


def test_a_document_carries_each_kind_once_and_not_our_own_gaps() -> None:
    tally = Tally()
    tally.add(findings.DOUBTED, 1, "a", "甲", "x")
    tally.add(findings.DOUBTED, 2, "a", "甲", "y")
    tally.add(findings.BASIS_NOT_HELD, 3, "a", "甲")
    tally.add(findings.NAME_TWICE, 4, "b", "乙")
    assert tally.of("a") == [findings.DOUBTED.text]
    assert tally.counts() == {"doubted": 2, "basis_not_held": 1, "name_twice": 1}


def test_the_report_lists_every_place_and_survives_marks() -> None:
    tally = Tally()
    tally.add(findings.DOUBTED, 7, "a", "甲|乙", "第一行\n第二行")
    tally.add(findings.DOUBTED, 9, "b", "丙")
    text = tally.report("试", file="x.yaml", facts=[("条", 2)])
    assert "| 7 | a | 甲\\|乙 | 第一行 第二行 |" in text
    assert "| 9 | b | 丙 |  |" in text
    assert f"## {findings.DOUBTED.zh}（2）" in text
