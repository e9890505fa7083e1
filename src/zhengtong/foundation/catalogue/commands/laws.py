"""法律入库: law texts become articles that can be opened one by one. Bulk: a whole library is some 26,000 articles."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import connection, transaction

from zhengtong.foundation.catalogue.commands.project import new_edition
from zhengtong.foundation.catalogue.models import Law
from zhengtong.foundation.catalogue.rules.citations import IN_FORCE
from zhengtong.kernel.content.terms import Published

_INSERT = "INSERT INTO zt_catalogue_article (law_id, number, mark, place, text) VALUES (%s, %s, %s, %s, %s)"


def shelve(published: Sequence[Published], *, on: date) -> None:
    """Put laws on the shelf with all their articles; what is withdrawn leaves it."""
    last = {one.code: one for one in published if one.withdrawn or one.valid_from <= on}
    with transaction.atomic():
        Law.objects.filter(code__in=last).delete()
        held = [one for one in last.values() if not one.withdrawn]
        Law.objects.bulk_create([_law(one) for one in held], batch_size=500)
        with connection.cursor() as cursor:
            cursor.executemany(_INSERT, [row for one in held for row in _articles(one)])
        new_edition()


def _law(one: Published) -> Law:
    body: Mapping[str, Any] = one.body
    status = str(body["status"])
    return Law(
        code=one.code,
        sha256=one.pin.sha256,
        name=body["law_name"],
        in_force=status == IN_FORCE,
        status=status,
        version_date=str(body.get("version_date") or ""),
    )


def _articles(one: Published) -> Iterator[tuple[str, int | None, str, int, str]]:
    rows: Sequence[Mapping[str, Any]] = one.body.get("articles") or ()  # type: ignore[assignment]
    for place, row in enumerate(rows):
        yield one.code, row.get("article_no_arabic"), str(row.get("article_no") or ""), place, str(row.get("article_text") or "")
