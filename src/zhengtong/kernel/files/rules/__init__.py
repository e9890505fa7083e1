"""文件规则: what a file is, and whether it is harmless. Judged by content, never by name. Pure."""
from zhengtong.kernel.files.rules.names import clean_name
from zhengtong.kernel.files.rules.pictures import check_picture
from zhengtong.kernel.files.rules.portable import check_pdf
from zhengtong.kernel.files.rules.types import media_type

__all__ = ["check_pdf", "check_picture", "clean_name", "media_type"]
