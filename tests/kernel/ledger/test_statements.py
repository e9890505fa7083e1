"""Statements composed once: the same answers as the ORM's own, whatever is given; rows as bulk_create would write them."""

from datetime import datetime

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import connection
from django.db.models import DateTimeField
from django.test.utils import CaptureQueriesContext

from zhengtong.delivery.cases.models import CaseMaterial
from zhengtong.foundation.identity.models import Person
from zhengtong.kernel.clock import CHINA
from zhengtong.kernel.ledger.api import Composed, Given, before, beyond, insert, update
from zhengtong.kernel.ledger.models import Delivery, Entry

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 2, 9, 30, tzinfo=CHINA)
LATER = datetime(2026, 3, 3, 9, 30, tzinfo=CHINA)


def entry(number: str, at: datetime = AT) -> Entry:
    return Entry(salt=b"0" * 16, at=at, fact="t.T", values={"a": [1, None, "乙"]}, who="system:t", about_kind="case", about_number=number)


def test_rows_are_written_as_the_orm_reads_them() -> None:
    one, other = entry("A"), entry("B", LATER)
    with CaptureQueriesContext(connection) as seen:
        insert([one, other])
    assert len(seen.captured_queries) == 1
    found = {row.about_number: row for row in Entry.objects.filter(fact="t.T")}
    assert (found["A"].pk, found["B"].pk) == (one.pk, other.pk)
    assert found["A"].values == {"a": [1, None, "乙"]}
    assert (found["A"].at, found["B"].at, found["A"].shared, found["A"].key) == (AT, LATER, None, None)
    one.division = "430100000000"
    one.save()  # it knows that it is there already
    assert Entry.objects.get(pk=one.pk).division == "430100000000"


def test_columns_of_one_row_are_written_and_no_others() -> None:
    insert([one := entry("A"), other := entry("B")])
    one.values, one.at, one.division, one.fact = {"b": "丙"}, LATER, "430100000000", "t.Unsaid"
    with CaptureQueriesContext(connection) as seen:
        update(one, "values", "at", "division")
    assert len(seen.captured_queries) == 1
    found = Entry.objects.get(pk=one.pk)
    assert (found.values, found.at, found.division, found.fact) == ({"b": "丙"}, LATER, "430100000000", "t.T")
    assert Entry.objects.get(pk=other.pk).values == {"a": [1, None, "乙"]}


def test_a_row_that_is_gone_is_not_updated_in_silence() -> None:
    insert([one := entry("A")])
    Entry.objects.filter(pk=one.pk).delete()
    with pytest.raises(ObjectDoesNotExist):
        update(one, "division")


def test_nothing_to_write_asks_nothing() -> None:
    with CaptureQueriesContext(connection) as seen:
        insert([])
    assert not seen.captured_queries


def test_what_the_table_refuses_is_refused() -> None:
    from django.db import IntegrityError, transaction

    insert([row := entry("A")])
    with pytest.raises(IntegrityError), transaction.atomic():
        insert([Delivery(entry=row, reaction="r", due_at=AT), Delivery(entry=row, reaction="r", due_at=AT)])


def test_a_query_is_composed_once_and_answers_what_is_given_each_time() -> None:
    composed: list[int] = []

    def query():  # type: ignore[no-untyped-def]
        composed.append(1)
        return Entry.objects.filter(fact="t.T", about_number=Given("number"), at__gte=Given("since", DateTimeField())).order_by("pk")

    ask = Composed(query)
    insert([entry("A"), entry("A", LATER), entry("B")])
    for number, since in (("A", AT), ("A", LATER), ("B", AT), ("B", LATER), ("'; --", AT)):
        expected = list(Entry.objects.filter(fact="t.T", about_number=number, at__gte=since).order_by("pk"))
        found = ask(number=number, since=since)
        assert found == expected
        assert [(row.at, row.values) for row in found] == [(row.at, row.values) for row in expected]
    assert composed == [1]
    assert ask.first(number="C", since=AT) is None
    with pytest.raises(KeyError):
        ask(number="A")


def test_columns_of_several_tables_are_converted_as_the_orm_does() -> None:
    insert([row := entry("A")])
    insert([Delivery(entry=row, reaction="r", due_at=LATER)])
    ask = Composed(lambda: Delivery.objects.filter(entry__about_number=Given("n")).values_list("reaction", "due_at", "entry__values"))
    assert ask(n="A") == list(Delivery.objects.filter(entry__about_number="A").values_list("reaction", "due_at", "entry__values"))


def test_sealed_columns_are_opened_and_left_out_ones_are_read_later() -> None:
    Person.objects.create(number="P1", document_type="resident_id", name="陈晓兰", phone="13900000000", registered_at=AT)
    ask = Composed(lambda: Person.objects.filter(number=Given("number")).defer("phone"))
    found = ask.first(number="P1")
    assert found is not None
    assert found.name == "陈晓兰"
    assert "phone" in found.get_deferred_fields()
    assert found.phone == "13900000000"


def test_an_absent_table_row_makes_no_row() -> None:
    assert Composed(lambda: CaseMaterial.objects.filter(sha256=Given("sha256")))(sha256="0" * 64) == []


def test_what_stands_beyond_a_row_in_an_order_of_two_columns() -> None:
    insert([entry("A"), entry("B"), entry("C", LATER), entry("D", LATER)])
    rows = list(Entry.objects.filter(fact="t.T").order_by("at", "pk"))
    for place, row in enumerate(rows):
        held = Entry.objects.filter(fact="t.T")
        assert list(held.filter(beyond(at=row.at, id=row.pk)).order_by("at", "pk")) == rows[place + 1 :]
        assert list(held.filter(before(at=row.at, id=row.pk)).order_by("at", "pk")) == rows[:place]
