"""开放接口: what other systems and programs may ask and do, as JSON under /api/v1/ (OpenAPI 3.1).

The same commands and the same refusals as the pages; who calls is told by a short-lived token, never by a session cookie.
"""
