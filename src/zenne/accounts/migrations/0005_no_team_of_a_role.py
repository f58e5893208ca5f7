from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_roles_hold_everywhere")]

    operations = [
        migrations.RemoveConstraint(model_name="rolegrant", name="a_role_once_in_a_team"),
        migrations.RemoveConstraint(model_name="rolegrant", name="a_role_once_in_the_city"),
        migrations.RemoveField(model_name="rolegrant", name="team"),
        migrations.AddConstraint(
            model_name="rolegrant",
            constraint=models.UniqueConstraint(fields=["person", "role"], name="a_role_once"),
        ),
    ]
