"""A store by its setting: nothing is loaded that the setting does not need."""

import subprocess
import sys
from pathlib import Path

import pytest

from app.store.folder import FolderArchive
from app.store.place import open_place

FOLDER = "from pathlib import Path; open_place(Path(sys.argv[1])).store('envelopes')"
CLOUD = (
    "from app.store.s3_address import S3Address;"
    "open_place(S3Address.parse('s3://bucket')).store('envelopes')"
)
KEYS = {"AWS_REGION": "eu-north-1", "AWS_ACCESS_KEY_ID": "id", "AWS_SECRET_ACCESS_KEY": "key"}


def _loaded(code: str, folder: Path) -> set[str]:
    """Return the names of all modules that a fresh process has loaded after it."""
    code = f"import sys; from app.store.place import open_place; {code}; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code, folder],
        cwd=Path(__file__).parents[2],
        env=KEYS,
        capture_output=True,
        check=True,
        text=True,
    )
    return set(done.stdout.split())


def test_a_folder_needs_nothing_that_speaks_over_the_network(tmp_path: Path) -> None:
    loaded = _loaded(FOLDER, tmp_path)

    assert set() == {"urllib3", "botocore", "http.client", "app.store.s3"} & loaded


def test_a_function_with_credentials_loads_nothing_of_the_clouds_own_tools(tmp_path: Path) -> None:
    loaded = _loaded(CLOUD, tmp_path)

    assert {"urllib3", "app.store.s3_signature"} <= loaded
    assert set() == {"botocore", "boto3"} & loaded


@pytest.mark.parametrize("there", [True, False])
def test_without_making_an_archive_is_what_there_is_and_nothing_is_made(
    tmp_path: Path, *, there: bool
) -> None:
    folder = tmp_path / "store"
    if there:
        FolderArchive(folder / "statistics").put("a", b"data")
    archive = open_place(folder).archive("statistics", make=False)

    assert (["a"] if there else []) == list(archive.names())
    assert there == open_place(folder).exists
