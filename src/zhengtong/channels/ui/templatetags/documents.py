"""文书: what the pages of documents and deliveries share."""

from django import template

from zhengtong.channels.ui import clocks
from zhengtong.kernel.workdays import Due

register = template.Library()


@register.filter
def explained(due: Due | None) -> tuple[clocks.DayLine, ...]:
    """Day by day, why a delivery is due when it is."""
    return clocks.explain(due) if due else ()
