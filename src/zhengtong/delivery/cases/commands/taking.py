"""办件: answers and papers taken into a case that is already in."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from zhengtong.delivery.cases.errors import NotReady
from zhengtong.delivery.cases.models import Case, CaseMaterial
from zhengtong.foundation.elements import api as elements
from zhengtong.kernel.files.terms import StoredFile
from zhengtong.kernel.refusals import Problem, Refusal, gettext_noop


def read(answers: Mapping[str, object]) -> dict[str, object]:
    """Normalised and checked as the form checks them; raises NotReady with every problem."""
    held = elements.elements(answers)
    problems: list[Problem] = []
    values: dict[str, object] = {}
    for key, raw in answers.items():
        if key not in held:  # a point about a paper: it takes a file
            problems.append(Problem(key, gettext_noop("This point asks for a file, not for an answer.")))
            continue
        try:
            values[key] = elements.read_value(held[key], raw)
        except Refusal as refused:
            problems.extend(refused.problems or (Problem(key, refused.message, refused.params),))
        else:
            problems.extend(elements.check_value(held[key], values[key]))
    if problems:
        raise NotReady(problems=problems)
    return values


def replace(row: Case, files: Sequence[tuple[str, StoredFile]], at: datetime) -> None:
    """The later files stand in place of the earlier ones of the same paper; those stay on record."""
    CaseMaterial.objects.filter(case=row, material__in=[material for material, _ in files]).update(replaced=True)
    CaseMaterial.objects.bulk_create(
        CaseMaterial(case=row, material=material, sha256=file.sha256, name=file.name, size=file.size, media_type=file.media_type, at=at)
        for material, file in files
    )
