"""The full-text table: FTS5 on SQLite (no copy of the text), tsvector under a GIN index on PostgreSQL."""

from django.db import migrations

CREATE = {
    "sqlite": ["CREATE VIRTUAL TABLE zt_catalogue_search USING fts5(words, content='', detail=none, tokenize='unicode61')"],
    "postgresql": [
        "CREATE TABLE zt_catalogue_search (id bigint PRIMARY KEY, words tsvector NOT NULL)",
        "CREATE INDEX zt_catalogue_search_words ON zt_catalogue_search USING gin (words) WITH (fastupdate = off)",
        "CREATE INDEX zt_catalogue_matter_beginning ON zt_catalogue_matter (initials text_pattern_ops)",
    ],
}


def create(apps, schema_editor):
    for statement in CREATE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


DROP = {
    "sqlite": ["DROP TABLE zt_catalogue_search"],
    "postgresql": ["DROP INDEX zt_catalogue_matter_beginning", "DROP TABLE zt_catalogue_search"],
}


def drop(apps, schema_editor):
    for statement in DROP[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("zt_catalogue", "0001_initial")]
    operations = [migrations.RunPython(create, drop)]
