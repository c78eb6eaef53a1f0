"""What can go wrong while the public pages are made.

SiteError
├── AnchorMalformed   what the pages are told to trust is no public root key or no serial
├── ContentMalformed  a page's Markdown file breaks a rule of `app.site.content`
├── OutFolderRefused  the folder for the static site holds something that we did not make
└── PageBroken        an address of the site did not answer with a page while freezing

Every message says which file or address it is about and what to do next.
"""


class SiteError(Exception):
    """The public pages cannot be made."""


class AnchorMalformed(SiteError):
    """The trust anchor would make pages that trust nothing, or print a secret."""


class ContentMalformed(SiteError):
    """A page's text file cannot be used as it is."""


class OutFolderRefused(SiteError):
    """The static site may not be written where it was asked for."""


class PageBroken(SiteError):
    """A page could not be frozen."""
