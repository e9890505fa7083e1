"""文件 refusals: why a file was not taken, and what to do."""
from zhengtong.kernel.refusals import Kind, Refusal, gettext_noop


class TooLarge(Refusal):
    code = "files.too_large"
    kind = Kind.TOO_LARGE
    message = gettext_noop("The file %(name)s is larger than %(limit)s MB.")
    remedy = gettext_noop("Take the picture at a lower resolution, or save the document in several parts, and upload it again.")


class EmptyFile(Refusal):
    code = "files.empty"
    kind = Kind.INVALID
    message = gettext_noop("The file %(name)s is empty.")
    remedy = gettext_noop("Check that the file opens on your device, then upload it again.")


class WrongType(Refusal):
    code = "files.wrong_type"
    kind = Kind.INVALID
    message = gettext_noop("The file %(name)s is not a PDF, PNG or JPEG.")
    remedy = gettext_noop("Save the document as PDF or take a picture of it. Changing the ending of the name is not enough.")


class Damaged(WrongType):
    code = "files.damaged"
    message = gettext_noop("The file %(name)s is damaged and cannot be opened.")
    remedy = gettext_noop("Check that the file opens on your device, then save or photograph it again.")


class ActiveContent(WrongType):
    code = "files.active_content"
    message = gettext_noop("The PDF %(name)s contains a program that would run when it is opened.")
    remedy = gettext_noop("Open it and print it to a new PDF, which holds only the pages, and upload that one.")


class Locked(WrongType):
    code = "files.locked"
    message = gettext_noop("The PDF %(name)s is protected with a password.")
    remedy = gettext_noop("Save it without protection, or print it to a new PDF, and upload that one.")


class TooManyPixels(WrongType):
    code = "files.too_many_pixels"
    message = gettext_noop("The picture %(name)s is %(width)s × %(height)s points, more than can be shown.")
    remedy = gettext_noop("Make the picture smaller, or take it again at a lower resolution.")


class NoSuchFile(Refusal):
    code = "files.not_found"
    kind = Kind.NOT_FOUND
    message = gettext_noop("This file does not exist.")
    remedy = gettext_noop("Go back to the page you came from and open the file from there.")
