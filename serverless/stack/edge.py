"""The one script at the edge: which file a path means, and what no page has.

It is made of the table of addresses and the languages. A page's path becomes its file, the
compressed one where the browser takes it; a path without its last slash is led there; any other is
answered with the "not found" page of its language. It must never look at who asks, and keeps
nothing. Behaviours without it lead to the functions, which refuse in their own way.
"""

import json
from typing import Final

from app.addresses import ADDRESSES
from app.frame.locale import LANGUAGES
from serverless.stack.names import Names
from serverless.stack.places import Resource

COMPRESSED: Final = (".html", ".css", ".js", ".mjs", ".svg", ".txt", ".json")
"""Files that rest twice: as they are, and under the same name with `.gz` after it."""

NOT_FOUND: Final = "404.html"

EVENTS: Final = ("viewer-request", "viewer-response")

_SCRIPT: Final = """\
var LANGUAGES = %(languages)s;
var PAGES = %(pages)s;
var FILES = %(files)s;
var COMPRESSED = %(compressed)s;
var NOT_FOUND = '/%(not_found)s';

function file(path) {
  var parts = path.split('/');
  var lang = LANGUAGES.indexOf(parts[1]) >= 0 ? '/' + parts[1] : '';
  var under = lang ? '{lang}' + path.slice(lang.length) : path;
  if (PAGES.indexOf(under) >= 0) return path + 'index.html';
  if (PAGES.indexOf(under + '/') >= 0) return null;
  for (var i = 0; i < FILES.length; i++) {
    var name = path.slice(FILES[i].length);
    if (path.indexOf(FILES[i]) === 0 && /^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(name)) return path;
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
    pages = [a.path for a in ADDRESSES if a.methods and a.path.endswith("/")]
    files = [a.path.removesuffix("{file}") for a in ADDRESSES if a.path.endswith("/{file}")]
    return _SCRIPT % {
        "languages": json.dumps([language.tag for language in LANGUAGES]),
        "pages": json.dumps([path.replace("/{lang}/", "{lang}/", 1) for path in pages]),
        "files": json.dumps(files),
        "compressed": json.dumps(COMPRESSED),
        "not_found": NOT_FOUND,
    }


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
