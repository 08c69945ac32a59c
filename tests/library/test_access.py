from typing import Any

import pytest
from pydantic import SecretStr

from index import Settings
from library.access import Access, Visitor, access_of
from library.passwords import Gate, TooEarlyError

_HERE: dict[str, list[str]] = {"Host": ["localhost:8501"], "Origin": ["http://localhost:8501"]}


def _visit(
    address: str = "", server: str = "localhost", *, host: str = "", **headers: str
) -> Visitor:
    named = {name.replace("_", "-"): [value] for name, value in headers.items()}
    own = {"Host": [host], "Origin": [f"http://{host}"]} if host else _HERE
    return Visitor(address, own | named, server)


@pytest.mark.parametrize(
    ("visitor", "why_not"),
    [
        (_visit(), ""),
        (_visit("127.0.0.1", "127.0.0.1"), ""),
        (_visit("192.168.1.7"), "far"),
        (_visit(server=""), "far"),
        (_visit(server="0.0.0.0"), "far"),
        (_visit(X_Forwarded_For="192.168.1.7"), "far"),
        (_visit(x_forwarded_for="192.168.1.7"), "far"),
        (_visit(host="policy.example.org"), "far"),
        (_visit(Origin="https://policy.example.org"), "far"),
    ],
)
def test_by_default_only_who_is_on_this_machine_adds(visitor: Visitor, why_not: str) -> None:
    assert access_of(Settings(), visitor).why_not == why_not


def test_with_a_password_all_have_to_know_it() -> None:
    settings = Settings(adding_password=SecretStr("s"))
    assert access_of(settings, _visit()) == Access("password")
    assert access_of(settings, _visit("10.0.0.9", ""), knows_password=True) == Access()


def test_a_header_is_believed_from_a_trusted_proxy_alone() -> None:
    settings = Settings(adding_header="X-Remote-User", adding_proxies="10.0.0.0/24, ::2")
    for address, who in (("10.0.0.9", "甲"), ("127.0.0.1", "甲"), ("::2", "甲"), ("10.0.1.9", "")):
        access = access_of(settings, _visit(address, "", X_Remote_User="甲"))
        assert access == (Access(who=who) if who else Access("header"))
    assert access_of(settings, _visit()) == Access("header")
    twice = Visitor("", {"X-Remote-User": ["root", "甲"]}, "")
    assert access_of(settings, twice) == Access("header")


def test_off_is_off_for_all() -> None:
    settings: Any = Settings(adding="off", adding_password=SecretStr("s"))
    assert access_of(settings, _visit(), knows_password=True) == Access("off")


def test_each_wrong_password_makes_the_next_try_wait_longer() -> None:
    clock = 0.0
    gate = Gate(now=lambda: clock)
    secret = SecretStr("密码")
    waits = []
    for _ in range(7):
        assert not gate.check("wrong", secret)
        with pytest.raises(TooEarlyError) as told:
            gate.check("密码", secret)
        waits.append(told.value.seconds)
        clock += told.value.seconds
    assert waits == [1, 2, 4, 8, 16, 30, 30]
    assert gate.check("密码", secret)
    assert not gate.check("wrong", secret)
