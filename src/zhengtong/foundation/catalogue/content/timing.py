"""检查特别程序: what an item lets stop its clock stands on the list of its regime (行政许可法 art. 45)."""

from datetime import date

from zhengtong.foundation.catalogue.content.references import guide_of
from zhengtong.foundation.catalogue.rules import governing, reading
from zhengtong.kernel.content.terms import Contents, Defect, Document
from zhengtong.kernel.refusals import gettext_noop

NOT_LISTED = gettext_noop("The regime %(regime)s has no pause for %(kind)s: this item cannot let it stop the clock.")
TAKE_OUT = gettext_noop("Take it out of the special procedures: the clock runs on.")


def check_special(documents: list[Document], contents: Contents, today: date) -> list[Defect]:
    """Each special procedure of an item is one of its regime's pauses."""
    regimes = {one.code: reading.regime(one.code, one.body) for one in contents.of("regime")}
    found = []
    for document in (one for one in documents if one.body.get("handling")):
        guide = governing.governed(guide_of(document), regimes, today)
        special, held = guide.handling.special, regimes.get(guide.regime)
        listed = held.at("pauses", today) if held else None
        for place, one in enumerate(special):
            if listed is None or not isinstance(listed.value, tuple) or one.kind not in listed.value:
                at, regime = f"handling/special/{place}", held.code if held else "—"
                found.append(document.defect("pause_not_listed", NOT_LISTED, at=at, remedy=TAKE_OUT, regime=regime, kind=one.kind))
    return found
