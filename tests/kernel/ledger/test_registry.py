"""What is known by name."""
import pytest

from zhengtong.kernel.ledger import registry
from zhengtong.kernel.ledger.facts import JobRunAgain


def test_names_come_from_the_capability():
    assert registry.name_of(JobRunAgain) == "ledger.JobRunAgain"
    assert registry.type_of("ledger.JobRunAgain") is JobRunAgain
    assert registry.type_of("ledger.NoSuchFact") is None
    assert registry.type_of("nowhere.Fact") is None
    assert "ledger.ValuesErased" in registry.facts()


def test_only_dataclasses_are_facts():
    with pytest.raises(TypeError, match="no fact"):
        registry.name_of(int)


def test_read_facts_are_those_with_a_reaction(monkeypatch):
    monkeypatch.setattr(registry, "_reactions", {})
    monkeypatch.setattr(registry, "_afterwards", {})
    monkeypatch.setattr(registry, "_at_once", {})
    assert registry.read_facts() == frozenset()
    registry.afterwards(JobRunAgain)(lambda fact, row: None)
    assert registry.read_facts() == {"ledger.JobRunAgain"}


def test_at_once_is_for_delivery():
    def react(fact, row):
        pass

    react.__module__ = "zhengtong.accountability.evaluation.reactions"
    with pytest.raises(ValueError, match="delivery stratum"):
        registry.at_once(JobRunAgain)(react)
