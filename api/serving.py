"""Start the service: what has to be right before, and how many processes."""

import ipaddress
import logging
import logging.config
import os
import tempfile
from contextlib import ExitStack

import uvicorn

from api.logs import log_config
from api.settings import PREFIX, ServiceSettings, load_service_settings
from index.disk.store import StoreMissingError, open_store
from index.service import update_index
from index.settings import Settings, load_settings
from ingest.errors import BadUsageError

logger = logging.getLogger(__name__)

# Opening an index keeps a process from answering its parent for seconds.
_HEALTH_S = 120
# Seconds that requests have to end when the service is stopped.
_GRACE_S = 10


def serve(*, host: str, port: int, workers: int, is_open: bool) -> None:
    """Serve until stopped by a signal.

    Args:
        host: Address to listen at; another than this machine's own wants keys or `is_open`.
        port: Port to listen at.
        workers: Processes; each holds an index of its own.
        is_open: Answer anybody without a key, on any address.

    Raises:
        BadDataError: see `ensure_index`.
        BadUsageError: a setting cannot be used, or the address without a key.
    """
    logging.config.dictConfig(log_config())
    if is_open:
        os.environ[f"{PREFIX}OPEN"] = "1"
    service = load_service_settings()
    check_address(host, service)
    say_who_may_ask(service)
    share_cores(service, workers)
    ensure_index(load_settings())
    with ExitStack() as held:
        if workers > 1:
            folder = tempfile.TemporaryDirectory(prefix="policy-qa-metrics-")
            # Read by the processes as they import their library of counts.
            os.environ["PROMETHEUS_MULTIPROC_DIR"] = held.enter_context(folder)
        uvicorn.run(
            "api.app:make_app",
            factory=True,
            host=host,
            port=port,
            workers=workers,
            log_config=log_config(),
            access_log=False,
            server_header=False,
            proxy_headers=bool(service.trusted_proxies),
            forwarded_allow_ips=service.trusted_proxies or None,
            timeout_worker_healthcheck=_HEALTH_S,
            timeout_graceful_shutdown=_GRACE_S,
        )


def check_address(host: str, service: ServiceSettings) -> None:
    """Refuse an address that others reach where no key is asked for.

    Raises:
        BadUsageError: it is such an address.
    """
    if not (is_loopback(host) or service.keys or service.open):
        raise BadUsageError(
            f"--host: {host} is reached by others, and no key is asked for; set {PREFIX}KEYS, or "
            "pass --open to answer anybody"
        )


def is_loopback(host: str) -> bool:
    """Say whether an address is reached from this machine alone."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def say_who_may_ask(service: ServiceSettings) -> None:
    """Say in the log whether a key is asked for."""
    if service.keys:
        logger.info("keys: %d; a request has to send one of them", len(service.keys))
    else:
        logger.warning("keys: none is set; anybody who reaches this address may ask")


def ensure_index(settings: Settings) -> None:
    """Build the index where it is missing.

    Raises:
        BadDataError: it is damaged, or cannot be built.
    """
    try:
        open_store(settings.store)
    except StoreMissingError:
        logger.warning("%s: holds no index of this version; building it", settings.store)
        update_index(settings)


def share_cores(service: ServiceSettings, workers: int) -> None:
    """Part the cores among processes and threads that work, where the environment does not."""
    cores = os.cpu_count() or 1
    places = service.at_once or max(1, cores // workers)
    os.environ[f"{PREFIX}AT_ONCE"] = str(places)
    # More threads than cores would wait for each other.
    os.environ.setdefault("OMP_NUM_THREADS", str(max(1, cores // (workers * places))))
