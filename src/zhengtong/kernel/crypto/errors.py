"""密码: what can go wrong with keys and sealed values."""
from zhengtong.kernel.refusals import Kind, Refusal, gettext_noop


class UnknownKey(Refusal):
    """No key with this id is known here."""

    code = "unknown-key"
    kind = Kind.NOT_FOUND
    message = gettext_noop("The key %(key)s is not known here.")
    remedy = gettext_noop("Use the public keys of the installation that signed, or restore the missing key to the key folder.")


class Unsealable(Refusal):
    """The stored value was changed, moved to another column, or sealed by something else."""

    code = "unsealable"
    kind = Kind.UNAVAILABLE
    message = gettext_noop("A protected value in %(place)s cannot be read.")
    remedy = gettext_noop("Tell the operator: the stored value or its key was changed.")


class UnreadableKeys(Refusal):
    code = "unreadable-keys"
    kind = Kind.INVALID
    message = gettext_noop("This is not a file of public keys: %(why)s.")
    remedy = gettext_noop("Download keys.json again from the installation that signed.")


class NotSigned(Refusal):
    code = "not-signed"
    kind = Kind.INVALID
    message = gettext_noop("This is not a document signed by this platform.")
    remedy = gettext_noop("Choose the signed file (.json) as it was downloaded.")


class Altered(Refusal):
    code = "altered"
    kind = Kind.INVALID
    message = gettext_noop("The document was changed after it was signed.")
    remedy = gettext_noop("Do not rely on it. Ask its holder for the original file.")
