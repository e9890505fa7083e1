"""表达式错误: where a condition goes wrong, counted in characters from 1."""
from zhengtong.kernel.refusals import Kind, Refusal, gettext_noop


class ExpressionError(Refusal):
    """Base. ``position``: the first character concerned, counted from 0."""

    code = "expression"
    kind = Kind.INVALID
    message = gettext_noop("The condition is wrong at character %(column)s.")
    remedy = gettext_noop("Correct the condition; docs/expressions.md says what it may contain.")

    def __init__(self, position: int, **params: object) -> None:
        self.position = position
        super().__init__(problems=(), column=position + 1, **params)


class Unreadable(ExpressionError):
    code = "expression-unreadable"
    message = gettext_noop("“%(found)s” at character %(column)s does not belong there.")


class Unfinished(Unreadable):
    message = gettext_noop("The condition stops at character %(column)s before it is complete.")


class ValueMissing(Unreadable):
    message = gettext_noop("An element or a value belongs at character %(column)s, not “%(found)s”.")


class SignMissing(Unreadable):
    message = gettext_noop("“%(expected)s” belongs at character %(column)s, not “%(found)s”.")


class WrongArguments(Unreadable):
    message = gettext_noop("“%(found)s” at character %(column)s is not given what it needs.")


class NotAllowed(ExpressionError):
    """Valid elsewhere, left out here."""

    code = "expression-not-allowed"
    message = gettext_noop("“%(found)s” at character %(column)s cannot be used in a condition.")


class TooLong(ExpressionError):
    code = "expression-too-long"
    message = gettext_noop("The condition has more than %(limit)s characters.")
    remedy = gettext_noop("Split the condition into several.")


class TooDeep(ExpressionError):
    code = "expression-too-deep"
    message = gettext_noop("The condition is nested too deeply at character %(column)s (at most %(limit)s levels).")
    remedy = gettext_noop("Split the condition into several.")


class OutOfRange(ExpressionError):
    code = "expression-out-of-range"
    message = gettext_noop("The number %(found)s at character %(column)s is too large.")


class UnknownName(ExpressionError):
    code = "expression-unknown-name"
    message = gettext_noop("“%(name)s” at character %(column)s is not a known element.")
    remedy = gettext_noop("Use the key of an element, or add the element first.")


class WrongType(ExpressionError):
    code = "expression-wrong-type"
    message = gettext_noop("At character %(column)s, “%(operator)s” cannot be used with %(found)s.")


class NotAChoice(ExpressionError):
    code = "expression-not-a-choice"
    message = gettext_noop("“%(found)s” at character %(column)s is not one of the choices of %(name)s, so this could never be so.")
    remedy = gettext_noop("Use one of: %(choices)s.")


class Truncating(ExpressionError):
    """Whole by whole divides to whole in CEL; where one side may or may not be whole the answer would jump."""

    code = "expression-truncating"
    message = gettext_noop("The division at character %(column)s could drop its decimals.")
    remedy = gettext_noop("Write a decimal number such as 50.0, or double(…) around one side.")
