"""再次申请: the way from a case that did not end as wished to the same matter once more, with every answer kept."""

from urllib.parse import urlencode

from django.urls import reverse

from zhengtong.channels.ui.fields import as_text
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.cases.terms import CaseFile
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.catalogue.terms import Filing
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.refs import Ref
from zhengtong.kernel.refusals import Refusal


def part(found: CaseFile, item: str, by: Actor) -> str:
    """Only the refused part; where it cannot be handed in alone, the whole matter."""
    try:
        alone = catalogue.guide(item).filing is Filing.ONLINE
    except Refusal:
        alone = False
    return _begin(Ref("item", item), found, by) if alone else whole(found, by)


def whole(found: CaseFile, by: Actor) -> str:
    """The same matter; its guide, where it cannot be begun online any more. "" where it is no longer published."""
    matter = found.case.matter
    try:
        bundle = catalogue.matter(matter)
    except Refusal:
        return ""
    return _begin(matter, found, by) if bundle.filing is Filing.ONLINE else reverse(f"portal:{matter.kind}", args=[matter.number])


def _begin(matter: Ref, found: CaseFile, by: Actor) -> str:
    """The situation travels in the address like any other; all other answers are fetched from the case by whoever may read it."""
    asked = [question.element for question in catalogue.matter(matter).questions]
    told = {key: as_text(value) for key, value in cases.told(found.case.number, asked, by).items() if value not in (None, "")}
    return f"{reverse(f'portal:{matter.kind}-begin', args=[matter.number])}?{urlencode({**told, 'again': found.case.number})}"
