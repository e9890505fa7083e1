"""The same seed makes the same people; every number is right and belongs to nobody."""

from random import Random

import pytest
from stdnum.cn import uscc

from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.models import Firm, Person
from zhengtong.site import synth
from zhengtong.site.synth import numbers, population


def test_numbers_are_right_and_of_no_place() -> None:
    random = Random(7)
    for _ in range(300):
        citizen = numbers.citizen_id(random)
        assert citizen.startswith("99")
        assert identity.check_citizen_id(citizen) == citizen
        code = numbers.credit_code(random, category="91")
        assert uscc.is_valid(code)
        assert identity.check_credit_code(code) == code
        assert code[2:4] == "99"
        phone = numbers.phone(random)
        assert identity.check_phone(phone) == phone


@pytest.mark.django_db
def test_the_same_seed_makes_the_same_ones_once() -> None:
    first = synth.populate(people=5, firms=4, seed=3)
    assert synth.populate(people=5, firms=4, seed=3) == first
    assert (Person.objects.count(), Firm.objects.count()) == (5, 4)
    more = synth.populate(people=6, firms=4, seed=3)
    assert more.people[:5] == first.people
    assert not set(synth.populate(people=5, firms=4, seed=4).firms) & set(first.firms)


@pytest.mark.django_db
def test_everybody_is_marked() -> None:
    made = synth.populate(people=3, firms=3, seed=1)
    people = [identity.person(number) for number in made.people]
    firms = [identity.firm(code) for code in made.firms]
    assert all(one is not None and one.synthetic and one.name.endswith("（演示）") for one in (*people, *firms))
    assert [one.representative for one in firms if one] == list(made.people)


@pytest.mark.django_db
def test_two_seeds_that_draw_the_same_number_both_get_their_person(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = iter(["990101198506150127", "990101198506150127", "990001199001010013", "990101198506150127", "990001199001010013"])
    monkeypatch.setattr(numbers, "citizen_id", lambda random: next(drawn))
    monkeypatch.setattr(population.names, "person", lambda random: "甲（演示）")
    first = population.person(1, 0)
    second = population.person(2, 0)
    assert first.number != second.number
    assert population.person(2, 0) == second, "found again behind the number that was taken"
