from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("dataportal", "0003_sheets_and_keys_of_loads"),
    ]

    operations = [
        migrations.RemoveField(
            model_name="version",
            name="statistics",
        ),
    ]
