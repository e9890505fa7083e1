"""Keys live in a folder outside the repository, one file each, readable by the owner only. No Django here: settings read it first."""
import os
import secrets
from pathlib import Path


def secret(folder: Path, name: str, *, size: int = 32) -> bytes:
    """The secret called ``name``; made on first use (O_EXCL, mode 0600), so two starting processes agree on one."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / name
    if not path.exists():
        draft = folder / f".{name}.{os.getpid()}.{secrets.token_hex(4)}"
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(secrets.token_bytes(size))
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_bytes()
