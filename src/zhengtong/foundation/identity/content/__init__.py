"""内容 organisation, authority, division_change, demonstration: published here."""

from zhengtong.foundation.identity.content import authorities, bodies, divisions
from zhengtong.kernel.content import api as content


def register() -> None:
    """In this order they are published: a ground speaks of bodies."""
    content.register("organisation", check=bodies.check, across=bodies.check_across, publish=bodies.publish)
    content.register("authority", check=authorities.check, across=authorities.check_across, publish=authorities.publish)
    content.register("division_change", check=divisions.check, publish=divisions.publish)
    content.register("demonstration")  # people who do not exist: what it says is read where they are made
