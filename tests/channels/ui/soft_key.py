"""A passkey in software: makes and answers what a browser and an authenticator would, at the origin it is told it is at."""

import base64
import hashlib
import json
import os
import struct
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2 import cbor
from fido2.cose import ES256
from fido2.webauthn import Aaguid, AttestedCredentialData

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


def coded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


class SoftKey:
    """One credential. ``origin``: where the page is that asks; ``rp``: for whom the authenticator answers."""

    def __init__(self, origin: str = "http://localhost", rp: str = "localhost") -> None:
        self.origin, self.rp = origin, rp
        self.id = os.urandom(32)
        self._key = ec.generate_private_key(ec.SECP256R1())
        self.user = b""

    def register(self, options: dict[str, Any]) -> str:
        """What navigator.credentials.create gives, as JSON."""
        asked = options["publicKey"]
        self.user = base64.urlsafe_b64decode(asked["user"]["id"] + "===")
        public = ES256.from_cryptography_key(self._key.public_key())
        data = AttestedCredentialData.create(Aaguid(b"\0" * 16), self.id, public)
        attestation = cbor.encode({"fmt": "none", "attStmt": {}, "authData": self._data(ATTESTED) + bytes(data)})
        made = {"clientDataJSON": coded(self._client("webauthn.create", asked["challenge"])), "attestationObject": coded(attestation)}
        return json.dumps({**self._named(), "response": made, "clientExtensionResults": {"credProps": {"rk": True}}})

    def answer(self, options: dict[str, Any]) -> str:
        """What navigator.credentials.get gives, as JSON."""
        client, data = self._client("webauthn.get", options["publicKey"]["challenge"]), self._data(0)
        signature = self._key.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        given = {
            "clientDataJSON": coded(client),
            "authenticatorData": coded(data),
            "signature": coded(signature),
            "userHandle": coded(self.user),
        }
        return json.dumps({**self._named(), "response": given, "clientExtensionResults": {}})

    def _named(self) -> dict[str, str]:
        return {"id": coded(self.id), "rawId": coded(self.id), "type": "public-key"}

    def _client(self, kind: str, challenge: str) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}).encode()

    def _data(self, flags: int) -> bytes:
        return hashlib.sha256(self.rp.encode()).digest() + struct.pack(">BI", PRESENT | VERIFIED | flags, 1)
