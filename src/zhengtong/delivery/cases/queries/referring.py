"""办件: which stored files a case still refers to."""

from collections.abc import Collection

from zhengtong.delivery.cases.models import CaseMaterial


def referred(hashes: Collection[str]) -> set[str]:
    """Every paper ever handed in, replaced ones too: they are on record."""
    return set(CaseMaterial.objects.filter(sha256__in=hashes).values_list("sha256", flat=True))
