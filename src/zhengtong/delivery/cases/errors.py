"""办件 refusals: what stopped an applicant or a clerk, and what to do."""

from zhengtong.kernel.refusals import Kind, Refusal, gettext_noop


class CaseNotFound(Refusal):
    code = "case-not-found"
    kind = Kind.NOT_FOUND
    message = gettext_noop("There is no such case among those you may see.")
    remedy = gettext_noop("Check the number on the receipt, and for whom you are acting.")


class NotReady(Refusal):
    code = "not-ready"
    kind = Kind.INVALID
    message = gettext_noop("Something is still missing or wrong, so nothing has been submitted.")
    remedy = gettext_noop("Mend the points listed; everything you entered has been kept.")


class SituationUndecided(Refusal):
    code = "situation-undecided"
    kind = Kind.INVALID
    message = gettext_noop("Some questions about your situation are still open.")
    remedy = gettext_noop("Answer them; then the plan shows which items you need.")


class NothingChosen(Refusal):
    code = "nothing-chosen"
    kind = Kind.INVALID
    message = gettext_noop("In this situation none of the items is needed.")
    remedy = gettext_noop("Check your answers; if they are right, there is nothing to apply for.")


class NotOnline(Refusal):
    code = "not-online"
    message = gettext_noop("%(title)s cannot be filed here: its source publishes a guide only.")
    remedy = gettext_noop("Follow the guide, or ask the window or the hotline 12345.")


class HandledElsewhere(Refusal):
    """A neighbour's catalogue is shown so that people find it; who handles it is the neighbour."""

    code = "handled-elsewhere"
    message = gettext_noop("%(title)s is handled in %(place)s. It is shown here so that you find it; it cannot be filed here.")
    remedy = gettext_noop("File it with the services of %(place)s, at its window, or call %(hotline)s there.")


class SubjectNotEligible(Refusal):
    code = "subject-not-eligible"
    kind = Kind.INVALID
    message = gettext_noop("%(title)s is not open to the subject you are acting for.")
    remedy = gettext_noop("Choose for whom you are acting: yourself, or a firm you represent.")


class RulesChanged(Refusal):
    code = "rules-changed"
    message = gettext_noop("The published rules of this matter changed while you were filling in the form.")
    remedy = gettext_noop("Your answers are kept. Look at the plan again, then submit.")


class AlreadySubmitted(Refusal):
    code = "already-submitted"
    message = gettext_noop("This draft has already been submitted as %(case)s.")
    remedy = gettext_noop("Follow that case; to file again, begin anew.")


class WrongState(Refusal):
    code = "wrong-state"
    message = gettext_noop("%(number)s is not in a state that allows this (%(state)s).")
    remedy = gettext_noop("Reload the page to see where it stands.")


class AcceptedByLaw(Refusal):
    code = "accepted-by-law"
    message = gettext_noop(
        "The term to ask or decline has passed in silence, so %(number)s counts as accepted from its receipt (行政许可法 art. 32)."
    )
    remedy = gettext_noop("The departments are already at work; what is missing can no longer be asked for by notice.")


class NothingAsked(Refusal):
    code = "nothing-asked"
    kind = Kind.INVALID
    message = gettext_noop("A supplementation notice names everything that is missing, and each point says what (行政许可法 art. 32).")
    remedy = gettext_noop("Tick what is missing and say what is wrong with it.")


class NoSuchPlace(Refusal):
    code = "no-such-place"
    kind = Kind.INVALID
    message = gettext_noop("A point names neither a question nor a paper of this case.")
    remedy = gettext_noop("Name elements of the form or codes of the materials; both stand in the file of the case.")


class AskedBefore(Refusal):
    code = "asked-before"
    message = gettext_noop(
        "Everything must be told once: a second notice may only repeat points that were told and not cured (行政许可法 art. 32)."
    )
    remedy = gettext_noop("Keep to the points of the first notice, or accept the case.")


class PointsUnanswered(Refusal):
    code = "points-unanswered"
    kind = Kind.INVALID
    message = gettext_noop("Some points of the notice are not answered yet.")
    remedy = gettext_noop("Add a file or a new answer for each point listed; what you have given is kept.")


class ReasonMissing(Refusal):
    code = "reason-missing"
    kind = Kind.INVALID
    message = gettext_noop("Declining needs a reason and where the applicant should go instead (行政许可法 art. 32).")
    remedy = gettext_noop("Fill in both fields; the applicant will read them.")


class NotDeclared(Refusal):
    """What must be done in person is not done by another (民法典 art. 161(2))."""

    code = "not-declared"
    message = gettext_noop("The declarations in this form are the person's own: they have not confirmed them yet, or not as it stands now.")
    remedy = gettext_noop("Read them out, then let the person confirm with a second code or sign the page with the declarations.")


class NothingToDeclare(Refusal):
    code = "nothing-to-declare"
    message = gettext_noop("This form contains no declaration that the person must confirm.")
    remedy = gettext_noop("Hand it in.")
