"""移交: a draft goes into other hands because it turned out whose it is. Each may be repeated; nothing is lost on the way."""
from zhengtong.foundation.forms.models import Draft
from zhengtong.foundation.forms.terms import DraftState
from zhengtong.kernel.actors import system
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Ref


def follow(*, gone: Ref, kept: Ref) -> int:
    """合并: drafts for the subject that went are for the one that stays."""
    with ledger.writing(None, system("forms")):
        drafts = Draft.objects.filter(subject_kind=gone.kind, subject_number=gone.number)
        return drafts.update(subject_kind=kept.kind, subject_number=kept.number)


def pass_on(*, owner: Ref, to: Ref) -> int:
    """移交: all drafts of one hand into another."""
    with ledger.writing(None, system("forms")):
        return Draft.objects.filter(owner=str(owner)).update(owner=str(to))


def give_back(*, subject: Ref, basis: Ref, to: Ref) -> int:
    """成年: open drafts begun for somebody on a ground that has ended are in their own hands, as far as they were filled in."""
    with ledger.writing(None, system("forms")):
        drafts = Draft.objects.filter(
            subject_kind=subject.kind, subject_number=subject.number, basis=str(basis), state=DraftState.OPEN
        )
        return drafts.update(owner=str(to), basis="")
