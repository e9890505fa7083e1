"""名册预览: what each line of a joiner–mover–leaver file would do to those who are there, or why it cannot."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from zhengtong.foundation.identity.errors import NotPermitted
from zhengtong.foundation.identity.errors.granting import OutsideAdministration, PlatformRight
from zhengtong.foundation.identity.errors.staffing import UnknownDivision, UnknownItem
from zhengtong.foundation.identity.models import Account, Grant, Staff
from zhengtong.foundation.identity.ports import matters
from zhengtong.foundation.identity.queries import bodies, existing
from zhengtong.foundation.identity.queries.granting import now_in_force
from zhengtong.foundation.identity.queries.staffing import has_left
from zhengtong.foundation.identity.rules import granting as reach
from zhengtong.foundation.identity.rules import roster as rules
from zhengtong.foundation.identity.terms import Duty, GrantSource
from zhengtong.foundation.identity.terms.staffing import Effect, RosterAction, RosterDefect, RosterLine, RosterPlan, RosterStep
from zhengtong.kernel import clock
from zhengtong.kernel.actors import Actor, ActorKind
from zhengtong.kernel.refusals import gettext_noop

NO_BODY = gettext_noop("There is no organisation with the code %(value)s.")
NO_BODY_REMEDY = gettext_noop("Copy the code from the list of departments, and format the column as text.")
OUTSIDE_REMEDY = gettext_noop("Take the line out; whoever administers that body sends it.")
UNKNOWN = gettext_noop("There is no officer with the sign-in name %(value)s whom you administer.")
UNKNOWN_REMEDY = gettext_noop("Check the sign-in name; for somebody new write 入职 (join).")
TAKEN = gettext_noop("The sign-in name %(value)s is taken.")
TAKEN_REMEDY = gettext_noop("Choose another one.")
OTHERWISE = gettext_noop("This officer is in post already, but otherwise than the line says.")
OTHERWISE_REMEDY = gettext_noop("Write 调动 (move) if this is to change.")
LEFT = gettext_noop("This officer has left.")
LEFT_REMEDY = gettext_noop("Take them back on their own page, or choose another sign-in name.")
ONESELF = gettext_noop("Nobody changes their own post.")
ONESELF_REMEDY = gettext_noop("Another administrator of your body does it.")
PAST = gettext_noop("The end has passed.")
PAST_REMEDY = gettext_noop("Leave the line out, or give a day to come.")


def preview_roster(content: bytes, by: Actor) -> RosterPlan:
    """名册预览. Nothing is written. Raises NotPermitted, RosterTooLarge."""
    if by.kind is not ActorKind.SYSTEM and not by.has(Duty.ADMINISTER):
        raise NotPermitted
    lines, defects = rules.read(content)
    if defects:
        return RosterPlan((), defects)
    return plan(lines, by)


def plan(lines: Iterable[RosterLine], by: Actor) -> RosterPlan:
    """Everybody named is read at once, so that thousands of lines take seconds."""
    lines = tuple(lines)
    reader = _Reader(lines, by)
    steps: list[RosterStep] = []
    defects: list[RosterDefect] = []
    for line in lines:
        wrong = list(reader.wrong(line))
        defects += wrong
        if not wrong:
            steps.append(reader.step(line))
    return RosterPlan(tuple(steps) if not defects else (), tuple(defects))


class _Reader:
    """The officers named, their posts and rights, each read once."""

    def __init__(self, lines: Collection[RosterLine], by: Actor) -> None:
        usernames = {line.username for line in lines}
        self.by, self.today = by, clock.today()
        self.no_items = matters.unknown({code for line in lines for code in line.post.items})
        self.no_divisions = existing.unknown_divisions({code for line in lines for code in line.post.divisions})
        self.taken: dict[str, int] = {}
        self.posts: dict[int, Staff] = {}
        self.rights: dict[int, list[Grant]] = {}
        for some in _portions(sorted(usernames)):
            self.taken.update(Account.objects.filter(username__in=some).values_list("username", "pk"))
        for numbers in _portions(sorted(self.taken.values())):
            for post in Staff.objects.filter(account__in=numbers).select_related("account", "organisation"):
                self.posts[post.account_id] = post
            for right in Grant.objects.filter(now_in_force(), account__in=numbers):
                self.rights.setdefault(right.account_id, []).append(right)

    def post(self, line: RosterLine) -> Staff | None:
        return self.posts.get(self.taken.get(line.username, 0))

    def step(self, line: RosterLine) -> RosterStep:
        post = self.post(line)
        before = bodies.view_staff(post, {one.duty for one in self.rights.get(post.account_id, ())}) if post else None
        effect = Effect(line.action)
        if post is not None and line.action is RosterAction.LEAVE:
            stands = has_left(post, self.today) or (post.until is not None and post.until <= (line.post.until or self.today))
            effect = Effect.NONE if stands else effect
        elif post is not None and self._stands(line, post):
            effect = Effect.NONE
        if line.action is RosterAction.MOVE and post is not None and not line.post.name:
            line = replace(line, post=replace(line.post, name=post.name))
        return RosterStep(line, effect, post.account_id if post else None, before)

    def wrong(self, line: RosterLine) -> Iterator[RosterDefect]:
        post = self.post(line)
        if str(self.by.who) == f"account:{post.account_id if post else 0}":
            yield _defect(line, "username", ONESELF, ONESELF_REMEDY)
            return
        if line.action is not RosterAction.LEAVE:
            yield from self._wrong_post(line)
        if line.action is RosterAction.JOIN:
            yield from self._wrong_join(line, post)
        elif post is None or not self._mine(post):
            yield _defect(line, "username", UNKNOWN, UNKNOWN_REMEDY, value=line.username)
        elif line.action is RosterAction.MOVE and has_left(post, self.today):
            yield _defect(line, "username", LEFT, LEFT_REMEDY)
        elif not has_left(post, self.today):
            yield from self._beyond(line, post)

    def _wrong_post(self, line: RosterLine) -> Iterator[RosterDefect]:
        if bodies.organisation(line.post.organisation) is None:
            yield _defect(line, "organisation", NO_BODY, NO_BODY_REMEDY, value=line.post.organisation[:40])
        elif not self._reaches(line):
            yield _defect(line, "organisation", OutsideAdministration.message, OUTSIDE_REMEDY)
        if self.by.kind is not ActorKind.SYSTEM and reach.PLATFORM_ONLY & line.post.duties:
            yield _defect(line, "duties", PlatformRight.message, PlatformRight.remedy)
        for column, codes, why in (
            ("items", self.no_items & line.post.items, UnknownItem),
            ("divisions", self.no_divisions & set(line.post.divisions), UnknownDivision),
        ):
            for code in sorted(codes):
                yield _defect(line, column, why.message, why.remedy, value=code[:40])
        if line.post.until is not None and line.post.until < self.today:
            yield _defect(line, "until", PAST, PAST_REMEDY)

    def _wrong_join(self, line: RosterLine, post: Staff | None) -> Iterator[RosterDefect]:
        if line.username not in self.taken:
            return
        if post is None or not self._mine(post):
            yield _defect(line, "username", TAKEN, TAKEN_REMEDY, value=line.username)
        elif has_left(post, self.today):
            yield _defect(line, "username", LEFT, LEFT_REMEDY)
        elif not self._stands(line, post):
            yield _defect(line, "username", OTHERWISE, OTHERWISE_REMEDY)

    def _beyond(self, line: RosterLine, post: Staff) -> Iterator[RosterDefect]:
        """Nobody ends what they could not have given."""
        for one in self.rights.get(post.account_id, ()) if self.by.kind is not ActorKind.SYSTEM else ():
            within = reach.reaches(
                self.by.rights_of(Duty.ADMINISTER),
                organisation=one.organisation,
                items=one.items,
                divisions=one.divisions,
                classes=one.classes,
            )
            if not within or one.duty in reach.PLATFORM_ONLY:
                yield _defect(line, "username", OutsideAdministration.message, OUTSIDE_REMEDY)
                return

    def _reaches(self, line: RosterLine) -> bool:
        if self.by.kind is ActorKind.SYSTEM:
            return True
        divisions = [reach.place(one) for one in line.post.divisions]
        administration = self.by.rights_of(Duty.ADMINISTER)
        return reach.reaches(administration, organisation=line.post.organisation, items=line.post.items, divisions=divisions)

    def _mine(self, post: Staff) -> bool:
        if self.by.kind is ActorKind.SYSTEM:
            return True
        return any(
            post.organisation_id in one.organisations and (not one.divisions or post.division.startswith(one.divisions))
            for one in self.by.rights_of(Duty.ADMINISTER)
        )

    def _stands(self, line: RosterLine, post: Staff) -> bool:
        """The post and the rights that came with it are already what the line says."""
        wanted, named = line.post, line.post.name or post.name
        held = {
            (one.duty, one.organisation, tuple(one.items), tuple(one.divisions))
            for one in self.rights.get(post.account_id, ())
            if one.source in (GrantSource.IMPORT, GrantSource.APPOINTMENT)
        }
        asked = {
            (str(duty), wanted.organisation, tuple(sorted(wanted.items)), tuple(sorted(map(reach.place, wanted.divisions))))
            for duty in wanted.duties
        }
        return (post.organisation_id, post.name, post.unit, post.title, post.until) == (
            wanted.organisation,
            named,
            wanted.unit,
            wanted.title,
            wanted.until,
        ) and held == asked


def _portions(all_of_them: list[str] | list[int], size: int = 500) -> Iterator[list[str] | list[int]]:
    for at in range(0, len(all_of_them), size):
        yield all_of_them[at : at + size]


def _defect(line: RosterLine, column: str, message: str, remedy: str, **params: object) -> RosterDefect:
    return RosterDefect(line.line, " / ".join(rules.COLUMNS[column]), message, remedy, params)
