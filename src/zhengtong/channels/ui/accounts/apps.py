"""allauth's list of sessions, without its receivers."""

from allauth.usersessions.apps import UserSessionsConfig


class Sessions(UserSessionsConfig):  # type: ignore[misc]
    """Its own receivers look at every session of an account at each sign-in; ours (``sessions.enter``) keeps the new one only."""

    def ready(self) -> None:
        """Nothing listens."""
