"""代理事项: the matters that a power or an appointment names, by their names."""

from collections.abc import Collection, Mapping

from django.utils.translation import gettext_noop

from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.identity.terms import DocumentType
from zhengtong.kernel.refs import Ref
from zhengtong.kernel.refusals import Refusal
from zhengtong.kernel.words import Words

DOCUMENTS: Mapping[DocumentType, str] = {
    DocumentType.RESIDENT_ID: gettext_noop("resident identity card"),
    DocumentType.PASSPORT: gettext_noop("passport"),
    DocumentType.HK_MACAO: gettext_noop("permit for residents of Hong Kong and Macao"),
    DocumentType.TAIWAN: gettext_noop("permit for residents of Taiwan"),
}


def titles(matters: Collection[str]) -> dict[str, Words]:
    """``bundle:…``, ``item:…`` → name; what is no longer published keeps its code."""
    found: dict[str, Words] = {}
    for one in sorted(matters):
        try:
            found[one] = catalogue.matter(Ref.parse(one)).name
        except Refusal:
            found[one] = Words(one)
    return found


def named(matters: Collection[str], held: Mapping[str, Words]) -> list[Words]:
    return [held[one] for one in sorted(matters)]
