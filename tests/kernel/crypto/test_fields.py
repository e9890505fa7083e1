"""Encrypted fields: nothing readable in the column, nothing readable that was changed or moved, old keys still open."""
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.exceptions import FieldError
from django.db import connection, models

from zhengtong.kernel.crypto import api as crypto
from zhengtong.kernel.crypto import rings


class Drawer(models.Model):
    note = crypto.EncryptedText(null=True)
    answers = crypto.EncryptedJSON(default=dict)

    class Meta:
        app_label = "zt_files"
        db_table = "test_drawer"


@pytest.fixture
def keys(settings: object, tmp_path: Path) -> Path:
    settings.ZT_KEYS = tmp_path / "keys"
    settings.ZT_PUBLIC = tmp_path / "public"
    return settings.ZT_KEYS


@pytest.fixture
def table(transactional_db: None, keys: Path) -> Iterator[None]:
    with connection.schema_editor() as editor:
        editor.create_model(Drawer)
    yield
    with connection.schema_editor() as editor:
        editor.delete_model(Drawer)


def raw(column: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM test_drawer ORDER BY id")
        return [row[0] for row in cursor.fetchall()]


def test_the_column_holds_only_ciphertext_and_the_model_the_value(table: None) -> None:
    answers = {"person.name": "张三", "premises.area": 120.5, "yes": True, "none": None}
    Drawer.objects.create(note="张三 990101199001010013", answers=answers)
    assert "990101" not in raw("note")[0]
    assert "张三" not in raw("answers")[0]
    found = Drawer.objects.get()
    assert found.note == "张三 990101199001010013"
    assert found.answers == answers


def test_equal_values_do_not_look_equal(table: None) -> None:
    Drawer.objects.create(note="same")
    Drawer.objects.create(note="same")
    first, second = raw("note")
    assert first != second


def test_nothing_stays_nothing_and_can_be_asked_for(table: None) -> None:
    Drawer.objects.create(note=None)
    Drawer.objects.create(note="")
    assert Drawer.objects.filter(note__isnull=True).count() == 1
    assert [row.note for row in Drawer.objects.filter(note__isnull=False)] == [""]


def test_a_sealed_column_cannot_be_searched(table: None) -> None:
    with pytest.raises(FieldError):
        Drawer.objects.filter(note="x").exists()
    with pytest.raises(FieldError):
        Drawer.objects.filter(note__contains="x").exists()


@pytest.mark.parametrize("at", [0, 20, -3])
def test_a_changed_ciphertext_is_found(table: None, at: int) -> None:
    row = Drawer.objects.create(note="a secret that is long enough")
    key, _, body = raw("note")[0].partition(".")
    swapped = "A" if body[at] != "A" else "B"
    at %= len(body)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE test_drawer SET note = %s WHERE id = %s", [f"{key}.{body[:at]}{swapped}{body[at + 1 :]}", row.pk])
    with pytest.raises(crypto.Unsealable):
        Drawer.objects.get()


def test_a_value_moved_to_another_column_is_found(table: None) -> None:
    Drawer.objects.create(note='{"a": 1}')
    with connection.cursor() as cursor:
        cursor.execute("UPDATE test_drawer SET answers = note")
    with pytest.raises(crypto.Unsealable, match=r"test_drawer\.answers"):
        Drawer.objects.get()


def test_after_rotation_old_values_open_and_new_ones_use_the_new_key(table: None) -> None:
    Drawer.objects.create(note="before")
    new = crypto.add_field_key()
    Drawer.objects.create(note="after")
    assert [row.note for row in Drawer.objects.order_by("pk")] == ["before", "after"]
    old_value, new_value = raw("note")
    assert new_value.startswith(f"{new}.")
    assert not old_value.startswith(f"{new}.")


def test_a_lost_key_is_named_not_guessed(table: None, keys: Path) -> None:
    Drawer.objects.create(note="before")
    (keys / "fields-1").unlink()
    rings._ring.cache_clear()
    with pytest.raises(crypto.UnknownKey):
        Drawer.objects.get()


def test_a_key_added_by_another_process_is_picked_up(table: None, keys: Path) -> None:
    Drawer.objects.create(note="first")
    stale = rings.ring(keys, "fields")
    crypto.add_field_key()
    Drawer.objects.create(note="second")
    rings._ring.cache_clear()
    assert rings.ring(keys, "fields").keys.keys() > stale.keys.keys()
    assert Drawer.objects.last().note == "second"


def test_what_json_cannot_hold_is_refused_before_it_is_lost(table: None) -> None:
    with pytest.raises(TypeError):
        Drawer.objects.create(answers={"day": object()})
    with pytest.raises(ValueError, match="JSON"):
        Drawer.objects.create(answers={"x": float("nan")})


def test_blind_index_finds_equals_and_keeps_columns_apart(keys: Path, settings: object, tmp_path: Path) -> None:
    index = crypto.blind_index("990101199001010013", of="person.document")
    assert len(index) == 64
    assert index == crypto.blind_index("990101199001010013", of="person.document")
    assert index != crypto.blind_index("990101199001010014", of="person.document")
    assert index != crypto.blind_index("990101199001010013", of="person.phone")
    settings.ZT_KEYS = tmp_path / "elsewhere"
    assert index != crypto.blind_index("990101199001010013", of="person.document")


def test_keys_are_readable_by_their_owner_only(keys: Path) -> None:
    crypto.blind_index("x")
    crypto.sign(b"x")
    assert {path.stat().st_mode & 0o777 for path in keys.iterdir()} == {0o600}
