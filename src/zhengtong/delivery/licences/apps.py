from django.apps import AppConfig


class Licences(AppConfig):
    name = "zhengtong.delivery.licences"
    label = "zt_licences"
    verbose_name = "电子证照"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from zhengtong.delivery.licences import (
            api,
            content,
            ports,
            reactions,  # noqa: F401
        )
        from zhengtong.delivery.licences.adapters.typst_press import TypstPress
        from zhengtong.kernel.files import api as files

        content.register()
        files.referring("licences")(api.referred)
        ports.use(TypstPress())
