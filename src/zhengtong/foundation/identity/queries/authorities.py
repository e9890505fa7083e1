"""实施主体: who acts for an item, in whose name. Read from this process's copy: no statement, however long a list."""

from collections.abc import Iterable
from datetime import date

from zhengtong.foundation.identity.queries.bodies import bodies_by_code, grounds_of
from zhengtong.foundation.identity.rules import authorities as rules
from zhengtong.foundation.identity.terms import AuthorityView
from zhengtong.kernel import clock


def authority_of(*, organisation: str, item: str, on: date | None = None, begun: bool = False) -> AuthorityView:
    """Who acts for an item of this body on a day. ``begun``: the body holds the matter already, and may keep what is its own."""
    return rules.authority(
        organisation=organisation,
        item=item,
        on=on or clock.today(),
        grounds=grounds_of(organisation),
        bodies=bodies_by_code(),
        begun=begun,
    )


def authorities_of(pairs: Iterable[tuple[str, str]], *, on: date | None = None) -> dict[tuple[str, str], AuthorityView]:
    """The same for a whole list of (organisation, item)."""
    day = on or clock.today()
    return {(body, item): authority_of(organisation=body, item=item, on=day) for body, item in dict.fromkeys(pairs)}


def respondent_of(in_name_of: str) -> str:
    """被申请人: who answers today for what was decided in this body's name (行政复议法 art. 19)."""
    return rules.respondent(in_name_of, clock.today(), bodies_by_code())


def handed_on(organisation: str) -> str:
    """The body that goes on with this one's matters today; itself where it was never closed."""
    return rules.going_on(organisation, clock.today(), bodies_by_code())


def succession(organisation: str) -> tuple[tuple[date, str], ...]:
    """接续: from which day which body has its matters, itself first; also days to come that are published already."""
    return rules.succession(organisation, bodies_by_code())


def may_have_changed(organisation: str) -> bool:
    """Whether a reform or a ground speaks of this body at all: of most, none does."""
    body = bodies_by_code().get(organisation)
    return bool(grounds_of(organisation)) or (body is not None and body.closed_on is not None)
