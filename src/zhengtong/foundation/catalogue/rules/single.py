"""单办: an item filed by itself is a bundle of one; without questions of its own it gets the general form."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from zhengtong.foundation.catalogue.terms import Bundle, BundleCode, BundleItem, Guide, SubjectKind
from zhengtong.foundation.forms.terms import Ask

_OF_A_FIRM = (("firm.name", "applicant"), ("firm.credit_code", "applicant"))
_OF_A_PERSON = (("person.name", "applicant"), ("person.phone", "applicant"))
_OF_THE_MATTER = (("matter.statement", "matter"), ("matter.remarks", "matter"), ("commitment.accepted", "commitment"))
_OPTIONAL = frozenset({"matter.remarks"})


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
        assurance=guide.assurance,
        pack=guide.pack,
        defects=guide.defects,
        source=guide.source,
        source_url=guide.source_url,
        as_of=guide.as_of,
    )


def with_general_form(guide: Guide, said: Collection[str] | Mapping[str, object], subjects: Collection[SubjectKind] = ()) -> Guide:
    """The item with the general form where it asks nothing itself: who asks, what for, and that it is true (行政许可法 art. 29, 31).

    ``said``: the elements that are known or answered; a firm is asked for where only firms may file, or one does. ``subjects``: the
    bundle's, for an item that names none.
    """
    if guide.asks:
        return guide
    open_to = guide.subjects or tuple(subjects)
    only_firms = SubjectKind.FIRM in open_to and SubjectKind.PERSON not in open_to
    of_a_firm = _OF_A_FIRM if only_firms or (_OF_A_FIRM[1][0] in said and SubjectKind.FIRM in (open_to or SubjectKind)) else ()
    parts = (*of_a_firm, *_OF_A_PERSON, *_OF_THE_MATTER)
    return replace(guide, asks=tuple(Ask(key, guide.code, section, required=key not in _OPTIONAL) for key, section in parts))


def elements_of(subjects: Collection[SubjectKind]) -> frozenset[str]:
    """Every element that the general form may ask these for."""
    of_a_firm = _OF_A_FIRM if SubjectKind.FIRM in (subjects or SubjectKind) else ()
    return frozenset(key for key, _ in (*of_a_firm, *_OF_A_PERSON, *_OF_THE_MATTER))
