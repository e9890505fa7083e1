from django.apps import AppConfig


class Elements(AppConfig):
    name = "zhengtong.foundation.elements"
    label = "zt_elements"
    verbose_name = "数据元"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from zhengtong.foundation.elements import content

        content.register()
