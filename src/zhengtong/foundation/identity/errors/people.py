"""What was wrong with a name, a person, an account or a wish, and what to do."""

from zhengtong.kernel.refusals import Kind, Refusal, gettext_noop


class NotPermitted(Refusal):
    code = "not-permitted"
    kind = Kind.FORBIDDEN
    message = gettext_noop("This is not yours to see or to do.")
    remedy = gettext_noop("Sign in with the account that may, or ask the service window.")


class UnknownPerson(Refusal):
    code = "unknown-person"
    kind = Kind.NOT_FOUND
    message = gettext_noop("No person is registered under %(number)s.")
    remedy = gettext_noop("Check the number.")


class UnknownFirm(Refusal):
    code = "unknown-firm"
    kind = Kind.NOT_FOUND
    message = gettext_noop("No firm is registered under %(code)s.")
    remedy = gettext_noop("Check the unified social credit code on the business licence.")


class UnknownOrganisation(Refusal):
    code = "unknown-organisation"
    kind = Kind.NOT_FOUND
    message = gettext_noop("There is no organisation with the code %(code)s.")
    remedy = gettext_noop("Choose one from the list of departments.")


class UnknownAccount(Refusal):
    code = "unknown-account"
    kind = Kind.NOT_FOUND
    message = gettext_noop("There is no such account.")
    remedy = gettext_noop("Check the account, or open one first.")


class NameMissing(Refusal):
    code = "name-missing"
    kind = Kind.INVALID
    message = gettext_noop("A name is needed.")
    remedy = gettext_noop("Write the name as on the document.")


class DocumentNumberMissing(Refusal):
    code = "document-number-missing"
    kind = Kind.INVALID
    message = gettext_noop("This kind of document has a number; none was given.")
    remedy = gettext_noop("Copy the number from the document.")


class AlreadyRegistered(Refusal):
    code = "already-registered"
    message = gettext_noop("%(what)s is registered already.")
    remedy = gettext_noop("Use the existing record; if it is wrong, ask for a correction at the service window.")


class DocumentRegistered(AlreadyRegistered):
    message = gettext_noop("A person with this document is registered already.")


class UsernameTaken(Refusal):
    code = "username-taken"
    message = gettext_noop("The sign-in name %(username)s is taken.")
    remedy = gettext_noop("Choose another sign-in name.")


class WeakPassword(Refusal):
    code = "weak-password"
    kind = Kind.INVALID
    message = gettext_noop("A password needs at least 8 characters.")
    remedy = gettext_noop("Choose a longer one, for instance four words.")


class NoDuty(Refusal):
    code = "no-duty"
    kind = Kind.INVALID
    message = gettext_noop("An appointment names at least one duty.")
    remedy = gettext_noop("Choose what this officer is to do.")


class DemonstrationOnly(Refusal):
    code = "demonstration-only"
    kind = Kind.FORBIDDEN
    message = gettext_noop("Demonstration sign-ins exist on the embedded database only.")
    remedy = gettext_noop("Set ZT_DEMO=1 if this PostgreSQL database holds no real person.")
