"""事项与清单: what follows from facts."""

from zhengtong.foundation.catalogue.commands.project import follow_organisations
from zhengtong.kernel import clock
from zhengtong.kernel.content.facts import ContentPublished
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.ledger.terms import Row


@ledger.afterwards(ContentPublished, lease=120)
def look_for_departments_again(fact: ContentPublished, row: Row) -> None:  # noqa: ARG001 - which content does not matter
    """A department that got a name or another word for it takes its items, also where no item was published."""
    follow_organisations(on=clock.today())
