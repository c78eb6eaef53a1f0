"""By which rules an entry may be in the package, and which entries must be.

Kept apart from the code that makes it, so that a change of one shows in the other.
"""

from typing import Final

_LIBRARIES: Final = (
    "apig_wsgi|babel|blinker|click|cryptography|flask|flask_babel|flask_wtf"
    "|itsdangerous|jinja2|markupsafe|pytz|urllib3|werkzeug|wtforms"
)

ALLOWED: Final = (
    # libraries: modules, bytecode, what is native
    rf"(?!babel/messages/|werkzeug/debug/)({_LIBRARIES})/(\w+/)*\w+\.py",
    rf"({_LIBRARIES})/(\w+/)*__pycache__/\w+\.cpython-311\.pyc",
    r"cryptography/hazmat/bindings/_rust\.abi3\.so",
    r"(_cffi_backend|markupsafe/_speedups)\.cpython-311-x86_64-linux-gnu\.so",
    # and the few data of theirs
    r"babel/global\.dat",
    r"babel/locale-data/(root|ar|en|fa|fa_AF|fi|ru|so|sv|th)\.dat",
    r"wtforms/locale/(ar|en|fa|fi|ru|so|sv|th)/LC_MESSAGES/wtforms\.mo",
    # ours
    r"app/(\w+\.py|__pycache__/\w+\.cpython-311\.pyc)",
    r"app/(age|forms|frame|intake|store|wire)/(__pycache__/)?\w+\.(py|cpython-311\.pyc)",
    r"app/(frame|intake)/templates/\w+\.html",
    r"app/frame/components/\w+/macro\.html",
    r"serverless/(__pycache__/)?(__init__|entry|events|functions)\.(py|cpython-311\.pyc)",
    r"serverless/stack/(__pycache__/)?(__init__|behaviours|errors)\.(py|cpython-311\.pyc)",
    # what was built
    r"build/assets/(assets\.json|[a-z0-9_]+-[0-9a-f]{12}\.(js|css|svg))",
    r"build/templates/(__pycache__/)?tmpl_[0-9a-f]{40}\.(py|cpython-311\.pyc)",
    r"build/forms/[a-z]+/[0-9]+\.json",
    r"translations/(ar|fa_AF|fi|fi@simple|ru|so|sv|th)/LC_MESSAGES/messages\.mo",
)

WANTED: Final = (
    "app/age/hybrid.py",
    "app/frame/templates/base.html",
    "app/intake/program.py",
    "app/intake/templates/plain_form.html",
    "babel/locale-data/root.dat",
    "babel/locale-data/ar.dat",
    "build/assets/assets.json",
    "build/forms/write/1.json",
    "serverless/entry.py",
    "translations/ar/LC_MESSAGES/messages.mo",
)
