from django.apps import AppConfig


class Catalogue(AppConfig):
    name = "zhengtong.foundation.catalogue"
    label = "zt_catalogue"
    verbose_name = "事项与清单"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from zhengtong.foundation.catalogue import api, content, reactions, schedule  # noqa: F401
        from zhengtong.foundation.catalogue.adapters import formats
        from zhengtong.foundation.identity import api as identity

        content.register()
        formats.register()
        identity.ask_for_matters(api.offered, api.unknown_codes)
