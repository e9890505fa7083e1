"""Acts at the same moment, each on a connection of its own."""

import threading
from collections.abc import Callable

from django.db import connection


def at_once(*acts: Callable[[], object]) -> list[object]:
    """What each of them came to: an answer, or the type of what was raised."""
    begin, came = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place: int, act: Callable[[], object]) -> None:
        try:
            begin.wait()
            came[place] = act()  # type: ignore[call-overload]
        except Exception as raised:
            came[place] = type(raised)  # type: ignore[call-overload]
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return came  # type: ignore[return-value]
