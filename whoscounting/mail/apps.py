from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "whoscounting.mail"
    label = "mail"
    verbose_name = "Letters out and in"
