from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0003_tokens"),
    ]

    operations = [
        migrations.AddField(
            model_name="feed",
            name="internal",
            field=models.BooleanField(default=False),
        ),
    ]
