"""数据元: the only writer."""
from django.db import transaction
from django.db.models import F

from zhengtong.foundation.elements.models import Edition
from zhengtong.foundation.elements.queries import forget


def new_edition() -> None:
    """发布: elements were published; every process reads the dictionary again."""
    with transaction.atomic():
        Edition.objects.get_or_create(pk=1)
        Edition.objects.filter(pk=1).update(number=F("number") + 1)
    forget()
