"""Rating through the front door: once, by the applicant, when there is an answer; recorded without what was written."""
import json
from datetime import timedelta

import pytest
from django.db import connection

from tests.delivery.conftest import MONDAY, Town
from zhengtong.accountability.evaluation import api as evaluation
from zhengtong.accountability.evaluation.models import Rating
from zhengtong.accountability.evaluation.terms import Level, Satisfaction, Tag
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.cases.terms import CaseView
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Key, Ref

AT = MONDAY + timedelta(days=3)


def test_the_applicant_rates_once_and_it_is_recorded(closed: CaseView, town: Town) -> None:
    given = evaluation.rate(case=closed.number, level=4, tags=["slow"], text=" 等了太久 ", by=town.firm, at=AT)
    assert (given.level, given.tags, given.text) == (Level.DISSATISFIED, (Tag.SLOW,), "等了太久")
    assert evaluation.rating_of(closed.number, town.firm) == given
    row = ledger.facts_about(Ref("case", closed.number))[-1]
    assert row.fact == "evaluation.MatterRated"
    assert row.values["level"] == 4
    assert set(row.values["organisations"]) == {one.organisation for one in closed.approvals}
    assert "等了太久" not in json.dumps(dict(row.values), ensure_ascii=False)


def test_a_second_rating_is_refused_and_the_first_stays(closed: CaseView, town: Town) -> None:
    evaluation.rate(case=closed.number, level=5, by=town.firm, at=AT, once=Key("a"))
    with pytest.raises(evaluation.AlreadyRated):
        evaluation.rate(case=closed.number, level=1, by=town.firm, at=AT, once=Key("b"))
    assert evaluation.rating_of(closed.number, town.firm).level is Level.VERY_DISSATISFIED
    assert [row.fact for row in ledger.facts_about(Ref("case", closed.number))].count("evaluation.MatterRated") == 1


def test_the_same_click_twice_is_one_rating(closed: CaseView, town: Town) -> None:
    first = evaluation.rate(case=closed.number, level=1, by=town.firm, at=AT, once=Key("a"))
    assert evaluation.rate(case=closed.number, level=1, by=town.firm, at=AT, once=Key("a")) == first
    with pytest.raises(ledger.KeyReused):
        evaluation.rate(case=closed.number, level=5, by=town.firm, at=AT, once=Key("a"))


def test_not_before_there_is_an_answer(submitted: CaseView, town: Town) -> None:
    with pytest.raises(evaluation.NotFinished):
        evaluation.rate(case=submitted.number, level=1, by=town.firm, at=AT)
    assert not Rating.objects.exists()


def test_nobody_else_rates(closed: CaseView, town: Town) -> None:
    with pytest.raises(cases.CaseNotFound):
        evaluation.rate(case=closed.number, level=5, by=town.stranger, at=AT)
    with pytest.raises(evaluation.NotYoursToRate):
        evaluation.rate(case=closed.number, level=1, by=town.clerk, at=AT)


def test_who_reads_a_rating(closed: CaseView, town: Town) -> None:
    evaluation.rate(case=closed.number, level=2, text="很好", by=town.firm, at=AT)
    assert evaluation.rating_of(closed.number, town.clerk) is not None
    assert evaluation.rating_of(closed.number, town.stranger) is None
    assert evaluation.rating_of(closed.number, town.reviewer_of(closed.approvals[0].organisation)) is None


def test_what_was_written_is_not_readable_in_the_database(closed: CaseView, town: Town) -> None:
    evaluation.rate(case=closed.number, level=2, text="联系我 13900000000", by=town.firm, at=AT)
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM zt_evaluation_rating")
        assert "13900000000" not in cursor.fetchone()[0]


def test_satisfaction_is_told_only_of_real_ratings(closed: CaseView, town: Town) -> None:
    assert evaluation.satisfaction() is None
    evaluation.rate(case=closed.number, level=3, by=town.firm, at=AT)
    assert evaluation.satisfaction() == Satisfaction(ratings=1, satisfied=1)
    row = Rating.objects.get()
    for number, level in enumerate((4, 5), 2):
        row.pk, row.case, row.level = None, f"{closed.number}-{number}", level
        row.save(force_insert=True)
    found = evaluation.satisfaction()
    assert found == Satisfaction(ratings=3, satisfied=1)
    assert found.per_cent == 33.3
