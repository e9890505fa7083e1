"""办件: which stored files a case still refers to."""

from collections.abc import Collection

from zhengtong.delivery.cases.models import CaseMaterial, Document, ReconsiderationPaper


def referred(hashes: Collection[str]) -> set[str]:
    """Every paper ever handed in, replaced ones too: they are on record; and every document that was sealed."""
    papers = CaseMaterial.objects.filter(sha256__in=hashes).values_list("sha256", flat=True)
    asked = ReconsiderationPaper.objects.filter(sha256__in=hashes).values_list("sha256", flat=True)
    return {*papers, *asked, *Document.objects.filter(sha256__in=hashes).values_list("sha256", flat=True)}
