from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("mailroom", "0005_what_came_and_was_told"),
    ]

    operations = [
        migrations.AddField(
            model_name="thread",
            name="time_left",
            field=models.DurationField(blank=True, null=True),
        ),
    ]
