"""同时: the same document proved for two accounts at once, and two mergers of the same records at once."""


import pytest

from tests.foundation.identity.test_merging import merge, two
from tests.foundation.identity.test_proving import account, prove
from tests.support.at_once import at_once
from zhengtong.foundation.identity.errors import MergedAlready, NotConfirmed, PersonHasAccount, TriesUsed
from zhengtong.foundation.identity.models import IdentityProof, Person, PersonMerger

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("simulated")]


def test_one_document_for_four_accounts_is_one_person_with_one_account(shipped: None) -> None:
    accounts = [account(f"at-once-{place}") for place in range(4)]
    came = at_once(*(lambda number=number: prove(number) for number in accounts))  # type: ignore[misc]
    assert [one for one in came if isinstance(one, type)] == [PersonHasAccount] * 3
    assert Person.objects.get().account_id in accounts


def test_many_tries_at_once_are_not_more_than_were_allowed(shipped: None) -> None:
    new = account()
    came = at_once(*(lambda: prove(new, name="刘思源") for _ in range(8)))
    assert sorted(one.__name__ for one in came) == [NotConfirmed.__name__] * 5 + [TriesUsed.__name__] * 3  # type: ignore[attr-defined]
    assert IdentityProof.objects.count() == 5


def test_two_mergers_of_the_same_records_are_one(shipped: None) -> None:
    one, other = two()
    came = at_once(lambda: merge(one, other), lambda: merge(other, one), lambda: merge(one, other))
    refused = [each for each in came if isinstance(each, type)]
    assert set(refused) == {MergedAlready}
    assert len(refused) in {1, 2}
    assert PersonMerger.objects.count() == 1
    assert Person.objects.filter(merged_into=None).count() == 1
