"""Every setting, with its default and its environment variable (``ASCERTAIN_`` + name)."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

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

    video_limit: int = 2 * 1024**3
    """Largest video read, in bytes."""

    video_seconds: float = Field(default=600.0, gt=0)
    """Seconds that reading one video may take; what was read until then is kept."""

    video_frames: int = Field(default=1_000_000, gt=0)
    """Frames of one video that are decoded at most; 1,000,000 are nine hours."""

    video_pixels: int = Field(default=9_500_000, gt=0)
    """Largest frame of a video decoded, in pixels; 4096 × 2304 is within it."""

    keyframe_every: float = Field(default=1.0, ge=0.2, le=60.0)
    """Of each so many seconds of a shot one keyframe is taken, unless it looks like the one before."""

    ocr: Literal["auto", "tesseract", "rapidocr", "none"] = "auto"
    """What reads the text in pictures: Tesseract when installed, else RapidOCR; or one of them, or nothing."""

    ocr_seconds: float = Field(default=20.0, gt=0)
    """Seconds that Tesseract may take for the text of one picture."""

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

    tineye_key: SecretStr = SecretStr("")
    """Key for TinEye's search API; without it TinEye is not asked."""

    tineye_url: str = "https://api.tineye.com"
    """Where TinEye's search API, or a proxy for it, answers."""

    google_vision_key: SecretStr = SecretStr("")
    """Key for Google's Cloud Vision API (web detection); without it Google is not asked."""

    google_vision_url: str = "https://vision.googleapis.com"
    """Where the Cloud Vision API, or a proxy for it, answers."""

    bing_visual_key: SecretStr = SecretStr("")
    """Key for a service that answers as Bing Visual Search v7 did; without it none is asked."""

    bing_visual_url: str = ""
    """Where that service answers, such as ``https://search.example/v7.0``; Microsoft's own ended in August 2025."""

    lookup_timeout: float = 30.0
    """Seconds one question to such a service may take, sending the picture included."""

    llm_url: str = ""
    """Where a language model answers as OpenAI's chat API does, such as ``http://127.0.0.1:11434/v1``; empty: none."""

    llm_model: str = ""
    """Name of the language model there."""

    llm_key: SecretStr = SecretStr("")
    """Key for it, where it needs one."""

    llm_seconds: float = Field(default=30.0, gt=0)
    """Seconds that writing one answer with the language model may take."""

    searxng_url: str = ""
    """Address of a SearXNG instance whose ``search.formats`` holds ``json``; without it none is searched."""

    brave_key: SecretStr = SecretStr("")
    """Key for Brave's Search API; without it Brave is not searched."""

    brave_url: str = "https://api.search.brave.com"
    """Where Brave's Search API, or a proxy for it, answers."""

    google_search_key: SecretStr = SecretStr("")
    """Key for Google's Custom Search JSON API; without it Google is not searched."""

    google_search_engine: str = ""
    """Identifier (``cx``) of the Programmable Search Engine that the key searches with."""

    google_search_url: str = "https://customsearch.googleapis.com"
    """Where the Custom Search JSON API, or a proxy for it, answers."""

    wikipedia: bool = False
    """Whether claims that are asked about are sent to Wikipedia's search."""

    wikipedia_url: str = "https://{language}.wikipedia.org"
    """Where Wikipedia answers; ``{language}`` stands for the language of a query."""

    wikidata: bool = False
    """Whether the names in claims that are asked about are sent to Wikidata."""

    wikidata_url: str = "https://www.wikidata.org"
    """Where Wikidata answers."""

    gdelt: bool = False
    """Whether words of claims that are asked about are sent to GDELT's search of the world's news."""

    gdelt_url: str = "https://api.gdeltproject.org"
    """Where GDELT's DOC 2.0 API answers."""

    batch_runner: Literal["native", "ray"] = "native"
    """Where large tables of posts are read: in this process, or on the Ray cluster of this machine."""

    contact: str = ""
    """Address or page under which operators of public services reach you; Wikimedia asks for it."""

    pages_read: int = Field(default=12, ge=0, le=50)
    """Pages of the web that are read for one answer at most."""

    crawl_delay: float = 1.0
    """Seconds between two requests to one publisher, or more where its robots.txt asks for it."""

    feed_timeout: float = 600.0
    """Seconds that downloading a whole feed of fact-checks may take."""

    site_hosts: frozenset[str] = frozenset()
    """Names by which readers reach the site, besides 127.0.0.1 and localhost."""

    site_url: str = Field(default="", pattern=r"^(https?://[^/?#\s]+)?/?$")
    """Address of the site for search engines and feeds, such as ``https://news.example``; empty: as it was asked."""

    site_name: str = "Ascertain"
    """Name of the site, as publisher of its articles."""

    comment_length: int = Field(default=3000, ge=100, le=20_000)
    """Characters of a reader's comment at most."""

    comments_per_hour: int = Field(default=12, ge=1)
    """Comments that one account may write in an hour."""

    comment_edit_minutes: int = Field(default=15, ge=0)
    """Minutes for which the author of a comment may change it; every version is kept."""

    comment_first_waits: bool = True
    """Whether comments wait for a moderator until one of the account has been approved."""

    comment_links: int = Field(default=0, ge=0)
    """Links that a comment may hold without waiting for a moderator."""

    comment_blocked_words: frozenset[str] = frozenset()
    """Words and phrases with which a comment waits for a moderator; ``*`` at the end stands for any ending."""

    comment_reports: int = Field(default=3, ge=0)
    """Reports by different accounts from which a comment waits for a moderator; 0: never."""

    comment_copies: int = Field(default=1, ge=0)
    """Other comments with nearly the same words from which a comment waits for a moderator; 0: never."""

    comment_coordination: int = Field(default=2, ge=0, le=4)
    """Kinds of evidence of coordination, of four, from which a comment that adds to them waits; 0: never."""

    open_desk: bool = True
    """Whether imports need no account for somebody at this machine, while the site is served to this machine alone."""

    signup: Literal["open", "invited"] = "open"
    """Who may have an account: everybody with an address (as reader), or those who were added."""

    smtp_url: str = ""
    """Mail server for sign-in links: ``smtp://name:password@host:587``, ``smtps://…``; empty: no letters are sent."""

    mail_from: str = ""
    """Address that such letters come from."""

    passwords: bool = True
    """Whether people may set a password besides signing in by link."""

    oidc_issuer: str = Field(default="", pattern=r"^(https?://\S+)?$")
    """Issuer of an OpenID provider that people sign in with, such as ``https://login.example/realms/news``."""

    oidc_name: str = ""
    """What people call that provider; empty: its host."""

    oidc_client_id: str = ""
    """Client identifier of this site there; its redirect address is ``/signin/oidc/back``."""

    oidc_client_secret: SecretStr = SecretStr("")
    """Client secret, where the provider gave one."""

    session_days: int = Field(default=30, ge=1, le=365)
    """Days after which somebody has to sign in again; unused sessions end after a quarter of them."""

    https: bool = False
    """Whether readers reach the site by https alone; it is also taken from a trusted proxy or an https site_url."""

    trusted_proxies: frozenset[str] = frozenset()
    """Addresses or networks of own proxies, whose ``X-Forwarded-For`` and ``X-Forwarded-Proto`` are believed."""

    public_per_hour: int = Field(default=240, ge=1)
    """Verifications, questions and traces that one address may ask for in an hour without signing in."""

    voice: Literal["auto", "piper", "hibari", "espeak", "none"] = "auto"
    """What reads articles aloud: the best that is here for a language, one of them, or nothing but the browser."""

    piper: str = "piper"
    """Program of Piper, a name on the path or a path."""

    piper_voices: Path | None = None
    """Folder with Piper's voices (``de_DE-thorsten-medium.onnx`` beside its ``.onnx.json``); empty: none is used."""

    voice_seconds: float = Field(default=600.0, gt=0)
    """Seconds that a voice may take for one article."""

    widget_hosts: frozenset[str] = frozenset()
    """Hosts whose pages may show the widget and have their articles verified by it, such as ``news.example``."""
