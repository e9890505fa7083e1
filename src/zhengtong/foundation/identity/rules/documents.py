"""证件号码: which number a document of each kind may bear. A resident's number is in ``numbers``."""

import re
from datetime import date

from zhengtong.foundation.identity.errors import (
    DocumentNumberMissing,
    InvalidHkMacaoPermit,
    InvalidPassport,
    InvalidTaiwanPermit,
)
from zhengtong.foundation.identity.rules.numbers import check_citizen_id, normalise
from zhengtong.foundation.identity.terms import DocumentType

_PASSPORT = re.compile(r"(?=(?:[^0-9]*[0-9]){4})[0-9A-Z]{6,9}")
_HK_MACAO = re.compile(r"([HM][0-9]{8})([0-9]{2})?")
_TAIWAN = re.compile(r"[0-9]{8}")


def check_document(document_type: DocumentType, text: str, today: date) -> str:
    """证件号码, normalised. Raises InvalidCitizenId, InvalidDocument, DocumentNumberMissing; a person without a number has none."""
    if document_type is DocumentType.NONE:
        return ""
    if not normalise(text):
        raise DocumentNumberMissing
    if document_type is DocumentType.RESIDENT_ID:
        return check_citizen_id(text, today)
    if document_type is DocumentType.PASSPORT:
        return check_passport(text)
    return check_hk_macao_permit(text) if document_type is DocumentType.HK_MACAO else check_taiwan_permit(text)


def check_passport(text: str) -> str:
    """护照: at most nine letters and digits (ICAO Doc 9303-4, document number); of any country, so no check digit is on its face."""
    number = normalise(text)
    if not _PASSPORT.fullmatch(number):
        raise InvalidPassport
    return number


def check_hk_macao_permit(text: str) -> str:
    """港澳居民来往内地通行证: H or M and eight digits that stay for life; two more digits on cards before 2013 count renewals.

    The count is dropped, so that a person's old and new card are one document (公安部出入境管理局, rules of 2010 and 2012).
    """
    found = _HK_MACAO.fullmatch(normalise(text))
    if found is None:
        raise InvalidHkMacaoPermit
    return found[1]


def check_taiwan_permit(text: str) -> str:
    """台湾居民来往大陆通行证: eight digits that stay for life (the card issued since 2015)."""
    number = normalise(text)
    if not _TAIWAN.fullmatch(number):
        raise InvalidTaiwanPermit
    return number
