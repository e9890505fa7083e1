"""机构公布: bodies, the grounds of their powers, and changes of divisions, as content publishes them."""

from collections.abc import Sequence
from dataclasses import asdict, astuple

from django.db.models import Max

from zhengtong.foundation.identity.models import Authority, Organisation
from zhengtong.foundation.identity.models import DivisionChange as Changed
from zhengtong.foundation.identity.queries.bodies import forget
from zhengtong.foundation.identity.terms import DivisionChange, Ground, OrganisationView
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
    "parent",
    "supervised_by",
    "reconsidered_by",
    "successor",
    "closed_on",
)


def publish_organisations(bodies: Sequence[OrganisationView], *, withdrawn: Sequence[str] = ()) -> None:
    """Bring the table to what is published. A withdrawn body that still has officers stays until they are appointed elsewhere."""
    last = Organisation.objects.aggregate(last=Max("order"))["last"] or 0
    rows = [_row(place, body) for place, body in enumerate(bodies, start=last + 1)]
    Organisation.objects.bulk_create(rows, update_conflicts=True, unique_fields=["code"], update_fields=list(_CHANGING))
    Organisation.objects.filter(code__in=withdrawn, staff=None).delete()
    forget()


def publish_grounds(grounds: Sequence[Ground]) -> None:
    """Bring the table of grounds to what is published: a projection, written anew."""
    Authority.objects.all().delete()
    Authority.objects.bulk_create(
        Authority(
            code=one.code,
            organisation=one.organisation,
            kind=one.kind,
            principal=one.principal,
            supervised_by=one.supervised_by,
            items=list(one.items),
            reference=one.reference,
            announced=one.announced,
            demonstration=one.demonstration,
            since=one.since,
            until=one.until,
        )
        for one in grounds
    )
    forget()


def publish_division_changes(changes: Sequence[DivisionChange]) -> None:
    """Bring the table of changes to what is published; untouched where it says the same, so that processes keep their copy."""
    held = set(Changed.objects.values_list("code", "successor", "since", "kind", "name", "successor_name", "reference"))
    if held != {astuple(one) for one in changes}:
        Changed.objects.all().delete()
        Changed.objects.bulk_create([Changed(**asdict(one)) for one in changes], batch_size=500)
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
        parent=body.parent,
        supervised_by=body.supervised_by,
        reconsidered_by=_kept(body.reconsidered_by),
        successor=body.successor,
        closed_on=body.closed_on,
        order=place,
    )


def _kept(words: Words) -> dict[str, str]:
    return {"zh": words.zh, "en": words.en} if words else {}
