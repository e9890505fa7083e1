"""演示账号: the sign-ins that ``make run`` prints. Their one password is known to everybody; a database with real people refuses them."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from itertools import chain, count
from random import Random

from django.conf import settings
from pypinyin import lazy_pinyin

from zhengtong.delivery.licences import api as licences
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.errors import NoRegister
from zhengtong.foundation.identity.terms import DemoSignIn, DocumentType, Duty, FirmView, OrganisationKind, OrganisationView, PersonView
from zhengtong.kernel import clock
from zhengtong.kernel.content import api as content
from zhengtong.kernel.refs import Key
from zhengtong.kernel.refusals import Kind, Refusal, gettext_noop
from zhengtong.kernel.words import Words
from zhengtong.site.synth import names, numbers
from zhengtong.site.synth.cast import Helped, Member, Paper, cast
from zhengtong.site.synth.population import BY

PASSWORD = "zhengtong-demo"  # noqa: S105 - printed on purpose
CLERK = Words("窗口受理人员", "Window clerk")
OPERATOR = Words("运行维护人员", "Operator")
BUSINESS_LICENCE = "business_licence"
HELPER = Words("帮办员（便民服务站）", "Helper at a service station")
PERSONNEL = Words("人事管理员（市场监管）", "Personnel administrator (market regulation)")
LEAD = Words("窗口值班长（涉敏复核、人事）", "Head of the window (second officer, personnel)")
HEAD = Words("市场监管部门负责人（批准延期）", "Head of the market regulator (extends terms)")
MAYOR = Words("市政府负责人（批准联合办理延期）", "Head of the city government (extends joint terms)")
SECOND = 9_970                        # behind all the departments
KEEPERS = 9_980                       # before the helper
NEXT_TO_LAST = 9_990
LAST = 9_999                          # the operator stands behind all others
_OFFICERS = ("王晓雯", "赵立新", "李建军", "吴海燕", "郑文静", "何志远", "罗思敏", "谢永康", "唐佳慧")


class NothingPublished(Refusal):
    code = "nothing-published"
    kind = Kind.UNAVAILABLE
    message = gettext_noop("No organisation of %(city)s is published yet, so nobody can serve in one.")
    remedy = gettext_noop("Publish the content first: zt content publish %(city)s")


def ensure() -> tuple[DemoSignIn, ...]:
    """Make what is missing of the demonstration, and return its sign-ins in the order of the journey.

    Raises NothingPublished, and DemonstrationOnly where real people may be.
    """
    if not identity.demo_allowed():
        raise identity.DemonstrationOnly
    window, reviewing = _bodies()
    held = {one.username for one in identity.demo_sign_ins()}
    for rank, member in enumerate(cast().members):
        if member.username not in held:
            _admit(member, rank, market=_market(window, reviewing))
    if "window" not in held:
        _post("window", window, {Duty.INTAKE}, role=CLERK, rank=10)
    for rank, (username, body) in enumerate(_usernames(reviewing).items(), start=11):
        if username not in held:
            role = Words(f"审查人员（{body.short.zh}）", f"Reviewer ({body.short.say('en')})")
            _post(username, body, {Duty.REVIEW}, role=role, rank=rank)
    for place, second in enumerate((_market(window, reviewing), _fire(window))):
        _second(_usernames(reviewing), second, held, rank=SECOND + place)
    station = next((one for one in identity.organisations(window.division) if one.kind is OrganisationKind.STATION), None)
    if station is not None and "helper" not in held:
        for one in cast().helped:
            _enter(one)
        _post("helper", station, {Duty.ASSIST}, role=HELPER, rank=NEXT_TO_LAST)
    _keepers(window, _market(window, reviewing), held)
    _heads(window, _market(window, reviewing), held)
    if "operator" not in held:
        _post("operator", window, {Duty.OPERATE}, role=OPERATOR, rank=LAST)
    return identity.demo_sign_ins()


def _second(reviewing: Mapping[str, OrganisationView], body: OrganisationView | None, held: Collection[str], *, rank: int) -> None:
    """A colleague of a body's reviewer, so that either can be away, handle what is the other's own, and two can go to check."""
    username = next((f"{name}2" for name, one in reviewing.items() if one == body), "")
    if body is not None and username and username not in held:
        role = Words(f"审查人员（{body.short.zh}，第二人）", f"Second reviewer ({body.short.say('en')})")
        _post(username, body, {Duty.REVIEW}, role=role, rank=rank)


def _keepers(window: OrganisationView, market: OrganisationView, held: Collection[str]) -> None:
    """Who administers officers, who looks people up, and the second officer for it."""
    if "personnel" not in held:
        _post("personnel", market, {Duty.ADMINISTER}, role=PERSONNEL, rank=KEEPERS)
    if "lead" not in held:
        _post("lead", window, {Duty.ADMINISTER, Duty.COUNTERSIGN}, role=LEAD, rank=KEEPERS + 1)
    clerk = identity.officer_named("window", BY).staff
    if Duty.LOOK_UP not in clerk.duties:
        identity.grant(account=clerk.account, duty=Duty.LOOK_UP, reason="窗口核对身份", by=BY, at=clock.now())


def _heads(window: OrganisationView, market: OrganisationView, held: Collection[str]) -> None:
    """Who approves extensions (行政许可法 art. 42): the head of one authority, and of the government of the place."""
    if "head" not in held:
        _post("head", market, {Duty.LEAD}, role=HEAD, rank=KEEPERS + 2)
    government = next((one for one in identity.organisations(window.division) if one.kind is OrganisationKind.GOVERNMENT), None)
    if government is not None and "mayor" not in held:
        _post("mayor", government, {Duty.GOVERN}, role=MAYOR, rank=KEEPERS + 3)


def _admit(member: Member, rank: int, *, market: OrganisationView) -> None:
    """Register the person, their firm with its licence if it has one, and open the account."""
    person = identity.register_person(
        document_type=DocumentType.RESIDENT_ID,
        document=member.document,
        name=member.name + names.MARK,
        phone=f"1990000000{rank}",
        synthetic=True,
        by=BY,
        at=clock.now(),
        once=Key(f"demo:person:{member.username}"),
    )
    if member.firm:
        firm = _found(member, person)
        if member.licensed:
            _license(firm, market)
    for paper in member.papers:
        _hand_out(paper, person, member)
    identity.open_account(
        username=member.username,
        password=PASSWORD,
        person=person.number,
        demo=member.role,
        rank=rank,
        by=BY,
        at=clock.now(),
        once=Key(f"demo:account:{member.username}"),
    )
    _read_wards(person, member)


def _enter(one: Helped) -> None:
    """Registered, verified, and without an account."""
    identity.register_person(
        document_type=DocumentType.RESIDENT_ID,
        document=one.document,
        name=one.name + names.MARK,
        phone=one.phone,
        synthetic=True,
        by=BY,
        at=clock.now(),
        once=Key(f"demo:helped:{one.document[-4:]}"),
    )


def _read_wards(person: PersonView, member: Member) -> None:
    """Whose guardian they are, where a household register is connected."""
    with suppress(NoRegister):
        identity.read_guardians(guardian=person.number, by=BY, at=clock.now(), once=Key(f"demo:wards:{member.username}"))


def _found(member: Member, person: PersonView) -> FirmView:
    random = Random(member.username)  # noqa: S311 - reproducible on purpose
    return identity.register_firm(
        code=numbers.credit_code(random, category=member.firm),
        name=member.firm_name + names.MARK,
        kind=member.kind,
        representative=person.number,
        address=names.address(random, cast().place),
        phone=numbers.phone(random),
        synthetic=True,
        by=BY,
        at=clock.now(),
        once=Key(f"demo:firm:{member.username}"),
    )


def _license(firm: FirmView, market: OrganisationView) -> None:
    """营业执照, filled from the register."""
    kind = licences.licence_type(BUSINESS_LICENCE, clock.today())
    known = identity.known(firm.ref, [field.element for field in kind.fields])
    values = {field.code: known[field.element].value for field in kind.fields if field.element in known}
    licences.issue(
        type=BUSINESS_LICENCE,
        holder=firm.ref,
        holder_name=firm.name,
        values=values,
        issuer=market.code,
        approval="",
        case="",
        item_name=kind.name,
        by=BY,
        at=clock.now(),
        once=Key(f"demo:licence:{firm.code}"),
    )


def _hand_out(paper: Paper, person: PersonView, member: Member) -> None:
    """What this person has from earlier: a household register, a marriage certificate."""
    licences.issue(
        type=paper.type,
        holder=person.ref,
        holder_name=person.name,
        values=paper.values,
        issuer=paper.issuer,
        approval="",
        case="",
        item_name=licences.licence_type(paper.type, clock.today()).name,
        by=BY,
        at=clock.now(),
        once=Key(f"demo:licence:{member.username}:{paper.type}"),
    )


def _market(window: OrganisationView, reviewing: Sequence[OrganisationView]) -> OrganisationView:
    """Who registers firms here: the market regulator, else the first department there is."""
    return identity.organisation_by_word("市场监管", window.division) or next(iter(reviewing), window)


def _post(username: str, body: OrganisationView, duties: set[Duty], *, role: Words, rank: int) -> None:
    account = identity.open_account(
        username=username, password=PASSWORD, demo=role, rank=rank, by=BY, at=clock.now(), once=Key(f"demo:account:{username}")
    )
    name = _OFFICERS[rank % len(_OFFICERS)] + names.MARK
    identity.appoint(
        account=account, organisation=body.code, name=name, duties=duties, by=BY, at=clock.now(), once=Key(f"demo:post:{username}")
    )


def _fire(window: OrganisationView) -> OrganisationView | None:
    """Who checks afterwards what was opened on a commitment (消防法 art. 15)."""
    return identity.organisation_by_word("消防", window.division)


def _bodies() -> tuple[OrganisationView, list[OrganisationView]]:
    """The window that takes cases in, and the departments that the catalogue of this place names: each decides what it is sent. Behind
    them the offices that only examine first."""
    today = clock.today()
    city = content.current("city", settings.ZT_CITY, today)
    window = identity.organisation(str(city.body.get("lead_window", ""))) if city else None
    if window is None:
        raise NothingPublished(city=settings.ZT_CITY)
    codes = [one.code for one in catalogue.departments(window.division)]
    codes += [code for code in cast().offices if code not in codes]  # behind the others, whose names to type stay what they were
    concerned = [identity.organisation(code) for code in codes if code not in ("", window.code)]
    return window, [one for one in concerned if one is not None]


def _usernames(bodies: Sequence[OrganisationView]) -> dict[str, OrganisationView]:
    """A word to type for each: the first of its English short name; all of them, then a figure, where another body has that already."""
    found: dict[str, OrganisationView] = {}
    for body in bodies:
        words = [word.lower() for word in body.short.en.split()] or ["".join(lazy_pinyin(body.short.zh))]
        whole = "-".join(words)
        names = chain((words[0], whole), (f"{whole}-{number}" for number in count(2)))
        found[next(one for one in names if one not in found)] = body
    return found
