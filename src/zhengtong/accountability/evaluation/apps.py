from django.apps import AppConfig


class Evaluation(AppConfig):
    name = "zhengtong.accountability.evaluation"
    label = "zt_evaluation"
    verbose_name = "好差评"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from zhengtong.accountability.evaluation import reactions  # noqa: F401
