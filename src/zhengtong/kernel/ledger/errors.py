"""账本: refusals."""
from zhengtong.kernel.refusals import Kind, Refusal, gettext_noop


class KeyReused(Refusal):
    code = "key_reused"
    kind = Kind.CONFLICT
    message = gettext_noop("This was already sent once, with other content.")
    remedy = gettext_noop("Go back to the list, look at what was recorded, and begin again from there.")


class Busy(Refusal):
    code = "busy"
    kind = Kind.UNAVAILABLE
    message = gettext_noop("Too much is being saved at this moment. Nothing of yours was lost.")
    remedy = gettext_noop("Wait a few seconds and send it again.")


class NoSuchRow(Refusal):
    code = "no_such_row"
    kind = Kind.NOT_FOUND
    message = gettext_noop("There is no such record.")
    remedy = gettext_noop("Check the number.")


class NotSequenced(Refusal):
    code = "not_sequenced"
    kind = Kind.CONFLICT
    message = gettext_noop("This record is not in the public log yet.")
    remedy = gettext_noop("Try again in a few seconds.")


class Erased(Refusal):
    code = "erased"
    kind = Kind.CONFLICT
    message = gettext_noop("The content of this record was erased; its mark in the log remains.")
    remedy = gettext_noop("Nothing more can be shown.")


class NoSuchJob(Refusal):
    code = "no_such_job"
    kind = Kind.NOT_FOUND
    message = gettext_noop("There is no such job.")
    remedy = gettext_noop("Check the number in the list of jobs.")


class NoHead(Refusal):
    code = "no_head"
    kind = Kind.CONFLICT
    message = gettext_noop("The log has no signed head of that size.")
    remedy = gettext_noop("Name two sizes that were signed.")


class LogBroken(Refusal):
    """Something in the public files is not as it must be; the problems say what."""

    code = "log_broken"
    message = gettext_noop("The log does not verify.")
    remedy = gettext_noop("Keep these files and ask the operator of the log for an explanation.")


class ProofBroken(Refusal):
    """The log is sound, but a proof is not of it; the problems say why."""

    code = "proof_broken"
    message = gettext_noop("The proof does not verify.")
    remedy = gettext_noop("Fetch the proof again from where you got it; if it fails again, it was changed.")


class Unreadable(Refusal):
    code = "unreadable"
    kind = Kind.INVALID
    message = gettext_noop("%(what)s cannot be read: %(why)s")
    remedy = gettext_noop("Check the path or the address.")
