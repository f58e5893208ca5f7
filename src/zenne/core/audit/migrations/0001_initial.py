import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="AuditCheckpoint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.BigIntegerField()),
                ("hash", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
                ("signature", models.CharField(max_length=64)),
            ],
            options={
                "ordering": ["number", "pk"],
                "abstract": False,
                "managed": True,
            },
        ),
        migrations.CreateModel(
            name="AuditRecord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("asker_kind", models.CharField(max_length=10)),
                ("asker_key", models.CharField(blank=True, max_length=80)),
                ("asker_name", models.CharField(blank=True, max_length=200)),
                ("asker_roles", models.CharField(blank=True, max_length=200)),
                ("action", models.CharField(max_length=80)),
                ("about", models.CharField(blank=True, max_length=80)),
                ("thing", models.CharField(blank=True, max_length=120)),
                ("purpose", models.CharField(blank=True, max_length=80)),
                ("task", models.CharField(blank=True, max_length=200)),
                ("details_json", models.TextField(default="{}")),
                ("digest", models.CharField(max_length=64)),
            ],
            options={
                "abstract": False,
                "managed": True,
                "indexes": [
                    models.Index(fields=["about", "at"], name="audit_about_at"),
                    models.Index(fields=["at"], name="audit_at"),
                ],
            },
        ),
        migrations.CreateModel(
            name="AuditLink",
            fields=[
                ("number", models.BigIntegerField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("digest", models.CharField(max_length=64)),
                ("hash", models.CharField(max_length=64)),
                (
                    "record",
                    models.OneToOneField(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="link",
                        to="audit.auditrecord",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "managed": True,
            },
        ),
    ]
