"""办理项: where a source does not say who needs which item, the applicant ticks those that apply (国务院令716 art. 7: 一次填报)."""

from collections.abc import Mapping, Sequence

from zhengtong.foundation.catalogue.errors import NotOfThisMatter
from zhengtong.foundation.catalogue.rules.choice import Verdict
from zhengtong.foundation.catalogue.terms import TICKED, Bundle, Chosen, ItemCode


def ticked(bundle: Bundle, answers: Mapping[str, object]) -> tuple[ItemCode, ...]:
    """The items ticked, in the bundle's order; empty where nothing was. Raises NotOfThisMatter for a code that is not of this bundle."""
    given = answers.get(TICKED)
    codes = {str(one) for one in given} if isinstance(given, Sequence) and not isinstance(given, str) else {str(given)} if given else set()
    foreign = codes - {line.item for line in bundle.items}
    if foreign:
        raise NotOfThisMatter(items=", ".join(sorted(one[:80] for one in foreign)[:5]), title=bundle.name)
    return tuple(line.item for line in bundle.items if line.item in codes)


def choose(bundle: Bundle, answers: Mapping[str, object]) -> dict[ItemCode, Verdict]:
    """What is ticked is chosen, the rest is not; while nothing is ticked, nothing is decided."""
    chosen = ticked(bundle, answers)
    if not chosen:
        return {line.item: Verdict(Chosen.UNDECIDED, unknown=(TICKED,)) for line in bundle.items}
    return {line.item: Verdict(Chosen.YES if line.item in chosen else Chosen.NO) for line in bundle.items}
