"""What may be printed into a page as the thing to trust."""

import pytest

from app.site.anchor import TrustAnchor
from app.site.errors import AnchorMalformed

VKEY = "turva-root+0a1b2c3d+AbCdEfGhIjKlMnOpQrStUvWxYz0123456789+/AbCdEf"


def test_a_public_root_key_and_a_serial_are_kept_as_given() -> None:
    anchor = TrustAnchor(root=VKEY, minimum_serial=3, site="turva.test")

    assert (VKEY, 3, "turva.test") == (anchor.root, anchor.minimum_serial, anchor.site)


def test_a_signing_key_is_refused_and_never_repeated() -> None:
    secret = "PRIVATE+KEY+" + VKEY

    with pytest.raises(AnchorMalformed) as refused:
        TrustAnchor(root=secret, minimum_serial=1, site="turva.test")

    assert "AbCdEf" not in str(refused.value)


@pytest.mark.parametrize("root", ["", "turva-root", VKEY + "\n", f" {VKEY}", f'{VKEY}"'])
def test_anything_but_one_line_of_name_hash_and_key_is_refused(root: str) -> None:
    with pytest.raises(AnchorMalformed):
        TrustAnchor(root=root, minimum_serial=1, site="turva.test")


def test_serials_begin_at_one() -> None:
    with pytest.raises(AnchorMalformed, match="serials begin at 1"):
        TrustAnchor(root=VKEY, minimum_serial=0, site="turva.test")
