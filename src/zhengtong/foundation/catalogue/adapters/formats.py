"""The formats that ``zt content import`` knows, most particular first."""

from zhengtong.foundation.catalogue.adapters import bundles, departments, district_catalogue, guides, item_elements, laws
from zhengtong.kernel.content import api as content


def register() -> None:
    """Make every format importable."""
    content.register_format(guides)
    content.register_format(bundles)
    content.register_format(district_catalogue)
    content.register_format(departments)
    content.register_format(laws.index)
    content.register_format(laws.articles)
    content.register_format(laws.Regulations())
    content.register_format(laws.calendar)
    content.register_format(item_elements)
