from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("capacity", "0005_counter_hours")]

    operations = [
        migrations.RemoveConstraint(model_name="closure", name="a_branch_is_closed_once_on_a_day"),
    ]
