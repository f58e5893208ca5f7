"""Letters that came before conversations had a state wait for an answer."""

from typing import Any

from django.db import migrations


def open_threads(apps: Any, schema_editor: Any) -> None:
    letters = apps.get_model("mailroom", "Letter").objects.filter(kind="letter", thread__state="")
    for letter in letters.order_by("received_at").select_related("thread").iterator():
        thread = letter.thread
        apps.get_model("mailroom", "Thread").objects.filter(pk=thread.pk, state="").update(
            state="open", waiting_since=letter.received_at, deadline=letter.deadline
        )


class Migration(migrations.Migration):
    dependencies = [("mailroom", "0002_conversations")]
    operations = [migrations.RunPython(open_threads, migrations.RunPython.noop)]
