"""Programs that read .doc, run on one file in a folder of their own and ended in time."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

# 90 pages take 3 s; the first start of LibreOffice on a slow disk may take 30.
_TIMEOUT_S = 120
_OFFICE_NAMES = ("soffice", "libreoffice")
_OFFICE_PATHS = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
)
# No macros, nothing fetched from outside of the file, no links brought up to date.
_SETTINGS = (
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Writer/Content/Update", "Link", "0"),
)
# A proxy that nothing listens on.
_NO_NETWORK = dict.fromkeys(("http_proxy", "https_proxy", "all_proxy"), "http://127.0.0.1:9")


class ToolError(RuntimeError):
    """A program does not do its work on a file; the message goes on from the file's name."""


def find_office() -> str | None:
    """Return the path of LibreOffice, None where it is not installed."""
    found = next((path for name in _OFFICE_NAMES if (path := shutil.which(name))), None)
    return found or next((path for path in _OFFICE_PATHS if Path(path).is_file()), None)


def find_antiword() -> str | None:
    """Return the path of antiword, None where it is not installed."""
    return shutil.which("antiword")


def convert_to_docx(
    data: bytes, *, office: str, is_rtf: bool, timeout_s: float = _TIMEOUT_S
) -> bytes:
    """Convert a .doc or RTF with LibreOffice at the path `office`.

    Raises:
        ToolError: it takes too long, or writes nothing.
    """
    with TemporaryDirectory(prefix="policy-qa-doc-") as folder:
        source = Path(folder, "in.rtf" if is_rtf else "in.doc")
        source.write_bytes(data)
        profile = Path(folder, "profile")
        _write_settings(profile)
        reader = "Rich Text Format" if is_rtf else "MS Word 97"
        arguments = [office, "--headless", "--norestore", "--nologo", "--nolockcheck"]
        arguments += ["--nodefault", f"-env:UserInstallation={profile.as_uri()}"]
        arguments += [f"--infilter={reader}", "--convert-to", "docx:MS Word 2007 XML"]
        arguments += ["--outdir", folder, str(source)]
        _run(arguments, folder=folder, what="LibreOffice", timeout_s=timeout_s)
        target = Path(folder, "in.docx")
        if not target.is_file():
            raise ToolError("LibreOffice cannot open it")
        return target.read_bytes()


def extract_text(data: bytes, *, antiword: str, timeout_s: float = _TIMEOUT_S) -> str:
    """Return the text of a .doc by antiword at that path, a paragraph a line.

    Raises:
        ToolError: it takes too long, or cannot read the file.
    """
    with TemporaryDirectory(prefix="policy-qa-doc-") as folder:
        source = Path(folder, "in.doc")
        source.write_bytes(data)
        arguments = [antiword, "-t", "-w", "0", "-m", "UTF-8.txt", str(source)]
        output = _run(arguments, folder=folder, what="antiword", timeout_s=timeout_s)
        return output.decode("utf-8", "replace")


def _write_settings(profile: Path) -> None:
    items = "".join(
        f'<item oor:path="/org.openoffice.Office.{path}"><prop oor:name="{key}" oor:op="fuse">'
        f"<value>{setting}</value></prop></item>"
        for path, key, setting in _SETTINGS
    )
    folder = profile / "user"
    folder.mkdir(parents=True)
    (folder / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>',
        encoding="utf-8",
    )


def _run(arguments: list[str], *, folder: str, what: str, timeout_s: float) -> bytes:
    """Run a program in a group of its own, so that what it started ends with it."""
    environment = {**os.environ, **_NO_NETWORK, "HOME": folder, "TMPDIR": folder}
    process = subprocess.Popen(
        arguments,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        output, _ = process.communicate(timeout=timeout_s)
    except subprocess.TimeoutExpired as error:
        _kill(process)
        raise ToolError(f"{what} takes more than {timeout_s:g} s") from error
    if process.returncode != 0:
        raise ToolError(f"{what} ends with exit code {process.returncode}")
    return output


def _kill(process: subprocess.Popen[bytes]) -> None:
    if sys.platform == "win32":
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
