from django.apps import AppConfig


class Identity(AppConfig):
    name = "zhengtong.foundation.identity"
    label = "zt_identity"
    verbose_name = "身份与机构"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from zhengtong.foundation.identity import (
            api,
            content,
            reactions,  # noqa: F401
            schedule,  # noqa: F401
        )
        from zhengtong.kernel.files import api as files

        content.register()
        files.referring("identity")(api.referred)
