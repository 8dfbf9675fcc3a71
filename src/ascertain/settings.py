"""Every setting, with its default and its environment variable (``ASCERTAIN_`` + name)."""

from __future__ import annotations

from pathlib import Path

from platformdirs import user_cache_path, user_data_path
from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict, SettingsError

from ascertain.errors import NotConfigured


def load_settings(**given: object) -> Settings:
    """Return the settings of the environment, with those ``given`` in place of it.

    Raises NotConfigured when a variable has a value that it cannot have.
    """
    try:
        return Settings(**given)  # type: ignore[arg-type]  # pydantic checks them
    except SettingsError as error:  # a list that is no JSON
        raise NotConfigured(f"A variable ASCERTAIN_… cannot be read: {error}.", "Write lists as JSON.") from error
    except ValidationError as error:
        first = error.errors()[0]
        name = f"ASCERTAIN_{'_'.join(str(part) for part in first['loc'][:1]).upper()}"
        raise NotConfigured(f"{name} cannot be used: {first['msg']}.", f"Correct or unset {name}.") from error


class Settings(BaseSettings):
    """Where things are kept and which limits hold.

    Each field is read from the environment variable ``ASCERTAIN_<FIELD>``; the empty
    default of a URL means "inside ``home``".
    """

    model_config = SettingsConfigDict(env_prefix="ASCERTAIN_", frozen=True)

    home: Path = Field(default_factory=lambda: user_data_path("ascertain"))
    """Folder that holds the embedded store, search tables and blobs."""

    models: Path = Field(default_factory=lambda: user_cache_path("ascertain") / "models")
    """Folder with prepared models, shared by every home."""

    store_url: str = ""
    """SQLAlchemy URL of the store; empty: SQLite in ``home``."""

    search_uri: str = ""
    """LanceDB URI of the search tables; empty: a folder in ``home``."""

    blobs_url: str = ""
    """Folder of the stored bytes; empty: ``home/blobs``."""

    embedder: str = "multilingual-e5-small"
    """What turns sentences into vectors; a collection keeps to one, or is indexed again."""

    threads: int = 0
    """Threads for the embedder; 0: one for each core this process may use."""

    fetch_timeout: float = 15.0
    """Seconds a whole download may take, redirects included."""

    page_limit: int = 20 * 1024 * 1024
    """Largest page read, in bytes."""

    image_limit: int = 20 * 1024 * 1024
    """Largest picture read, in bytes."""

    image_pixels: int = 50_000_000
    """Largest picture decoded, in pixels."""

    image_seconds: float = 20.0
    """Seconds that decoding one picture may take."""

    images_per_page: int = 20
    """Pictures looked at on one page."""

    allow_private_hosts: frozenset[str] = frozenset()
    """``host:port`` names on private addresses that may be fetched all the same (intranets, tests)."""

    import_limit: int = 2 * 1024**3
    """Largest file of fact-checks taken through the HTTP API, in bytes."""

    google_factcheck_key: SecretStr = SecretStr("")
    """Key for Google's Fact Check Tools API, made in the Google Cloud console."""

    google_factcheck_url: str = "https://factchecktools.googleapis.com"
    """Where the Fact Check Tools API, or a proxy for it, answers."""

    crawl_delay: float = 1.0
    """Seconds between two requests to one publisher, or more where its robots.txt asks for it."""

    feed_timeout: float = 600.0
    """Seconds that downloading a whole feed of fact-checks may take."""

    site_hosts: frozenset[str] = frozenset()
    """Names by which readers reach the site, besides 127.0.0.1 and localhost."""
