"""A small town in which every role of the table exists and every kind of thing has an owner: built once for all tests of the matrix.

Grounds and rights are written straight into their tables: how one gets them is tested elsewhere; here they are, and what follows is tried.
"""

import io
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.cache import cache
from django.test import Client

from tests.channels.workbench.conftest import MONDAY, PDF, RESTAURANT, SITUATION, TUESDAY, fill
from tests.delivery.cases.test_family import RETIREMENT, STATE_FIRM
from zhengtong.accountability.evaluation.models import Rating
from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.terms import ApprovalState, Opinion
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.cases.models import Case
from zhengtong.delivery.cases.terms import CaseView
from zhengtong.delivery.licences import api as licences
from zhengtong.delivery.licences.models import Licence
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity import models
from zhengtong.foundation.identity.rules import assistance_number, mandate_number
from zhengtong.foundation.identity.terms import AssistanceState, AssistanceWay, DocumentType, Duty, GrantSource, MandateState, Office
from zhengtong.kernel import numbering
from zhengtong.kernel.actors import Actor, system
from zhengtong.kernel.files import api as files
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.ledger.models import Delivery
from zhengtong.kernel.refs import Ref
from zhengtong.site import synth

BY = system("tests")
BACKEND = "django.contrib.auth.backends.ModelBackend"
PASSWORD = "matrix-sign-in-9"
PARTS = ("licence part", "food part", "fire part", "sign part")  # who decides one learns how far the others are
HOLDS = {
    "firm case": ("licence business_licence of the firm",),
    "own case": (),
    "agent's case": ("mandate", "person agent"),
    "guardian's case": ("person guardian",),
    "sitting's case": ("sitting",),
}
MANY_YEARS = timedelta(days=900)


@dataclass(frozen=True)
class Role:
    """Who comes in: an account (none for nobody), for whom they act, and whether with a second factor."""

    account: int | None = None
    acting_for: str | None = None
    strong: bool = False

    def actor(self) -> Actor:
        return identity.actor_of(account=self.account or 0, acting_for=self.acting_for, strong=self.strong)

    def browser(self, **options: object) -> Client:
        client = Client(raise_request_exception=False, **options)  # type: ignore[arg-type]
        if self.account is not None:
            client.force_login(models.Account.objects.get(pk=self.account), backend=BACKEND)
            session = client.session
            if self.strong:
                session["account_authentication_methods"] = [{"method": "mfa", "type": "totp", "at": time.time()}]
            if self.acting_for:
                session["acting_for"] = self.acting_for
            session.save()
        return client


@dataclass(frozen=True)
class Thing:
    """Something numbered. ``marks``: words that stand nowhere but in it, so that whoever sees one has seen it. ``of``: whose it is.
    ``holds``: what is read with it: on what ground and by whom it was filed, which licences stand for its papers."""

    kind: str
    values: Mapping[str, str]
    marks: tuple[str, ...] = ()
    of: str = ""
    holds: tuple[str, ...] = ()

    @property
    def number(self) -> str:
        return next(iter(self.values.values()))


@dataclass
class World:
    roles: dict[str, Role] = field(default_factory=dict)
    things: dict[str, Thing] = field(default_factory=dict)

    def of(self, kind: str) -> Iterator[tuple[str, Thing]]:
        return ((name, thing) for name, thing in self.things.items() if thing.kind == kind)


def build() -> World:
    cache.clear()
    world = World()
    synth.ensure()
    _people(world)
    _officers(world)
    _grounds(world)
    _matters(world)
    ledger.sequence()
    ledger.publish()
    owed = Delivery.objects.order_by("pk").first()
    assert owed is not None
    world.things["job"] = Thing("job", {"number": str(owed.pk)})
    return world


def citizen(region: int, born: str, serial: int) -> str:
    """A resident id of nobody: region 99 is assigned to no place."""
    text = f"99{region:04d}{born}{serial:03d}"
    return text + numbering.mod_11_2(text)


def _account(username: str, person: str | None = None) -> int:
    return identity.open_account(username=username, password=PASSWORD, person=person, by=BY, at=MONDAY)


def _person(world: World, role: str, name: str, serial: int, *, born: str = "19660312", account: bool = True) -> str:
    document = citizen(101, born, serial)
    seen = identity.register_person(
        document_type=DocumentType.RESIDENT_ID, document=document, name=name, phone=f"1380000{serial:04d}", by=BY, at=MONDAY
    )
    if account:
        world.roles[role] = Role(_account(f"m-{role}", seen.number))
    world.things[f"person {role}"] = Thing("person", {"number": str(seen.number)}, (document, f"1380000{serial:04d}", name))
    return str(seen.number)


def _people(world: World) -> None:
    world.roles["nobody"] = Role()
    world.roles["basic"] = Role(_account("m-basic"))
    for serial, (role, name) in enumerate((("verified", "甄实名"), ("strong", "甄强证"), ("stranger", "甄路人")), start=11):
        _person(world, role, name, serial)
    world.roles["strong"] = Role(world.roles["strong"].account, strong=True)
    TOTP.activate(models.Account.objects.get(pk=world.roles["strong"].account), generate_totp_secret())
    RecoveryCodes.activate(models.Account.objects.get(pk=world.roles["strong"].account))
    world.things["factors"] = Thing("factors", {})
    world.roles["representative"] = _represents("zhoumingyuan")
    acting = (("handler", "甄经办"), ("agent", "甄代理"), ("guardian", "甄监护"), ("closed", "甄销号"))
    for serial, (role, name) in enumerate(acting, start=21):
        _person(world, role, name, serial)
    _person(world, "elder", "甄长者", 31)
    _person(world, "ward", "甄孩童", 32, born="20180105", account=False)
    models.Account.objects.filter(pk=world.roles["closed"].account).update(is_active=False)


def _represents(username: str) -> Role:
    account = models.Account.objects.get(username=username).pk
    own = next(one for one in identity.subjects_of(identity.actor_of(account=account)) if not one.me)
    return Role(account, str(own.ref))


def _officers(world: World) -> None:
    demo = {one.username: models.Account.objects.get(username=one.username).pk for one in identity.demo_sign_ins()}
    world.roles["intake"], world.roles["reviewer"] = Role(demo["window"]), Role(demo["fire"])
    world.roles["operator"] = Role(demo["operator"])
    for name, duty in (("window", Duty.INTAKE), ("fire", Duty.REVIEW), ("operator", Duty.OPERATE)):
        models.Grant.objects.filter(account=demo[name]).exclude(duty=duty).delete()  # one duty each, whatever the demonstration shows
    posts = {name: models.Staff.objects.get(account=demo[name]).organisation for name in ("window", "fire")}
    elsewhere = models.Staff.objects.exclude(organisation__in=posts.values()).order_by("pk").first()
    assert elsewhere is not None
    world.roles["reviewer_elsewhere"] = Role(elsewhere.account_id)
    for role, body, duty in (
        ("substitute", "fire", None),
        ("helper", "window", Duty.ASSIST),
        ("administrator", "window", Duty.ADMINISTER),
        ("look_up", "window", Duty.LOOK_UP),
        ("countersigner", "window", Duty.COUNTERSIGN),
    ):
        world.roles[role] = Role(_post(f"m-{role}", posts[body], duty))
    world.roles["assistant"] = Role(_post("m-assistant", posts["window"], Duty.ASSIST))
    leave = models.Leave.objects.create(
        account_id=demo["fire"], substitute_id=world.roles["substitute"].account, since=MONDAY.date(), until=MONDAY.date() + MANY_YEARS
    )
    world.things["leave"] = Thing("leave", {"number": str(leave.pk)})
    right = models.Grant.objects.get(account=world.roles["look_up"].account)
    world.things["right"] = Thing("right", {"number": str(right.pk)})
    world.things["reviewer"] = Thing("officer", {"username": "m-look_up"})


def _post(username: str, body: models.Organisation, duty: Duty | None) -> int:
    """An officer of this body with this duty, or with none of their own."""
    account = _account(username)
    models.Staff.objects.create(
        account_id=account, organisation=body, name=f"甄{username[2:]}", divisions=[body.division], division=body.division,
        since=MONDAY.date(),
    )  # fmt: skip
    if duty is not None:
        models.Grant.objects.create(
            account_id=account, organisation=body.code, duty=duty, source=GrantSource.APPOINTMENT, since=MONDAY - MANY_YEARS
        )
    return account


def _grounds(world: World) -> None:
    """Offices, powers of attorney, guardianship and a sitting: all in force."""
    roles, number = world.roles, {name: _own(role) for name, role in world.roles.items() if role.account}
    today = MONDAY.date()
    firm = identity.firm(str(roles["representative"].acting_for).removeprefix("firm:"))
    assert firm is not None
    person = {row.number: row for row in models.Person.objects.all()}
    held = models.Representation.objects.create(
        person=person[number["handler"]], firm_id=firm.code, office=Office.HANDLER, matters=[str(RESTAURANT)], since=today
    )
    roles["handler"] = Role(roles["handler"].account, str(firm.ref))
    world.things["office"] = Thing("office", {"number": str(held.pk)}, of=str(firm.ref))
    mandate = models.Mandate.objects.create(
        principal_kind="person", principal_number=number["verified"], agent=person[number["agent"]], matters=[str(RETIREMENT)],
        since=today, until=today + MANY_YEARS, state=MandateState.IN_FORCE, given_by=f"account:{roles['verified'].account}",
        offered_at=MONDAY, accepted_at=MONDAY,
    )  # fmt: skip
    mandate.number = mandate_number(mandate.pk)
    mandate.save()
    roles["agent"] = Role(roles["agent"].account, f"mandate:{mandate.number}")
    world.things["mandate"] = Thing("mandate", {"number": str(mandate.number)}, of=f"person:{number['verified']} person:{number['agent']}")
    ward = person[world.things["person ward"].number]
    bond = models.Guardianship.objects.create(
        guardian=person[number["guardian"]], ward=ward, source="register", since=today, until=today + MANY_YEARS
    )
    roles["guardian"] = Role(roles["guardian"].account, f"guardianship:{bond.pk}")
    elder = person[number["elder"]]
    window = models.Staff.objects.get(account=roles["helper"].account).organisation
    signed = files.store(io.BytesIO(PDF + b"signed"), name="signed.pdf")
    sitting = models.Assistance.objects.create(
        helper_id=roles["helper"].account, organisation=window.code, division=window.division, person=elder, way=AssistanceWay.CODE,
        state=AssistanceState.OPEN, asked_at=MONDAY, opened_at=MONDAY, until=MONDAY + MANY_YEARS,
    )  # fmt: skip
    sitting.number = assistance_number(sitting.pk)
    sitting.save()
    models.Assistance.objects.filter(pk=sitting.pk).update(paper=signed.sha256)
    roles["helper"] = Role(roles["helper"].account, f"assistance:{sitting.number}")
    second = models.Assistance.objects.create(
        helper_id=roles["assistant"].account, organisation=window.code, division=window.division, person=person[number["stranger"]],
        way=AssistanceWay.PAPER, state=AssistanceState.OPEN, opened_at=TUESDAY, paper=signed.sha256,
        asked_at=TUESDAY, until=TUESDAY + MANY_YEARS,
    )  # fmt: skip
    second.number = assistance_number(second.pk)
    second.save()
    world.things["second sitting"] = Thing("assistance", {"number": str(second.number)}, of=f"person:{number['stranger']}")
    world.things["sitting"] = Thing("assistance", {"number": str(sitting.number)}, of=f"person:{elder.number}")


def _own(role: Role) -> str:
    row = models.Person.objects.filter(account=role.account).first()
    return str(row.number) if row else ""


def _matters(world: World) -> None:
    """Drafts and cases on every ground, one decided to its end, with licences and messages."""
    _draft(world, "firm draft", "representative", RESTAURANT)
    done = _case(world, "firm case", "representative", RESTAURANT)
    _accept(world, done)
    _decide_all(world, "firm case", done)
    for name, role in (
        ("own case", "strong"),
        ("agent's case", "agent"),
        ("guardian's case", "guardian"),
        ("sitting's case", "helper"),
    ):
        _accept(world, _case(world, name, role, RETIREMENT))
    _draft(world, "own draft", "strong", RETIREMENT)
    _draft(world, "agent's draft", "agent", RETIREMENT)
    _draft(world, "sitting's draft", "helper", RETIREMENT)


def _begin(role: Role, matter: Ref) -> str:
    answers = SITUATION if matter == RESTAURANT else STATE_FIRM
    return cases.begin(matter=matter, answers=answers, by=role.actor(), at=MONDAY).number


def _draft(world: World, name: str, role: str, matter: Ref) -> None:
    by = Role(world.roles[role].account, world.roles[role].acting_for, strong=True)
    number = _begin(by, matter)
    fill(number, by.actor(), MONDAY)
    attached = cases.prepare(number, by.actor()).draft.files
    values = {"number": number, "material": attached[0].material, "sha256": attached[0].sha256}
    world.things[name] = Thing("draft", values, of=str(by.actor().subject))


def _case(world: World, name: str, role: str, matter: Ref) -> CaseView:
    by = Role(world.roles[role].account, world.roles[role].acting_for, strong=True)
    number = _begin(by, matter)
    fill(number, by.actor(), MONDAY)
    fill(number, by.actor(), MONDAY)
    if by.acting_for and by.acting_for.startswith("assistance:"):
        cases.declare_on_paper(draft=number, paper=files.store(io.BytesIO(PDF + b"said"), name="said.pdf").sha256, by=by.actor(), at=MONDAY)
    case = cases.submit(draft=number, by=by.actor(), at=MONDAY)
    handed = cases.file(case.number, by.actor()).files
    row = str(ledger.facts_about(Ref("case", case.number))[0].id)
    world.things[name] = Thing(
        "case", {"number": case.number, "sha256": handed[0].sha256, "row": row}, of=str(by.actor().subject), holds=HOLDS[name]
    )
    _rated(case)
    return case


def _rated(case: CaseView) -> None:
    """As if it were over: there is something to read at the address of its rating."""
    held = Case.objects.get(number=case.number)
    Rating.objects.create(
        case=case.number, matter_kind="bundle", matter_number="-", subject_kind=held.subject_kind,
        subject_number=held.subject_number, window=held.window, level=1, text="甄好评", at=TUESDAY, division=held.division,
        **({"basis": held.basis} if hasattr(Rating, "basis") else {}),
    )  # fmt: skip


def _accept(world: World, case: CaseView) -> None:
    cases.accept(case=case.number, by=world.roles["intake"].actor(), at=TUESDAY)


def _decide_all(world: World, name: str, case: CaseView) -> None:
    """All parts but the fire check, which stays open so that there is something to decide."""
    owner = world.roles["representative"].actor()
    fire = world.roles["reviewer"].actor().organisation
    officers = {
        one.organisation: one
        for one in (identity.actor_of(account=row.account_id) for row in models.Staff.objects.all())
        if one.has(Duty.REVIEW)
    }
    for part in cases.case(case.number, owner).approvals:
        if part.organisation != fire and part.state is ApprovalState.OPEN:
            approvals.decide(approval=part.number, opinion=Opinion.APPROVE, by=officers[part.organisation], at=TUESDAY)
    for part in cases.case(case.number, owner).approvals:
        said = {"01": "licence part", "02": "food part", "04": "fire part", "06": "sign part"}[part.item[-2:]]
        handed = cases.approval_file(part.number, officers[part.organisation]).files
        world.things[said] = Thing("approval", {"number": part.number, **({"sha256": handed[0].sha256} if handed else {})}, holds=PARTS)
        if said == "sign part":
            world.roles["sign_reviewer"] = Role(int(officers[part.organisation].who.number))
    assert owner.subject is not None
    for held in licences.licences_of(owner.subject, owner):
        world.things[f"licence {held.type} of the firm"] = Thing("licence", {"number": held.number})
        paper = files.store(io.BytesIO(PDF + held.number.encode()), name="licence.pdf")
        Licence.objects.filter(number=held.number).update(pdf_sha256=paper.sha256)
