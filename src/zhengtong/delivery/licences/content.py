"""内容 ``licence_type``: checked here; licences are issued from the published versions as they stand."""
from collections import Counter
from collections.abc import Iterator

from zhengtong.delivery.licences import api, rules
from zhengtong.kernel.content import api as content
from zhengtong.kernel.content.terms import Defect, Document
from zhengtong.kernel.refusals import gettext_noop

_CODE = gettext_noop("A licence type's code is its definer's credit code and three digits, not %(code)s.")
_CODE_REMEDY = gettext_noop("Write 18 characters and three digits, for example 11990000000005012Q001.")
_SHORT = gettext_noop("Two licence types are called %(short)s.")
_SHORT_REMEDY = gettext_noop("Items name a type by its short name; give each its own.")
_FIELD = gettext_noop("The field %(field)s stands twice.")
_FIELD_REMEDY = gettext_noop("Give each field its own code.")


def check(documents: list[Document]) -> list[Defect]:
    """Codes, short names and fields that could not be told apart."""
    codes: dict[object, set[str]] = {}
    for one in documents:
        codes.setdefault(one.body.get("short"), set()).add(one.code)
    return [defect for one in documents for defect in _defects(one, codes)]


def _defects(one: Document, codes: dict[object, set[str]]) -> Iterator[Defect]:
    if not rules.is_type_code(one.code):
        yield one.defect("licence_type_code", _CODE, at="code", remedy=_CODE_REMEDY, code=one.code)
    short = one.body.get("short")
    if len(codes[short]) > 1:
        yield one.defect("licence_type_short", _SHORT, at="short", remedy=_SHORT_REMEDY, short=short)
    fields = api.read_type(one.body).fields
    for code, times in Counter(field.code for field in fields).items():
        if times > 1:
            yield one.defect("licence_type_field", _FIELD, at="fields", remedy=_FIELD_REMEDY, field=code)


def register() -> None:
    content.register("licence_type", check=check)
