"""人员管理的拒绝: why somebody does not join, move or leave, or cannot enter."""

from zhengtong.kernel.refusals import Kind, Refusal, gettext_noop


class WrongUsername(Refusal):
    code = "wrong-username"
    kind = Kind.INVALID
    message = gettext_noop("A sign-in name has 3 to 30 letters, digits, dots, hyphens or underlines, and begins with a letter.")
    remedy = gettext_noop("Choose another, for instance the name in pinyin.")


class HasLeft(Refusal):
    code = "has-left"
    message = gettext_noop("This officer has left.")
    remedy = gettext_noop("Open their page and take them back, or open another sign-in name.")


class InPost(Refusal):
    code = "in-post"
    message = gettext_noop("This officer is in post.")
    remedy = gettext_noop("Move them instead.")


class NoSuchOfficer(Refusal):
    code = "no-such-officer"
    kind = Kind.NOT_FOUND
    message = gettext_noop("There is no officer of this name whom you administer.")
    remedy = gettext_noop("Look in the list of officers.")


class WrongCode(Refusal):
    code = "wrong-first-code"
    kind = Kind.INVALID
    message = gettext_noop("Sign-in name and one-time code do not go together, or the code was used or is too old.")
    remedy = gettext_noop("Check both; else ask your administrator for a new code.")


class TooManyCodes(Refusal):
    """The code was not looked at, so nothing is said of it."""

    code = "too-many-codes"
    kind = Kind.UNAVAILABLE
    message = gettext_noop("Too many tries in a row for this sign-in name.")
    remedy = gettext_noop("Wait five minutes, then try again. The one-time code stays as it is.")


class PasswordsDiffer(Refusal):
    code = "passwords-differ"
    kind = Kind.INVALID
    message = gettext_noop("The two passwords differ.")
    remedy = gettext_noop("Write the same twice.")


class RosterDefective(Refusal):
    code = "roster-defective"
    kind = Kind.INVALID
    message = gettext_noop("The file has %(count)s defects, so nothing of it was written.")
    remedy = gettext_noop("Mend the places named and send it again.")


class RosterTooLarge(Refusal):
    code = "roster-too-large"
    kind = Kind.TOO_LARGE
    message = gettext_noop("The file is larger than %(most)s kB.")
    remedy = gettext_noop("Send it in parts.")


class RosterChanged(Refusal):
    code = "roster-changed"
    message = gettext_noop("Something has changed since the preview.")
    remedy = gettext_noop("Look at the preview again, then confirm.")


class WrongItem(Refusal):
    code = "wrong-item"
    kind = Kind.INVALID
    message = gettext_noop("%(value)s is no code of an item.")
    remedy = gettext_noop("Write the codes with spaces or 、 between them; leave it empty for all items.")


class UnknownItem(Refusal):
    code = "unknown-item"
    kind = Kind.INVALID
    message = gettext_noop("No item and no bundle has the code %(value)s.")
    remedy = gettext_noop("Copy the code from the page of the item.")


class UnknownDivision(Refusal):
    code = "unknown-division"
    kind = Kind.INVALID
    message = gettext_noop("No body here serves in the division %(value)s.")
    remedy = gettext_noop("Check the first four digits: they are those of a city whose bodies stand in the list of departments.")


class WrongDivision(Refusal):
    code = "wrong-division"
    kind = Kind.INVALID
    message = gettext_noop("%(value)s is no division code.")
    remedy = gettext_noop("Write 6, 9 or 12 digits, and format the column as text.")
