"""Running the site on this machine."""

from __future__ import annotations

import ipaddress

import uvicorn

from ascertain.desk import Desk
from ascertain.faces.api.app import create_app
from ascertain.faces.listening import listen
from ascertain.records import Role


def serve_desk(desk: Desk, host: str, port: int, open_at: str = "/", *, invite: Role | None = None) -> None:
    """Serve the desk until interrupted, and print the address; port 0 takes a free one.

    With ``invite``, also print a link that makes an account of that role, once.

    Raises Unavailable when the port is taken.
    """
    listener = listen(host, port)
    desk.warm()
    shown = f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{listener.getsockname()[1]}"
    print(f"Serving at {address}{open_at}  (Ctrl-C stops it)", flush=True)
    if invite is not None:
        print(f"Into the desk, once: {desk.people.invite_link(invite, base=address)}", flush=True)
    hosts = frozenset({shown}) | desk.settings.site_hosts
    app = create_app(desk, hosts, local=_is_loopback(host))
    # The guard reads what proxies say, and believes only those of the settings; uvicorn believes any on this machine.
    config = uvicorn.Config(app, log_level="warning", server_header=False, proxy_headers=False)
    uvicorn.Server(config).run(sockets=[listener])


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
