"""认证等级 on guide pages: what handing a matter in will ask for."""

from django import template
from django.utils.translation import gettext

from zhengtong.channels.ui.levels import ASKS
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.catalogue.terms import Bundle, Guide
from zhengtong.foundation.identity.terms import Level

register = template.Library()


@register.inclusion_tag("portal/catalogue/level.html")
def level_of(shown: Guide | Bundle) -> dict[str, object]:
    """A guide's own; of a bundle the highest of its items'."""
    level = catalogue.assurance_of(shown) if isinstance(shown, Bundle) else shown.assurance
    return {"text": gettext(ASKS[level]), "strong": level is Level.STRONG}
