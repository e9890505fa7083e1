"""表单: when this fact, then that."""
from zhengtong.foundation.forms.commands.handing_over import follow, give_back, pass_on
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.facts import AccountsMerged, IdentityProved, PersonsMerged, WardCameOfAge
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Ref


@ledger.afterwards(PersonsMerged)
def follow_person(fact: PersonsMerged, row: ledger.Row) -> None:  # noqa: ARG001
    """自然人合并."""
    follow(gone=Ref("person", fact.gone), kept=Ref("person", fact.kept))
    pass_on(owner=Ref("person", fact.gone), to=Ref("person", fact.kept))


@ledger.afterwards(AccountsMerged)
def follow_account(fact: AccountsMerged, row: ledger.Row) -> None:  # noqa: ARG001
    """账号合并."""
    pass_on(owner=Ref("account", str(fact.gone)), to=Ref("account", str(fact.kept)))


@ledger.afterwards(WardCameOfAge)
def give_to_ward(fact: WardCameOfAge, row: ledger.Row) -> None:  # noqa: ARG001
    """成年: into the hands of the account they have, or of themselves until they open one."""
    ward = Ref("person", fact.ward)
    accounts = identity.accounts_of(ward)
    to = Ref("account", str(accounts[0])) if accounts else ward
    give_back(subject=ward, basis=Ref("guardianship", str(fact.guardianship)), to=to)


@ledger.afterwards(IdentityProved)
def take_up(fact: IdentityProved, row: ledger.Row) -> None:  # noqa: ARG001
    """实名核验: what waited for this person is in the hands of their account."""
    pass_on(owner=Ref("person", fact.person), to=Ref("account", str(fact.account)))
