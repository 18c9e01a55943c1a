import django.db.models.deletion
import waypost.workspace.people.models
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Membership",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=waypost.workspace.people.models.new_id, max_length=24, primary_key=True, serialize=False
                    ),
                ),
                ("function", models.CharField(max_length=120)),
                ("role", models.CharField(max_length=24)),
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Organisation",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=waypost.workspace.people.models.new_id, max_length=24, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(max_length=120, unique=True)),
                ("eyes", models.CharField(max_length=80)),
            ],
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=waypost.workspace.people.models.new_id, max_length=24, primary_key=True, serialize=False
                    ),
                ),
                ("login", models.CharField(max_length=80, unique=True)),
                ("password", models.CharField(max_length=200)),
                ("secret", models.BinaryField()),
                ("step", models.BigIntegerField(default=0)),
                ("language", models.CharField(default="", max_length=8)),
                ("scheme", models.CharField(default="", max_length=8)),
                ("ended", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Attempt",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=waypost.workspace.people.models.new_id, max_length=24, primary_key=True, serialize=False
                    ),
                ),
                ("key", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["key", "at"], name="attempt_key")],
            },
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=waypost.workspace.people.models.new_id, max_length=24, primary_key=True, serialize=False
                    ),
                ),
                ("at", models.DateTimeField()),
                ("code", models.CharField(max_length=40)),
                ("person", models.CharField(default="", max_length=24)),
                ("by", models.CharField(default="", max_length=24)),
            ],
            options={
                "indexes": [models.Index(fields=["at"], name="event_at")],
            },
        ),
        migrations.CreateModel(
            name="Feed",
            fields=[
                ("digest", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("id", models.CharField(default=waypost.workspace.people.models.new_id, max_length=24, unique=True)),
                ("language", models.CharField(max_length=8)),
                ("made", models.DateTimeField()),
                ("ended", models.DateTimeField(null=True)),
                (
                    "membership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="feeds", to="people.membership"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="membership",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="memberships", to="people.organisation"
            ),
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("digest", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("login", models.CharField(max_length=80)),
                ("function", models.CharField(max_length=120)),
                ("role", models.CharField(max_length=24)),
                ("made", models.DateTimeField()),
                ("used", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations",
                        to="people.membership",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations",
                        to="people.organisation",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="membership",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="memberships", to="people.person"
            ),
        ),
        migrations.CreateModel(
            name="RecoveryCode",
            fields=[
                ("digest", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("used", models.DateTimeField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="recovery_codes", to="people.person"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Session",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=waypost.workspace.people.models.new_id, max_length=24, primary_key=True, serialize=False
                    ),
                ),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("begun", models.DateTimeField()),
                ("seen", models.DateTimeField()),
                ("ended", models.DateTimeField(null=True)),
                ("agent", models.CharField(max_length=80)),
                (
                    "membership",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sessions",
                        to="people.membership",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sessions", to="people.person"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Opening",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=waypost.workspace.people.models.new_id, max_length=24, primary_key=True, serialize=False
                    ),
                ),
                ("home", models.CharField(max_length=80)),
                ("element", models.CharField(default="", max_length=40)),
                ("form", models.CharField(default="", max_length=8)),
                ("at", models.DateTimeField()),
                (
                    "membership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="openings", to="people.membership"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["home", "element", "at"], name="opening_of")],
            },
        ),
    ]
