"""The one script at the edge: which file a path means, and what no page has.

It is made of the table of addresses and the languages. A page's path becomes its file, the
compressed one where the browser takes it; a path without its last slash is led there; any other is
answered with the "not found" page of its language. It must never look at who asks, and keeps
nothing. Behaviours without it lead to the functions, which refuse in their own way.
"""

import json
from typing import Final

from app.addresses import ADDRESSES, Address
from app.built import PROJECT
from app.frame.locale import LANGUAGES
from app.release import COMPRESSED
from serverless.stack.names import Names
from serverless.stack.places import Resource

NOT_FOUND: Final = "404.html"

REPORTS: Final = sorted(path.stem for path in (PROJECT / "content" / "statistics").glob("*.yaml"))
"""The reports with figures: each has a page and a file in every language."""

EVENTS: Final = ("viewer-request", "viewer-response")

_SCRIPT: Final = """\
var LANGUAGES = %(languages)s;
var PAGES = %(pages)s;
var FILES = %(files)s;
var FOLDERS = %(folders)s;
var COMPRESSED = %(compressed)s;
var NOT_FOUND = '/%(not_found)s';

function file(path) {
  var parts = path.split('/');
  var lang = LANGUAGES.indexOf(parts[1]) >= 0 ? '/' + parts[1] : '';
  var under = lang ? '{lang}' + path.slice(lang.length) : path;
  if (PAGES.indexOf(under) >= 0) return path + 'index.html';
  if (PAGES.indexOf(under + '/') >= 0) return null;
  if (FILES.indexOf(under) >= 0) return path;
  for (var i = 0; i < FOLDERS.length; i++) {
    var name = path.slice(FOLDERS[i].length);
    if (path.indexOf(FOLDERS[i]) === 0 && /^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(name)) return path;
  }
  return lang + NOT_FOUND;
}

function compressed(path, headers) {
  var taken = headers['accept-encoding'] ? headers['accept-encoding'].value : '';
  if (!/\\bgzip\\b(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$))/.test(taken)) return path;
  for (var i = 0; i < COMPRESSED.length; i++) {
    if (path.endsWith(COMPRESSED[i])) return path + '.gz';
  }
  return path;
}

function handler(event) {
  var request = event.request;
  if (event.context.eventType === 'viewer-response') {
    var response = event.response;
    if (/\\/404\\.html(\\.gz)?$/.test(request.uri)) {
      response.statusCode = 404;
      response.statusDescription = 'Not Found';
    }
    return response;
  }
  var found = file(request.uri);
  if (found === null) {
    return {
      statusCode: 308,
      statusDescription: 'Permanent Redirect',
      headers: { location: { value: request.uri + '/' } }
    };
  }
  request.uri = compressed(found, request.headers);
  return request;
}
"""


def script() -> str:
    """Return the script, which has to fit the 10 KB that one may have."""
    folders = [a.path.removesuffix("{file}") for a in ADDRESSES if a.path.endswith("/{file}")]
    paths = [path for a in ADDRESSES if a.methods for path in _paths(a)]
    pages = [path for path in paths if path.endswith("/")]
    files = [path for path in paths if not path.endswith(("/", "/{file}"))]
    return _SCRIPT % {
        "languages": json.dumps([language.tag for language in LANGUAGES]),
        "pages": json.dumps([path.replace("/{lang}/", "{lang}/", 1) for path in pages]),
        "files": json.dumps([path.replace("/{lang}/", "{lang}/", 1) for path in files]),
        "folders": json.dumps(folders),
        "compressed": json.dumps(COMPRESSED),
        "not_found": NOT_FOUND,
    }


def _paths(address: Address) -> list[str]:
    """Return an address once for each report, if it is one of theirs."""
    if "{lang}" not in address.path or "{file}" not in address.path:
        return [address.path]
    return [address.path.replace("{file}", name) for name in REPORTS]


def edge(names: Names) -> Resource:
    """Return the script as a resource of the template."""
    return {
        "Type": "AWS::CloudFront::Function",
        "Properties": {
            "Name": f"{names.stack}-files",
            "AutoPublish": True,
            "FunctionConfig": {"Comment": "paths to files", "Runtime": "cloudfront-js-2.0"},
            "FunctionCode": script(),
        },
    }
