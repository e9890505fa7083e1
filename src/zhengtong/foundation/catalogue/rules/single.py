"""单办: an item filed by itself is a bundle of one; without questions of its own it gets the general form."""

from dataclasses import replace

from zhengtong.foundation.catalogue.terms import Bundle, BundleCode, BundleItem, Guide, SubjectKind
from zhengtong.foundation.forms.terms import Ask

_OF_A_FIRM = (("firm.name", "applicant"), ("firm.credit_code", "applicant"))
_OF_A_PERSON = (("person.name", "applicant"), ("person.phone", "applicant"))
_OF_THE_MATTER = (("matter.statement", "matter"), ("commitment.accepted", "commitment"))
GENERAL_ELEMENTS = tuple(element for element, _ in (*_OF_A_FIRM, *_OF_A_PERSON, *_OF_THE_MATTER))


def alone(guide: Guide) -> Bundle:
    """The item as a bundle that holds nothing else; pinned by the item's own version."""
    return Bundle(
        pin=guide.pin,
        code=BundleCode(guide.code),
        name=guide.name,
        division=guide.division,
        subjects=guide.subjects,
        items=(BundleItem(guide.code, guide.name),),
        conditions=guide.conditions,
        fee=guide.fee,
        filing=guide.filing,
        defects=guide.defects,
        source=guide.source,
        source_url=guide.source_url,
        as_of=guide.as_of,
    )


def with_general_form(guide: Guide) -> Guide:
    """The item with the general form where it asks nothing itself: who asks, what for, and that it is true (行政许可法 art. 29, 31)."""
    if guide.asks:
        return guide
    only_firms = SubjectKind.PERSON not in guide.subjects
    of_a_firm = _OF_A_FIRM if SubjectKind.FIRM in guide.subjects else ()
    asks = [Ask(key, guide.code, section, required=only_firms) for key, section in of_a_firm]
    asks += [Ask(key, guide.code, section) for key, section in (*_OF_A_PERSON, *_OF_THE_MATTER)]
    return replace(guide, asks=tuple(asks))
