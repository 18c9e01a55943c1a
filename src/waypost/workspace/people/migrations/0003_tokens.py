import django.db.models.deletion
import waypost.workspace.people.models
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_resets_and_mailboxes"),
    ]

    operations = [
        migrations.CreateModel(
            name="Token",
            fields=[
                ("digest", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("id", models.CharField(default=waypost.workspace.people.models.new_id, max_length=24, unique=True)),
                ("name", models.CharField(max_length=80)),
                ("writes", models.BooleanField(default=False)),
                ("made", models.DateTimeField()),
                ("ends", models.DateTimeField()),
                ("used", models.DateTimeField(null=True)),
                ("ended", models.DateTimeField(null=True)),
                (
                    "membership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="tokens", to="people.membership"
                    ),
                ),
            ],
        ),
    ]
