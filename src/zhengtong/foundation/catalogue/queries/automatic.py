"""秒批事项: items whose document says that automatic approval may be switched on."""

from zhengtong.foundation.catalogue.models import Matter
from zhengtong.foundation.catalogue.queries.editions import kept
from zhengtong.foundation.catalogue.queries.reading import current_pins, guides
from zhengtong.foundation.catalogue.terms import Filing, Guide


@kept
def automatable(organisations: frozenset[str]) -> tuple[Guide, ...]:
    """Of these bodies, as they stand today, by code."""
    rows = Matter.objects.filter(kind="item", organisation__in=organisations, filing=Filing.ONLINE).order_by("code")
    pins = current_pins("item", list(rows.values_list("code", flat=True)))
    return tuple(one for one in guides(list(pins.values())).values() if one.handling.automatic)
