"""数据元: the only writer."""
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F

from zhengtong.foundation.elements.models import Edition, ElementRow
from zhengtong.foundation.elements.queries import forget


def publish(versions: Iterable[tuple[str, date, dict[str, Any], str]]) -> None:
    """发布: take published versions (key, valid_from, body, sha256) into the dictionary. The same version twice changes nothing."""
    rows = [ElementRow(key=key, valid_from=since, body=body, sha256=sha256) for key, since, body, sha256 in versions]
    with transaction.atomic():
        ElementRow.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["key", "valid_from"], update_fields=["body", "sha256"]
        )
        Edition.objects.get_or_create(pk=1)
        Edition.objects.filter(pk=1).update(number=F("number") + 1)
    forget()
