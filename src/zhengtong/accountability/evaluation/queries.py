"""好差评: reads."""
from django.db.models import Count, Q

from zhengtong.accountability.evaluation import policy
from zhengtong.accountability.evaluation.models import Rating
from zhengtong.accountability.evaluation.terms import Level, RatingView, Satisfaction, Tag
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.refs import Ref


def rating_of(case: str, by: Actor) -> RatingView | None:
    """The rating of a case, if there is one that this actor may read."""
    row = policy.visible(by).filter(case=case).first()
    return view(row) if row else None


def satisfaction() -> Satisfaction | None:
    """For everybody to see: of all ratings given here. None before the first."""
    good = Q(level__lt=min(level for level in Level if level.is_bad))
    found = Rating.objects.aggregate(ratings=Count("id"), satisfied=Count("id", filter=good))
    return Satisfaction(**found) if found["ratings"] else None


def view(row: Rating) -> RatingView:
    return RatingView(
        case=row.case,
        matter=Ref(row.matter_kind, row.matter_number),
        level=Level(row.level),
        tags=tuple(Tag(tag) for tag in row.tags),
        text=row.text,
        at=row.at,
    )
