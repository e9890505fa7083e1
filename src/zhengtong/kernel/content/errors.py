"""内容: refusals."""
from zhengtong.kernel.refusals import Kind, Refusal, gettext_noop


class NoSuchPack(Refusal):
    code = "content_no_such_pack"
    kind = Kind.NOT_FOUND
    message = gettext_noop("There is no content folder %(pack)s.")
    remedy = gettext_noop("Write the name of a folder below the content folder.")


class NoSuchKind(Refusal):
    code = "content_no_such_kind"
    kind = Kind.NOT_FOUND
    message = gettext_noop("There is no kind of content called %(kind)s.")
    remedy = gettext_noop("Kinds are: %(kinds)s.")


class ContentHasErrors(Refusal):
    """Nothing was published."""

    code = "content_has_errors"
    kind = Kind.INVALID
    message = gettext_noop("The content of %(city)s has %(count)s errors. Nothing was published.")
    remedy = gettext_noop("Run: zt content check %(city)s, mend each error it names, then publish again.")


class NoSuchVersion(Refusal):
    code = "content_no_such_version"
    kind = Kind.NOT_FOUND
    message = gettext_noop("This version of %(kind)s %(code)s was never published here.")
    remedy = gettext_noop("Open the matter again from the catalogue; it shows the version that holds now.")


class UnknownFormat(Refusal):
    code = "content_unknown_format"
    kind = Kind.INVALID
    message = gettext_noop("%(file)s is in none of the formats that can be imported.")
    remedy = gettext_noop("Formats are: %(formats)s. See docs/content.md.")


class UnreadableFile(Refusal):
    code = "content_unreadable_file"
    kind = Kind.INVALID
    message = gettext_noop("%(file)s cannot be read: %(why)s.")
    remedy = gettext_noop("Check the path and the size of the file, then import again.")


class SourceBroken(Refusal):
    """An import file has defects that leave nothing to import."""

    code = "content_source_broken"
    kind = Kind.INVALID
    message = gettext_noop("%(file)s has %(count)s errors. Nothing was written.")
    remedy = gettext_noop("Mend the places named above in the source, then import again.")


class NotAFile(Refusal):
    """A folder, a link, a device."""

    code = "content_not_a_file"
    kind = Kind.INVALID
    message = gettext_noop("%(file)s is not an ordinary file.")
    remedy = gettext_noop("Name the file itself, not a folder or a link to it.")


class NoSuchFormat(Refusal):
    code = "content_no_such_format"
    kind = Kind.INVALID
    message = gettext_noop("There is no format called %(format)s.")
    remedy = gettext_noop("Formats are: %(formats)s. See docs/content.md.")


class BadName(Refusal):
    """A name that would lead out of the content folder."""

    code = "content_bad_name"
    kind = Kind.INVALID
    message = gettext_noop("%(name)s cannot be the name of a content folder or of a part.")
    remedy = gettext_noop("Use small letters, digits, - and _ only.")


class UnwritableFolder(Refusal):
    """Nothing was changed."""

    code = "content_unwritable_folder"
    kind = Kind.UNAVAILABLE
    message = gettext_noop("The folder %(folder)s cannot be written: %(why)s. Nothing was changed.")
    remedy = gettext_noop("Free some room, or ask whoever runs this machine for the right to write there.")
