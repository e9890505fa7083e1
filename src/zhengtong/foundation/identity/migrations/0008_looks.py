import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('zt_identity', '0007_identity_proofs'),
    ]

    operations = [
        migrations.AddField(
            model_name='person',
            name='protected',
            field=models.CharField(blank=True, default='', max_length=120),
        ),
        migrations.CreateModel(
            name='Look',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('organisation', models.CharField(max_length=40)),
                ('person', models.CharField(blank=True, default='', max_length=16)),
                ('purpose', models.CharField(max_length=16)),
                ('reason', models.CharField(max_length=300)),
                ('case', models.CharField(max_length=40)),
                ('at', models.DateTimeField()),
                ('until', models.DateTimeField()),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='looks', to=settings.AUTH_USER_MODEL)),
                ('query', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='look', to='zt_identity.protectedquery')),
            ],
            options={
                'indexes': [models.Index(fields=['person', '-at'], name='zt_look_of_person'), models.Index(fields=['account', '-at'], name='zt_look_of_officer')],
            },
        ),
    ]
