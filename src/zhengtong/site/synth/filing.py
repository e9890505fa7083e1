"""Cases of people who do not exist: firms of a population file the bundle that most firms begin with, each in its own situation."""

import io
from collections.abc import Mapping, Sequence
from datetime import timedelta
from random import Random

from zhengtong.delivery.cases import api as cases
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.catalogue.terms import Filing, MaterialState, Plan, SubjectKind
from zhengtong.foundation.elements import api as elements
from zhengtong.foundation.elements.terms import Element, Type
from zhengtong.foundation.forms import api as forms
from zhengtong.foundation.identity.terms import Level
from zhengtong.kernel import clock
from zhengtong.kernel.actors import Actor, ActorKind
from zhengtong.kernel.content import api as content
from zhengtong.kernel.files import api as files
from zhengtong.kernel.refs import Ref
from zhengtong.site.synth.population import BY

_PAPER = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)
_SPREAD = 72  # hours over which the cases came in
_ROUNDS = 12  # situation questions that may follow from one another


def file_cases(*, count: int, seed: int, firms: Sequence[str]) -> tuple[str, ...]:
    """Bring these firms to ``count`` cases between them, and return the numbers; a second run finds them filed."""
    matter = _matter()
    if matter is None or not firms:
        return ()
    wanted = [len(range(place, count, len(firms))) for place in range(len(firms))]
    return tuple(number for firm, most in zip(firms, wanted, strict=True) for number in _of_firm(matter, firm, most, seed))


def _of_firm(matter: Ref, firm: str, most: int, seed: int) -> list[str]:
    if not most:
        return []
    by = Actor(ActorKind.MEMBER, BY.who, name=BY.name, subject=Ref("firm", firm), level=Level.VERIFIED)
    filed = [str(line.number) for line in reversed(cases.cases_of(by, limit=most).lines)]
    return filed + [_file(matter, by, Random(f"case:{seed}:{firm}:{place}")) for place in range(len(filed), most)]  # noqa: S311 - reproducible


def _file(matter: Ref, by: Actor, random: Random) -> str:
    at = clock.now() - timedelta(hours=random.randrange(_SPREAD))
    draft = cases.begin(matter=matter, answers=_situation(matter, by, random), by=by, at=at)
    _fill(draft.number, by, random)
    return str(cases.submit(draft=draft.number, by=by, at=at).number)


def _situation(matter: Ref, by: Actor, random: Random) -> dict[str, object]:
    """Answer what still decides something, until nothing does; a situation in which nothing is needed is not used."""
    answers: dict[str, object] = {"licence.business_held": True}
    for _ in range(_ROUNDS):
        open_keys = cases.plan(matter=matter, answers=answers, by=by).undecided
        if not open_keys:
            break
        answers |= {key: _answer(elements.element(key), random) for key in open_keys}
    return answers


def _fill(draft: str, by: Actor, random: Random) -> None:
    """What the form still asks, and every paper that must be brought."""
    plan: Plan = cases.prepare(draft, by).plan
    asked = [field.element for field in plan.form.fields if field.known is None and field.value is None]
    forms.save_answers(
        draft=draft, answers={one.key: _answer(one, random, yes=True) for one in asked}, revision=None, by=by, at=clock.now()
    )
    for need in cases.prepare(draft, by).plan.materials:
        if need.state is MaterialState.BRING:
            stored = files.store(io.BytesIO(_PAPER), name=f"{need.material.name.zh}.pdf")
            forms.attach(draft=draft, material=need.material.code, file=stored, by=by, at=clock.now())


def _answer(element: Element, random: Random, *, yes: bool = False) -> object:
    if element.type is Type.BOOLEAN:
        return True if yes else random.random() < 0.5
    if element.type is Type.CHOICE:
        return random.choice(element.choices).value
    return element.example


def _matter() -> Ref | None:
    """What firms file: the bundle online here behind the door of life that stands first; where a city has no bundle, its first item."""
    doors = [matter for event in catalogue.life_events() for matter in event.matters]
    found = [Ref("bundle", one.code) for one in content.current_of("bundle", clock.today()) if _for_firms(one.body)]
    if found:
        return min(found, key=lambda one: doors.index(str(one)) if str(one) in doors else len(doors))
    first = catalogue.browse(subject=SubjectKind.FIRM, limit=1).hits      # our own stand first
    return Ref("item", first[0].code) if first and first[0].filing is Filing.ONLINE else None


def _for_firms(bundle: Mapping[str, object]) -> bool:
    return bundle.get("filing") == "online" and "firm" in str(bundle.get("subjects") or "firm")
