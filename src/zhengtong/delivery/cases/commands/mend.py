"""办件: errors that can be put right on the spot are put right on the spot."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from zhengtong.delivery.cases.commands import taking
from zhengtong.delivery.cases.commands.accepting import check_still_open, law_first
from zhengtong.delivery.cases.commands.holding import locked
from zhengtong.delivery.cases.errors import NothingMended, NotMendable
from zhengtong.delivery.cases.facts import CaseMended
from zhengtong.delivery.cases.models import Case, CaseMaterial, Mended
from zhengtong.delivery.cases.queries import reading, receiving
from zhengtong.delivery.cases.terms import CaseNumber, CaseView
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.files.terms import StoredFile
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Key, Pin, Ref


def mend(
    *, case: str, answers: Mapping[str, object], files: Sequence[tuple[str, StoredFile]], by: Actor, at: datetime, once: Key | None = None
) -> CaseView:
    """当场更正: beside the citizen, without a notice, as long as the case is only received (行政许可法 art. 32(1)(3)).

    What stood there before stays on record. Nothing else changes: neither the day of receipt nor the term to accept.
    Raises WrongState, AcceptedByLaw, NotMendable, NotReady, NothingMended.
    """
    law_first(case, by, at)
    content = {"mend": case, "answers": dict(answers), "files": [[material, file.sha256] for material, file in files]}
    with ledger.writing(once, by, content) as earlier:
        row, by = locked(case, by)
        if not earlier:
            check_still_open(row)
            _check_places(row, {*answers, *(material for material, _ in files)}, at)
            given = {key: value for key, value in taking.read(answers).items() if row.answers.get(key) != value}
            if not given and not files:
                raise NothingMended
            _check_same_items(row, given)
            _write(row, given, files, by, at)
            places = (*given, *dict.fromkeys(material for material, _ in files))
            ledger.record(CaseMended(CaseNumber(row.number), places), by=by, about=Ref("case", row.number), division=row.division, at=at)
    return reading.view(row)


def _check_places(row: Case, wanted: set[str], at: datetime) -> None:
    closed = wanted - set(receiving.mendable(row, at))
    if closed:
        raise NotMendable(places="、".join(sorted(closed)))


def _check_same_items(row: Case, given: Mapping[str, object]) -> None:
    """What decides which items the case needs cannot be put right inside it: another matter would come out than was received."""
    if not given:
        return
    bundle = catalogue.matter(Ref(row.matter_kind, row.matter_code), Pin(*row.pins[0]))
    pins = reading.item_pins(row)
    before, after = (
        {item.code for item in catalogue.plan(bundle, answers, known={}, held={}, pins=pins).chosen}
        for answers in (row.answers, {**row.answers, **given})
    )
    if before != after:
        raise NotMendable(places="、".join(sorted(given)))


def _write(row: Case, given: Mapping[str, object], files: Sequence[tuple[str, StoredFile]], by: Actor, at: datetime) -> None:
    told = [(key, {"value": row.answers.get(key)}, {"value": value}) for key, value in given.items()]
    for material in dict.fromkeys(material for material, _ in files):
        former = CaseMaterial.objects.filter(case=row, material=material, replaced=False).order_by("id").values_list("sha256", flat=True)
        told.append((material, {"files": list(former)}, {"files": [file.sha256 for code, file in files if code == material]}))
    Mended.objects.bulk_create(
        Mended(case=row, at_place=place, before=before, after=after, at=at, by=str(by.who)) for place, before, after in told
    )
    taking.replace(row, files, at)
    row.answers = {**row.answers, **given}
    row.save(update_fields=["answers"])
