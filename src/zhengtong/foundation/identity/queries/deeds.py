"""谁代谁办: who did something, and on what ground, as people read it."""

from collections.abc import Iterable

from zhengtong.foundation.identity.models import Representation, Staff
from zhengtong.foundation.identity.queries.mandates import names_of_accounts
from zhengtong.foundation.identity.queries.subjects import subject_names
from zhengtong.foundation.identity.terms import Basis, Deed, Office
from zhengtong.kernel.refs import Ref

Done = tuple[Ref, Ref | None, Ref | None]
"""Who, for whom, on what ground."""


def deed(who: Ref, subject: Ref | None, basis: Ref | None) -> Deed | None:
    return deeds([(who, subject, basis)]).get((who, subject, basis))


def deeds(done: Iterable[Done]) -> dict[Done, Deed]:
    """What was done by one for another; what somebody did for themselves is left out. Batched, whatever their number."""
    wanted = [one for one in dict.fromkeys(done) if one[2] is not None]
    if not wanted:
        return {}
    names = _names({str(who) for who, _, _ in wanted})
    offices = _offices({int(basis.number) for _, _, basis in wanted if basis and basis.kind == Basis.OFFICE and basis.number.isdecimal()})
    principals = subject_names(subject for _, subject, _ in wanted if subject is not None)
    found: dict[Done, Deed] = {}
    for one in wanted:
        who, subject, basis = one
        assert basis is not None
        office = basis.kind == Basis.OFFICE
        ground = offices.get(basis.number, str(Office.HANDLER)) if office else basis.kind
        number = basis.number if basis.kind in {Basis.MANDATE, Basis.ASSISTANCE} else ""
        found[one] = Deed(names.get(str(who), ""), ground, number, principals.get(subject, "") if subject else "")
    return found


def _names(accounts: set[str]) -> dict[str, str]:
    """Of people; of officers who helped, the name they serve under."""
    found = names_of_accounts(accounts)
    missing = {int(one.removeprefix("account:")) for one in accounts - set(found) if one.removeprefix("account:").isdecimal()}
    posts = Staff.objects.filter(account__in=missing).values_list("account", "name") if missing else ()
    return found | {f"account:{account}": name for account, name in posts}


def _offices(numbers: set[int]) -> dict[str, str]:
    """Also of an office that has ended since: what was done in it stays done in it."""
    held = Representation.objects.filter(pk__in=numbers).values_list("pk", "office") if numbers else ()
    return {str(number): office for number, office in held}
