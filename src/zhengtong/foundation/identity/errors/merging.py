"""What stood in the way of making one of two, and what to do."""

from zhengtong.kernel.refusals import Kind, Refusal, gettext_noop


class NotOnePerson(Refusal):
    code = "not-one-person"
    message = gettext_noop("These records differ in name or birth date, so they are not merged.")
    remedy = gettext_noop("Correct the record that is wrong first, with the document in hand.")


class MergedAlready(Refusal):
    code = "merged-already"
    message = gettext_noop("%(gone)s was merged into %(kept)s already.")
    remedy = gettext_noop("Look at the record that stays; everything is there.")


class NothingToMove(Refusal):
    code = "nothing-to-move"
    message = gettext_noop("There is no confirmed person waiting to be moved to this account.")
    remedy = gettext_noop("Confirm who you are again; that is valid for half an hour.")


class OtherNotConfirmed(Refusal):
    code = "other-account-not-confirmed"
    kind = Kind.INVALID
    message = gettext_noop("Sign-in name and password are not those of the other account.")
    remedy = gettext_noop("Check both. If you no longer know them, recover the other account, or ask at a service window.")


class OtherIsGuarded(Refusal):
    code = "other-account-guarded"
    message = gettext_noop("The other account is guarded by a second factor, which only its own sign-in asks for.")
    remedy = gettext_noop("Close this account and sign in with the other one; it stays as it is.")


class OtherIsDemonstration(Refusal):
    code = "other-account-demonstration"
    message = gettext_noop("The other account is a sign-in of the demonstration, which belongs to everybody, so it cannot be moved.")
    remedy = gettext_noop("Close this account and sign in with the other one; its password stands on the sign-in page.")


class AccountInUse(Refusal):
    code = "account-in-use"
    message = gettext_noop("This account is a confirmed person's, so it is not closed here.")
    remedy = gettext_noop("If you want your account closed, ask at a service window with your document.")
