"""好差评: reads."""
from zhengtong.accountability.evaluation import policy
from zhengtong.accountability.evaluation.models import Rating
from zhengtong.accountability.evaluation.terms import Level, RatingView, Tag
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.refs import Ref


def rating_of(case: str, by: Actor) -> RatingView | None:
    """The rating of a case, if there is one that this actor may read."""
    row = policy.visible(by).filter(case=case).first()
    return view(row) if row else None


def view(row: Rating) -> RatingView:
    return RatingView(
        case=row.case,
        matter=Ref(row.matter_kind, row.matter_number),
        level=Level(row.level),
        tags=tuple(Tag(tag) for tag in row.tags),
        text=row.text,
        at=row.at,
    )
