"""Recording: one row in the caller's transaction, once per key."""
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

import pytest

from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.ledger import registry, writing
from zhengtong.kernel.refs import Key, Ref


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True, slots=True)
class Painted:
    what: str
    colour: Colour
    on: date
    layers: tuple[int, ...] = ()


FACT = Painted("门", Colour.RED, date(2026, 1, 2), (1, 2))


@pytest.mark.django_db
def test_a_fact_comes_back_as_it_was(by, about, at):
    with ledger.writing(None, by):
        number = ledger.record(FACT, by=by, about=about, division="430100000000", at=at)
    row = ledger.row(number)
    assert row.about == about
    assert row.at == at
    assert row.by == by
    assert row.values == {"what": "门", "colour": "red", "on": "2026-01-02", "layers": [1, 2]}
    assert ledger.fact_of(row) == FACT
    assert ledger.facts_about(about) == (row,)
    assert row.fact.endswith(".Painted")


@pytest.mark.django_db
def test_outside_writing_nothing_is_recorded(by, about):
    with pytest.raises(RuntimeError):
        ledger.record(FACT, by=by, about=about)


@pytest.mark.django_db
def test_the_same_key_acts_once(by, about):
    for _ in range(2):
        with ledger.writing(Key("k"), by, {"a": 1}) as earlier:
            if not earlier:
                number = ledger.record(FACT, by=by, about=about)
                ledger.record(FACT, by=by, about=about)
    assert earlier == ledger.Earlier(about, number)
    assert len(ledger.facts_about(about)) == 2


@pytest.mark.django_db
def test_the_same_key_with_other_content_is_refused(by, about):
    with ledger.writing(Key("k"), by, {"a": 1}):
        ledger.record(FACT, by=by, about=about)
    with pytest.raises(ledger.KeyReused), ledger.writing(Key("k"), by, {"a": 2}):
        pytest.fail("must not begin")


@pytest.mark.django_db
def test_keys_of_different_actors_do_not_meet(by, about):
    from zhengtong.kernel.actors import system

    for actor in (by, system("worker")):
        with ledger.writing(Key("k"), actor) as earlier:
            assert earlier is None
            ledger.record(FACT, by=actor, about=about)


@pytest.mark.django_db
def test_a_failed_command_leaves_nothing(by, about):
    def fail():
        with ledger.writing(Key("k"), by):
            ledger.record(FACT, by=by, about=about)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert ledger.facts_about(about) == ()
    with ledger.writing(Key("k"), by) as earlier:
        assert earlier is None


@pytest.mark.django_db
def test_a_command_inside_a_command_joins_and_keeps_its_own_key(by, about):
    draft = Ref("draft", "1")
    with ledger.writing(Key("outer"), by, "a"):
        with ledger.writing(Key("inner"), by, "b"):
            ledger.record(FACT, by=by, about=draft)
        with ledger.writing(None, by):
            ledger.record(FACT, by=by, about=draft)
        ledger.record(FACT, by=by, about=about)
    with ledger.writing(Key("outer"), by, "a") as outer, ledger.writing(Key("inner"), by, "b") as inner:
        assert (outer.about, inner.about) == (about, draft)


@pytest.mark.django_db
def test_one_key_handed_down_is_one_key(by, about):
    for _ in range(2):
        with ledger.writing(Key("k"), by, "outer") as earlier:
            if earlier:
                continue
            with ledger.writing(Key("k"), by, "inner") as inner:
                assert inner is None
                ledger.record(FACT, by=by, about=about)
            ledger.record(FACT, by=by, about=about)
    assert earlier
    assert len(ledger.facts_about(about)) == 2


@pytest.mark.django_db
def test_a_key_that_would_be_lost_is_an_error(by, about):
    with pytest.raises(RuntimeError), ledger.writing(Key("k"), by), ledger.writing(None, by):
        ledger.record(FACT, by=by, about=about)


@pytest.mark.django_db
def test_at_once_runs_inside_and_hops_once(by, about, monkeypatch):
    monkeypatch.setattr(registry, "_at_once", {})
    seen = []

    @ledger.at_once(Painted)
    def look(fact, row):
        seen.append((fact, row.about))

    with ledger.writing(None, by):
        ledger.record(FACT, by=by, about=about)
    assert seen == [(FACT, about)]

    @ledger.at_once(Painted)
    def paint_again(fact, row):
        ledger.record(fact, by=row.by, about=row.about)

    with pytest.raises(RuntimeError, match="one hop"), ledger.writing(None, by):
        ledger.record(FACT, by=by, about=about)


@pytest.mark.django_db
def test_the_row_written_by_hand_is_the_row_the_model_would_write(by, about, at):
    from zhengtong.kernel.ledger.models import Entry

    actor = replace(by, organisation="11430100000000001A")
    with ledger.writing(Key("k"), actor, {"a": 1}):
        number = ledger.record(FACT, by=actor, about=about, division="430100000000", shared={"via": "网上"}, at=at)
    written = Entry.objects.get(pk=number)
    again = Entry.objects.create(
        salt=written.salt, at=at, fact=written.fact, values={"what": "门", "colour": "red", "on": "2026-01-02", "layers": [1, 2]},
        shared={"via": "网上"}, who="account:7", subject="person:P0000000001X", organisation="11430100000000001A", about_kind="case",
        about_number=about.number, division="430100000000", key="another", content=written.content,
    )
    again.refresh_from_db()
    for field in Entry._meta.fields:
        if field.name not in ("id", "key"):
            assert getattr(written, field.name) == getattr(again, field.name), field.name
    assert (written.key, len(written.salt), len(written.content), written.leaf) == ("k", 16, 64, None)


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("os.environ.get('ZT_DATABASE_URL')", reason="the queue of writers is for SQLite")
def test_a_queue_that_does_not_move_is_told_after_a_while(by, settings, monkeypatch):
    import fcntl

    monkeypatch.setattr(writing, "PATIENCE", 0.2)
    with (settings.ZT_HOME / "writer.lock").open("w") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        with pytest.raises(ledger.Busy), ledger.writing(None, by):
            pytest.fail("must not begin")
    with ledger.writing(None, by):
        pass
