"""Refusals of the catalogue."""

from zhengtong.kernel.refusals import Kind, Refusal, gettext_noop


class UnknownMatter(Refusal):
    code = "unknown-matter"
    kind = Kind.NOT_FOUND
    message = gettext_noop("There is no matter %(matter)s in this catalogue.")
    remedy = gettext_noop("Search for it in your own words, or browse by department.")


class UnknownRegime(Refusal):
    code = "unknown-regime"
    kind = Kind.NOT_FOUND
    message = gettext_noop("There is no procedural regime %(regime)s.")
    remedy = gettext_noop("Publish the regime, or mend the item that names it.")


class UnknownArticle(Refusal):
    code = "unknown-article"
    kind = Kind.NOT_FOUND
    message = gettext_noop("We do not hold article %(number)s of %(law)s.")
    remedy = gettext_noop("Look it up where the law is published.")


class ItemWithdrawn(Refusal):
    """事项已撤下: the version somebody began under is no longer offered."""

    code = "item-withdrawn"
    kind = Kind.CONFLICT
    message = gettext_noop("“%(name)s” has been withdrawn from the catalogue since you began.")
    remedy = gettext_noop("Your answers are kept. Open the guide again and begin under the version that holds now.")


class NotOfThisMatter(Refusal):
    """Items were ticked that this bundle does not hold."""

    code = "not-of-this-matter"
    kind = Kind.INVALID
    message = gettext_noop("%(title)s does not hold what was ticked: %(items)s.")
    remedy = gettext_noop("Tick items of its own list, then go on.")


class CircularOrder(Refusal):
    """Items that wait for each other can never open; content with such a circle is refused before it is published."""

    code = "circular-order"
    kind = Kind.CONFLICT
    message = gettext_noop("These items wait for each other in a circle: %(items)s.")
    remedy = gettext_noop("Take one of them out of “after” and publish again.")


class CalendarMissing(Refusal):
    code = "calendar-missing"
    kind = Kind.UNAVAILABLE
    message = gettext_noop("The calendar of working days is not published.")
    remedy = gettext_noop("Publish the content of the city: zt content publish.")


class CityMissing(Refusal):
    code = "city-missing"
    kind = Kind.UNAVAILABLE
    message = gettext_noop("The catalogue of %(city)s is not published.")
    remedy = gettext_noop("Publish the content of the city: zt content publish.")
