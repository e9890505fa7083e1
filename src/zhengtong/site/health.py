"""Is it alive, is it ready: for supervisors and load balancers."""
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse

from zhengtong.channels.ui.guards import public


@public
def live(_request: HttpRequest) -> JsonResponse:
    """The process answers."""
    return JsonResponse({"live": True})


@public
def ready(_request: HttpRequest) -> JsonResponse:
    """The database answers and has its tables."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM zt_content_version LIMIT 1")
    except DatabaseError:
        return JsonResponse({"ready": False, "why": "database"}, status=503)
    return JsonResponse({"ready": True})
