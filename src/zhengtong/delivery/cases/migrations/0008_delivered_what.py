from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('zt_cases', '0007_documents'),
    ]

    operations = [
        migrations.AddField(
            model_name='delivery',
            name='number',
            field=models.CharField(default='', max_length=60),
        ),
        migrations.AddField(
            model_name='delivery',
            name='title',
            field=models.CharField(default='', max_length=120),
        ),
        migrations.AddField(
            model_name='delivery',
            name='matter',
            field=models.JSONField(default=dict),
        ),
    ]
