"""The password for adding: compared in constant time, and tries are slowed."""

import hmac
import threading
import time
from collections.abc import Callable

from pydantic import SecretStr

_LONGEST_WAIT_S = 30.0


class Gate:
    """Lets in who knows the password; each wrong try makes all wait twice as long for the next.

    For all visitors together: behind a proxy they have one address.
    """

    def __init__(self, *, now: Callable[[], float] = time.monotonic) -> None:
        """Let the first try be made at once."""
        self._now = now
        self._lock = threading.Lock()
        self._wrong = 0
        self._open_at = 0.0

    def check(self, given: str, password: SecretStr) -> bool:
        """Say whether that is the password.

        Raises:
            TooEarlyError: the last wrong try was not long ago.
        """
        with self._lock:
            left = self._open_at - self._now()
            if left > 0:
                raise TooEarlyError(left)
            is_right = hmac.compare_digest(given.encode(), password.get_secret_value().encode())
            self._wrong = 0 if is_right else self._wrong + 1
            if self._wrong:
                wait = min(_LONGEST_WAIT_S, 2.0 ** (self._wrong - 1))
                self._open_at = self._now() + wait
            return is_right


class TooEarlyError(Exception):
    """A password is not looked at yet; `seconds` are left."""

    def __init__(self, seconds: float) -> None:
        """Note how long it is."""
        super().__init__(f"password: wait {seconds:.0f} s for the next try")
        self.seconds = seconds
