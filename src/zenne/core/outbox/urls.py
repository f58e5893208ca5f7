"""The pages about messages."""

from django.urls import path

from zenne.core.outbox.views import messages

app_name = "outbox"
urlpatterns = [
    path("staff/messages/", messages.message_list, name="messages"),
    path("staff/messages/<uuid:identifier>/", messages.message, name="message"),
    path("staff/messages/<uuid:identifier>/retry/", messages.retry, name="retry"),
    path("staff/messages/<uuid:identifier>/close/", messages.close, name="close"),
]
