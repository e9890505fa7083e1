"""机构公布: the organisations as content publishes them."""

from collections.abc import Sequence

from django.db.models import Max

from zhengtong.foundation.identity.models import Organisation
from zhengtong.foundation.identity.queries.bodies import forget
from zhengtong.foundation.identity.terms import OrganisationView
from zhengtong.kernel.words import Words

_CHANGING = (
    "name_zh",
    "name_en",
    "short_zh",
    "short_en",
    "kind",
    "division",
    "phone",
    "address",
    "synthetic_code",
    "code_valid",
    "also",
    "hours",
    "directions",
)


def publish_organisations(bodies: Sequence[OrganisationView], *, withdrawn: Sequence[str] = ()) -> None:
    """Bring the table to what is published. A withdrawn body that still has officers stays until they are appointed elsewhere."""
    last = Organisation.objects.aggregate(last=Max("order"))["last"] or 0
    rows = [_row(place, body) for place, body in enumerate(bodies, start=last + 1)]
    Organisation.objects.bulk_create(rows, update_conflicts=True, unique_fields=["code"], update_fields=list(_CHANGING))
    Organisation.objects.filter(code__in=withdrawn, staff=None).delete()
    forget()


def _row(place: int, body: OrganisationView) -> Organisation:
    return Organisation(
        code=body.code,
        name_zh=body.name.zh,
        name_en=body.name.en,
        short_zh=body.short.zh,
        short_en=body.short.en,
        kind=body.kind,
        division=body.division,
        phone=body.phone,
        address=body.address,
        synthetic_code=body.synthetic_code,
        code_valid=body.code_valid,
        also=list(body.also),
        hours=_kept(body.hours),
        directions=_kept(body.directions),
        order=place,
    )


def _kept(words: Words) -> dict[str, str]:
    return {"zh": words.zh, "en": words.en} if words else {}
