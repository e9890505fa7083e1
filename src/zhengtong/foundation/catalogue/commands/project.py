"""发布: what was published becomes lines of the catalogue. Called inside the transaction of the publication."""

import hashlib
import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction

from zhengtong.foundation.catalogue.commands import index
from zhengtong.foundation.catalogue.models import Edition, Matter, Part
from zhengtong.foundation.catalogue.queries import editions, intake
from zhengtong.foundation.catalogue.rules import cited, spelling
from zhengtong.foundation.catalogue.terms import SubjectKind
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import CreditCode
from zhengtong.kernel import clock
from zhengtong.kernel.content import api as content
from zhengtong.kernel.content.terms import Published
from zhengtong.kernel.words import Words


def new_edition() -> None:
    """Tell every process that what it has read of the catalogue is old."""
    Edition.objects.update_or_create(id=1, defaults={"mark": uuid.uuid4().hex})
    editions.forget()


def project(published: Sequence[Published], *, on: date) -> None:
    """Put items and bundles that hold on this day into the catalogue, take out what is withdrawn, and make the index anew."""
    with transaction.atomic():
        lines = {(row.kind, row.code): row for row in Matter.objects.all()}
        places = _divisions({one.pack for one in published}, on)
        bodies = _Bodies()
        for one in published:
            if one.withdrawn:
                lines.pop((one.kind, one.code), None)
            elif one.valid_from <= on:
                lines[one.kind, one.code] = _line(one, places.get(one.pack, ""), bodies)
        for line in lines.values():  # <bundle>-02 is an item that exists only inside <bundle>
            line.inside = line.kind == "item" and ("bundle", line.code.rpartition("-")[0]) in lines
        _write(list(lines.values()))
        _write_parts([one for one in published if one.kind == "bundle" and (one.withdrawn or one.valid_from <= on)])
        index.build(on=on)
        new_edition()
        Edition.objects.filter(id=1).update(organisations=_digest())


def take_effect(*, on: date) -> int:
    """Versions published ahead of time come into the catalogue on their first day. Returns how many came or went."""
    held = dict(Matter.objects.values_list("code", "sha256"))
    due = [one for kind in ("item", "bundle") for one in content.current_of(kind, on)]
    late = [one for one in due if held.get(one.code) != one.pin.sha256]
    if late:
        project(late, on=on)
    return len(late)


def follow_organisations(*, on: date) -> bool:
    """Organisations are published apart: where they differ from those that lines were told apart by, all lines are made anew."""
    if Edition.objects.filter(id=1, organisations=_digest()).exists() or not Matter.objects.exists():
        return False
    project([one for kind in ("item", "bundle") for one in content.current_of(kind, on)], on=on)
    return True


def _digest() -> str:
    known = sorted((view.code, view.division, view.name.zh, view.short.zh, *view.also) for view in identity.organisations())
    known += sorted((one.code, str(intake.takes_everything(one.code))) for one in content.current_of("city", clock.today()))
    return hashlib.sha256(repr(known).encode()).hexdigest()


class _Bodies:
    """Which organisation a line belongs to: by its code, else by the word the source uses; each word looked up once."""

    def __init__(self) -> None:
        self.codes = {view.code: view for view in identity.organisations()}
        self.words: dict[tuple[str, str], str] = {}

    def code(self, body: Mapping[str, Any], division: str) -> str:
        written = str(body.get("organisation") or "")
        if written:
            return written
        word = str(body.get("organisation_name") or "")
        if word and (word, division) not in self.words:
            found = identity.organisation_by_word(word, division)
            self.words[word, division] = found.code if found else ""
        return self.words.get((word, division), "")

    def name(self, code: str) -> str:
        view = self.codes.get(CreditCode(code))
        return view.name.zh if view else ""


def _line(one: Published, division: str, bodies: _Bodies) -> Matter:
    body: Mapping[str, Any] = one.body
    name, place = Words.read(body.get("name")), str(body.get("division") or division)
    organisation = bodies.code(body, place)
    written = str(body.get("organisation_name") or "")
    subjects = set(body.get("subjects") or ())
    return Matter(
        kind=one.kind,
        code=one.code,
        sha256=one.pin.sha256,
        pack=one.pack,
        name_zh=name.zh,
        name_en=name.en,
        division=place,
        organisation=organisation,
        organisation_name=written or bodies.name(organisation),
        filing=intake.filing(str(body.get("filing") or ""), one.pack),
        person=SubjectKind.PERSON in subjects,
        firm=SubjectKind.FIRM in subjects,
        power=body.get("power") or "",
        more=_more(one.code, body, name, {written, bodies.name(organisation)}),
        initials=spelling.initials(name.zh),
    )


def _more(code: str, body: Mapping[str, Any], name: Words, organisation: Iterable[str]) -> str:
    """First line: the codes, each in one piece. Second: what one has in the end. Then whatever else the line may be found by."""
    outcome = body.get("outcome") or {}
    result = outcome if isinstance(outcome, str) else Words.read(outcome.get("name")).zh
    codes = [code, str(body.get("basic_code") or "")]
    first = " ".join(dict.fromkeys(joined for one in codes if (joined := spelling.clean(one).replace(" ", ""))))
    basis = [cited.line(str(one)) for one in body.get("basis") or ()]
    steps = [Words.read(one.get("name")).zh for one in _items(body)]
    rest = [name.en, Words.read(body.get("summary")).zh, *organisation, *basis, *steps, " ".join(codes)]
    return "\n".join([first, *(one.replace("\n", " ").casefold() for one in (result, *filter(None, rest)))])


def _write(lines: list[Matter]) -> None:
    """All lines anew, numbered in search order: bundles first, the own city first, short names first."""
    lines.sort(key=lambda line: (line.kind != "bundle", line.pack != settings.ZT_CITY, len(line.name_zh), line.code))
    for place, line in enumerate(lines, 1):
        line.id = place
    Matter.objects.all().delete()
    Matter.objects.bulk_create(lines, batch_size=500)


def _write_parts(bundles: Sequence[Published]) -> None:
    last = {one.code: one for one in bundles}
    Part.objects.filter(bundle__in=last).delete()
    Part.objects.bulk_create(
        [
            Part(bundle=one.code, item=str(line["item"]), place=place)
            for one in last.values()
            if not one.withdrawn
            for place, line in enumerate(_items(one.body))
        ]
    )


def _items(body: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    return body.get("items") or ()


def _divisions(packs: set[str], on: date) -> dict[str, str]:
    """Pack → the division its city speaks for."""
    found = {pack: content.current("city", pack, on) for pack in packs}
    return {pack: str(one.body.get("division") or "") for pack, one in found.items() if one}
