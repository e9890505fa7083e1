from django.apps import AppConfig


class Forms(AppConfig):
    name = "zhengtong.foundation.forms"
    label = "zt_forms"
    verbose_name = "表单"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from zhengtong.foundation.forms import (
            api,
            reactions,  # noqa: F401
            schedule,  # noqa: F401
        )
        from zhengtong.kernel.files import api as files

        files.referring("forms")(api.referred)
