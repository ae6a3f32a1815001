"""Settings: read from the environment, refused in one line where wrong, told in the README."""

import stat
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import pytest

from app.config import ROOT, Settings, StartupError

NAMES = [field.name.upper() for field in fields(Settings)]


@pytest.fixture
def environ(tmp_path: Path) -> Callable[..., Settings]:
    """Settings from an environment that holds these variables and an instance folder."""

    def read(**variables: str) -> Settings:
        return Settings.from_environment({"INSTANCE_PATH": str(tmp_path / "instance")} | variables)

    return read


@pytest.mark.parametrize("name", NAMES)
def test_the_readme_tells_every_setting(name: str) -> None:
    assert f"| `{name}` |" in (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_the_example_file_names_every_setting(name: str) -> None:
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    assert any(line.startswith(f"# {name}=") for line in lines)


def test_every_setting_has_help() -> None:
    assert [field.name for field in fields(Settings) if not field.metadata.get("help")] == []


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        ({"PORT": "eighty"}, "PORT"),
        ({"PORT": "70000"}, "PORT"),
        ({"SITE_URL": "example.org"}, "SITE_URL"),
        ({"SITE_URL": "https://[x"}, "SITE_URL"),
        ({"SITE_URL": "https://a.example:99999"}, "SITE_URL"),
        ({"SITE_URL": "https://a.example/folder"}, "SITE_URL"),
        ({"SITE_URL": "https://user:word@a.example"}, "SITE_URL"),
        ({"SITE_URL": "https://a example"}, "SITE_URL"),
        ({"SECURITY_CONTACT": "a@a.example\nExpires: never"}, "SECURITY_CONTACT"),
        ({"TIMEZONE": "Asia"}, "TIMEZONE"),
        ({"TIMEZONE": "Mars/Olympus"}, "TIMEZONE"),
        ({"LOG_FORMAT": "xml"}, "LOG_FORMAT"),
        ({"LOG_LEVEL": "chatty"}, "LOG_LEVEL"),
        ({"THREADS": "0"}, "THREADS"),
        ({"BEHIND_PROXY": "-1"}, "BEHIND_PROXY"),
    ],
)
def test_a_wrong_value_is_refused_in_one_line(
    environ: Callable[..., Settings], variables: dict[str, str], said: str
) -> None:
    with pytest.raises(StartupError, match=said) as refusal:
        environ(**variables)
    assert "\n" not in str(refusal.value)


def test_values_are_converted(environ: Callable[..., Settings]) -> None:
    made = environ(
        PORT="8001", TRUSTED_HOSTS="a.example, b.example,", SITE_URL="https://a.example/"
    )
    assert made.port == 8001
    assert made.trusted_hosts == ("a.example", "b.example")
    assert (made.site_url, made.host, made.tls) == ("https://a.example", "a.example", True)


def test_an_empty_value_is_as_good_as_none(environ: Callable[..., Settings]) -> None:
    assert environ(PORT="").port == environ().port


def test_the_address_follows_the_port_unless_told(environ: Callable[..., Settings]) -> None:
    assert environ(PORT="8001").site_url == "http://127.0.0.1:8001"


def test_hosts_are_the_sites_own_unless_told(environ: Callable[..., Settings]) -> None:
    made = environ(SITE_URL="https://a.example")
    assert made.trusted_hosts == ("a.example", "localhost", "127.0.0.1")
    assert environ().trusted_hosts == ("127.0.0.1", "localhost")


def test_a_secret_is_made_once_and_kept_to_its_owner(environ: Callable[..., Settings]) -> None:
    made = environ()
    path = Path(made.instance_path) / "secret_key"
    assert len(made.secret_key) >= 32
    assert environ().secret_key == made.secret_key == path.read_text()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_two_sites_have_two_secrets(tmp_path: Path) -> None:
    one, two = (
        Settings.from_environment({"INSTANCE_PATH": str(tmp_path / name)}) for name in ("1", "2")
    )
    assert one.secret_key != two.secret_key


def test_an_instance_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StartupError, match="INSTANCE_PATH"):
        Settings.from_environment({"INSTANCE_PATH": str(tmp_path / "file" / "instance")})
