"""演示账号: the sign-ins that ``make run`` prints. Their one password is known to everybody; a database with real people refuses them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from django.conf import settings
from pypinyin import lazy_pinyin

from zhengtong.delivery.licences import api as licences
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import DemoSignIn, DocumentType, Duty, FirmKind, FirmView, OrganisationView, PersonView
from zhengtong.kernel import clock
from zhengtong.kernel.content import api as content
from zhengtong.kernel.refs import Key
from zhengtong.kernel.refusals import Kind, Refusal, gettext_noop
from zhengtong.kernel.words import Words
from zhengtong.site.synth import names, numbers
from zhengtong.site.synth.population import BY

PASSWORD = "zhengtong-demo"  # noqa: S105 - printed on purpose
CITIZEN = Words("市民", "Citizen")
HOLDER = Words("企业代表（已有营业执照）", "Represents a firm that holds a business licence")
STARTER = Words("企业代表（还没有营业执照）", "Represents a firm without a business licence")
SHOPKEEPER = Words("市民（想开个小店）", "Citizen who wants to open a shop")
CLERK = Words("窗口受理人员", "Window clerk")
OPERATOR = Words("运行维护人员", "Operator")
BUSINESS_LICENCE = "business_licence"
_OFFICERS = ("王晓雯", "赵立新", "李建军", "吴海燕", "郑文静", "何志远", "罗思敏", "谢永康", "唐佳慧")


class NothingPublished(Refusal):
    code = "nothing-published"
    kind = Kind.UNAVAILABLE
    message = gettext_noop("No organisation of %(city)s is published yet, so nobody can serve in one.")
    remedy = gettext_noop("Publish the content first: zt content publish %(city)s")


@dataclass(frozen=True, slots=True)
class Member:
    """A person of the demonstration, and the firm they represent."""

    username: str
    name: str
    document: str
    role: Words
    firm: str = ""
    firm_name: str = ""
    kind: FirmKind = FirmKind.INDIVIDUAL
    licensed: bool = False


MEMBERS = (
    Member("chenxiaolan", "陈晓兰", "990101198506150127", CITIZEN),
    Member("zhoumingyuan", "周明远", "990001199001010013", HOLDER, "92", "湘江小馆", licensed=True),
    Member("linyinuo", "林一诺", "990301194509308885", STARTER, "91", "长沙麓山一味餐饮管理有限公司", FirmKind.COMPANY),
    Member("hezhiqiang", "何志强", "992515198609227731", HOLDER, "91", "长沙湘运达物流有限公司", FirmKind.COMPANY, licensed=True),
    Member("yangxiaomei", "杨晓梅", "990205199203070061", SHOPKEEPER),
)


def ensure() -> tuple[DemoSignIn, ...]:
    """Make what is missing of the demonstration, and return its sign-ins in the order of the journey.

    Raises NothingPublished, and DemonstrationOnly where real people may be.
    """
    if not identity.demo_allowed():
        raise identity.DemonstrationOnly
    window, reviewing = _bodies()
    held = {one.username for one in identity.demo_sign_ins()}
    for rank, member in enumerate(MEMBERS):
        if member.username not in held:
            _admit(member, rank, market=_market(window, reviewing))
    if "window" not in held:
        _post("window", window, {Duty.INTAKE}, role=CLERK, rank=10)
    for rank, (username, body) in enumerate(_usernames(reviewing).items(), start=11):
        if username not in held:
            role = Words(f"审查人员（{body.short.zh}）", f"Reviewer ({body.short.say('en')})")
            _post(username, body, {Duty.REVIEW}, role=role, rank=rank)
    if "operator" not in held:
        _post("operator", window, {Duty.OPERATE}, role=OPERATOR, rank=90)
    return identity.demo_sign_ins()


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


def _found(member: Member, person: PersonView) -> FirmView:
    random = Random(member.username)  # noqa: S311 - reproducible on purpose
    return identity.register_firm(
        code=numbers.credit_code(random, category=member.firm),
        name=member.firm_name + names.MARK,
        kind=member.kind,
        representative=person.number,
        address=names.address(random),
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


def _bodies() -> tuple[OrganisationView, list[OrganisationView]]:
    """The window that takes cases in, and the departments that decide items which can be filed online here."""
    today = clock.today()
    city = content.current("city", settings.ZT_CITY, today)
    window = identity.organisation(str(city.body.get("lead_window", ""))) if city else None
    if window is None:
        raise NothingPublished(city=settings.ZT_CITY)
    bundles = [one.body for one in content.current_of("bundle", today) if one.body.get("filing") == "online"]
    codes = dict.fromkeys(_item(part) for body in bundles for part in _parts(body))
    items = [content.current("item", code, today) for code in codes]
    concerned = dict.fromkeys(str(one.body.get("organisation") or "") for one in items if one is not None)
    found = [identity.organisation(code) for code in concerned if code and code != window.code]
    return window, [one for one in found if one is not None]


def _parts(bundle: Mapping[str, object]) -> Sequence[object]:
    parts = bundle.get("items")
    return parts if isinstance(parts, Sequence) else ()


def _item(part: object) -> str:
    return str(part.get("item", "")) if isinstance(part, Mapping) else ""


def _usernames(bodies: Sequence[OrganisationView]) -> dict[str, OrganisationView]:
    """A word to type for each: the first of its English short name, all of them where another body has that word already."""
    found: dict[str, OrganisationView] = {}
    for body in bodies:
        words = [word.lower() for word in body.short.en.split()] or ["".join(lazy_pinyin(body.short.zh))]
        found[words[0] if words[0] not in found else "-".join(words)] = body
    return found
