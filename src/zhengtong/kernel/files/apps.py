from django.apps import AppConfig


class Files(AppConfig):
    name = "zhengtong.kernel.files"
    label = "zt_files"
    verbose_name = "文件"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from zhengtong.kernel.files import schedule  # noqa: F401
