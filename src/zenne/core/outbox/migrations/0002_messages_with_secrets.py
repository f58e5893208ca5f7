from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("outbox", "0001_initial")]

    operations = [
        migrations.AddField(model_name="message", name="good_until", field=models.DateTimeField(null=True)),
    ]
