import datetime

import django.db.models.functions.comparison
from django.db import migrations, models

import zhengtong.kernel.crypto.fields


class Migration(migrations.Migration):

    dependencies = [
        ('zt_cases', '0006_receiving'),
    ]

    operations = [
        migrations.AddField(
            model_name='delivery',
            name='since',
            field=models.DateField(default=datetime.date(2026, 1, 1)),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='delivery',
            name='order_on',
            field=models.GeneratedField(db_persist=True, expression=django.db.models.functions.comparison.Coalesce('due_on', models.Value(datetime.date(9999, 12, 31))), output_field=models.DateField()),
        ),
        migrations.AddField(
            model_name='delivery',
            name='reference',
            field=models.CharField(blank=True, default='', max_length=300),
        ),
        migrations.AddField(
            model_name='delivery',
            name='recorded_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='delivery',
            name='receiver',
            field=models.CharField(blank=True, default='', max_length=20),
        ),
        migrations.AddField(
            model_name='delivery',
            name='shown',
            field=zhengtong.kernel.crypto.fields.EncryptedText(blank=True, default=''),
        ),
        migrations.AddField(
            model_name='delivery',
            name='reminded_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.UniqueConstraint(fields=('number',), name='zt_document_number'),
        ),
        migrations.AddIndex(
            model_name='delivery',
            index=models.Index(condition=models.Q(('delivered_at', None)), fields=['order_on', 'id'], name='zt_delivery_open'),
        ),
    ]
