"""Site and intake for any WSGI server: `application`, put together by the settings when imported.

It says nothing of requests; a server in front of it must not either (P5). It holds no key of
staff's.
"""

import os

from app.config import from_environment
from app.programs import create_public

application = create_public(from_environment(os.environ))
