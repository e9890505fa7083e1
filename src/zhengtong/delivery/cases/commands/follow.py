"""办件: a case follows the person whose records were made one."""

from zhengtong.delivery.cases.models import Case
from zhengtong.kernel.actors import system
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Ref


def follow(*, gone: Ref, kept: Ref) -> int:
    """合并: cases of the subject that went are those of the one that stays. Doing it again changes nothing."""
    with ledger.writing(None, system("identity")):
        rows = Case.objects.filter(subject_kind=gone.kind, subject_number=gone.number)
        return rows.update(subject_kind=kept.kind, subject_number=kept.number)
