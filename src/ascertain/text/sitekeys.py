"""What a site on a list of sources is known by, and which entries of a list speak of a page."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

from ascertain.text.webaddress import plain_address
from ascertain.text.wordsets import word_set

PLATFORMS: Final = word_set(
    "facebook.com instagram.com x.com youtube.com t.me telegram.me vk.com ok.ru tiktok.com threads.net linkedin.com "
    "reddit.com rutube.ru dzen.ru weibo.com odysee.com rumble.com bitchute.com gab.com truthsocial.com medium.com "
    "bsky.app mastodon.social vimeo.com dailymotion.com soundcloud.com pinterest.com sites.google.com archive.org"
)
"""Sites on which everybody publishes: an entry stands for one account, never for all of them."""

_HOSTS: Final = word_set(
    "blogspot.com wordpress.com github.io substack.com tumblr.com weebly.com wixsite.com altervista.org blog.com "
    "livejournal.com over-blog.com jimdo.com netlify.app vercel.app pages.dev web.app firebaseapp.com webnode.com "
    "typepad.com ghost.io beehiiv.com hatenablog.com eklablog.com canalblog.com home.blog 000webhostapp.com"
)
"""Sites under which everybody may have a name of their own."""

_SECOND: Final = word_set("co com org net edu ac or ne go gob ltd plc sch nom web info biz firm gen art")
"""Second labels under which names are given to anybody in two-letter domains: ``co.uk``, ``com.br``."""

_ACCOUNT: Final = word_set("channel user c company in groups pages public profile people group p s")
"""First pieces of an address behind which the account's name comes."""

_LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")
_BLOGSPOT = re.compile(r"\.blogspot\.(?:[a-z]{2,3}|com?\.[a-z]{2})$")


def site_key(address: str) -> str:
    """Return what an entry of a list stands for: a host without ``www.``, or a platform's account; pure.

    ``address`` is a domain or an address, with or without scheme. Names in other scripts are written as they are
    registered (``xn--…``). Empty for what is no site, for public suffixes (``co.uk``, ``blogspot.com``) and for whole
    platforms; :func:`why_not` says which.
    """
    host, pieces = _parts(address)
    return "" if _trouble(host, pieces) else _key(host, pieces)


def why_not(address: str) -> str:
    """Return why a text stands for no site, a sentence's part; empty when it does; pure."""
    return _trouble(*_parts(address))


def keys_of(site: str, url: str = "") -> list[str]:
    """Return what a page may stand under on a list, the most particular first: account, host, parent domains; pure."""
    found: list[str] = []
    for address in (url, site):
        host, pieces = _parts(address)
        if not host or not all(map(_LABEL.fullmatch, host.split("."))):
            continue
        if host in PLATFORMS:
            found += [_key(host, pieces)] if pieces else []
            continue
        labels = host.split(".")
        parents = (".".join(labels[place:]) for place in range(len(labels) - 1))
        found += [parent for parent in parents if not _is_suffix(parent)]
    return list(dict.fromkeys(found))


def _parts(address: str) -> tuple[str, list[str]]:
    address = address.strip().lower()
    if "://" not in address:
        address = f"http://{address.lstrip('/')}"
    try:
        plain = plain_address(address)
        path = urlsplit(f"http://{plain}").path
    except ValueError:
        return "", []
    host = plain.partition("?")[0].partition("/")[0].partition(":")[0]
    host = _BLOGSPOT.sub(".blogspot.com", host)
    if not host.isascii():
        try:
            host = host.encode("idna").decode("ascii")
        except UnicodeError:
            return "", []
    return host, [piece for piece in path.split("/") if piece]


def _key(host: str, pieces: list[str]) -> str:
    if host not in PLATFORMS:
        return host
    count = 2 if pieces[0] in _ACCOUNT and len(pieces) > 1 else 1
    return "/".join((host, *pieces[:count]))


def _trouble(host: str, pieces: list[str]) -> str:
    labels = host.split(".")
    if not host or not all(map(_LABEL.fullmatch, labels)):
        return "it is no domain and no address"
    if len(labels) < 2 or labels[-1].isdecimal():
        return "it is no domain name"
    if _is_suffix(host):
        return "everybody may have a site under it"
    if host in PLATFORMS and not pieces:
        return "it is a whole platform; give the address of an account"
    return ""


def _is_suffix(host: str) -> bool:
    labels = host.split(".")
    return host in _HOSTS or len(labels) < 2 or (len(labels) == 2 and labels[0] in _SECOND and len(labels[1]) == 2)
