from django.apps import AppConfig


class SurveysConfig(AppConfig):
    name = "surveys"
    verbose_name = "Khảo sát, hội nghị"

    def ready(self) -> None:
        """Offer what lower layers may not import: minutes as a kind of paper."""
        from surveys import minutes

        minutes.register_paper()
