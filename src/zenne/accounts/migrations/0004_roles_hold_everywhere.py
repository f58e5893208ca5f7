"""A role within a team always held for the whole city: say so before the column goes."""

from typing import Any

from django.db import migrations


def give_everywhere(apps: Any, schema_editor: Any) -> None:
    grants = apps.get_model("accounts", "RoleGrant")
    held = set(grants.objects.filter(team=None).values_list("person", "role"))
    for grant in grants.objects.exclude(team=None).order_by("at", "pk"):
        if (grant.person_id, grant.role) in held:
            grant.delete()
        else:
            held.add((grant.person_id, grant.role))
            grant.team = None
            grant.save(update_fields=["team"])


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_sessions_of_providers")]

    operations = [migrations.RunPython(give_everywhere, migrations.RunPython.noop)]
