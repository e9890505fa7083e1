"""查询的拒绝. What is not there and what is not allowed are answered alike, so that nobody can ask who exists."""

from zhengtong.kernel.refusals import Kind, Refusal, gettext_noop


class NothingToShow(Refusal):
    code = "nothing-to-show"
    kind = Kind.NOT_FOUND
    message = gettext_noop("Nothing can be shown for what you entered.")
    remedy = gettext_noop("Check the whole number, and that the case is one of your body's. Every try is recorded.")


class TooManyLooks(Refusal):
    code = "too-many-looks"
    kind = Kind.UNAVAILABLE
    message = gettext_noop("You have looked up too often within an hour.")
    remedy = gettext_noop("Wait a while. What you looked up stays open for its time.")


class NoPurpose(Refusal):
    code = "no-purpose"
    kind = Kind.INVALID
    message = gettext_noop("A look-up needs a purpose from the list, a sentence that says why, and a case number.")
    remedy = gettext_noop("Fill in all three; the person will read them.")


class SecondOfficerIsAnother(Refusal):
    code = "second-officer-is-another"
    kind = Kind.FORBIDDEN
    message = gettext_noop("A query is released by another officer than the one who asked.")
    remedy = gettext_noop("Ask a colleague who holds the right to countersign.")


class QueryAnswered(Refusal):
    code = "query-answered"
    message = gettext_noop("This query has been answered, or its time is over.")
    remedy = gettext_noop("Ask anew if it is still needed.")


class OpenedForElse(Refusal):
    code = "opened-for-else"
    kind = Kind.FORBIDDEN
    message = gettext_noop("This record was opened for another purpose than to correct the register.")
    remedy = gettext_noop("Look the person up once more, with that purpose.")


class OtherIsProtected(Refusal):
    code = "other-record-protected"
    message = gettext_noop("The other record is protected, so a second officer must release it before the two are merged.")
    remedy = gettext_noop("Look it up by its number, for the same case; once it is released, open both and merge them.")


class AnotherLifts(Refusal):
    code = "another-lifts"
    kind = Kind.FORBIDDEN
    message = gettext_noop("Whoever looks people up does not lift the mark of a protected record.")
    remedy = gettext_noop("Ask a colleague who releases protected records and does not look people up.")


class OwnRecord(Refusal):
    code = "own-record"
    kind = Kind.FORBIDDEN
    message = gettext_noop("This is your own record: another officer corrects or marks it (公务员法 art. 76).")
    remedy = gettext_noop("Ask a colleague; your documents are looked at like anybody's.")
