"""Whatever is asked of the public programs, the answer carries a policy and leaves no trace."""

from pathlib import Path

import pytest
from werkzeug.test import Client

from app.addresses import ADDRESSES, Dispatcher
from app.frame.dress import FRAME
from app.frame.headers import COMMON
from app.intake.program import create_intake
from app.site.anchor import TrustAnchor
from app.site.pages import create_site
from tests.frame.dressed import write_assets
from tests.intake.stage import SITE, Stage, questionnaires, root

CONTENT = FRAME.parents[1] / "content"
PATHS = [
    *(each.path.format(lang=tag, file="style-1.css") for each in ADDRESSES for tag in ("en", "ar")),
    *("/nothing", "/tlh/", "/en/write", "/api/nothing", "/assets/nothing.css", "/en/%00", "//en/"),
]


@pytest.fixture
def client(tmp_path: Path) -> Client:
    """Return a client of both programs behind the dispatcher."""
    stage = Stage(tmp_path)
    assets = write_assets(tmp_path / "assets")
    site = create_site(
        anchor=TrustAnchor(root=root().verifier.serialise(), minimum_serial=1, site="turva.test"),
        questionnaires=questionnaires(),
        assets=assets,
        content=CONTENT,
        name="Turva",
    )
    intake = create_intake(
        store=stage.store,
        replies=stage.replies,
        keyring=stage.source(),
        notice=stage.notice,
        site=SITE,
        questionnaires=questionnaires(),
        assets=assets,
        name="Turva",
    )
    return Client(Dispatcher({"site": site, "intake": intake}), use_cookies=False)


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT", "OPTIONS", "NONSENSE"])
def test_every_answer_carries_a_policy_and_no_cookie(client: Client, method: str) -> None:
    for path in PATHS:
        response = client.open(path, method=method, headers={"Cookie": "who=you"})
        assert response.status_code < 500 or response.status_code == 503, path
        assert response.headers["Content-Security-Policy"].startswith("default-src 'none'"), path
        assert "Cache-Control" in response.headers, path
        assert COMMON.items() <= dict(response.headers).items(), path
        assert "Set-Cookie" not in response.headers, path
        assert "Cookie" not in response.headers.get("Vary", ""), path
        response.close()
