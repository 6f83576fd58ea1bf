"""Invented towns on disk: an instance with one body and the datasets a test needs."""

from __future__ import annotations

import json
import os
import secrets
import socket
import subprocess
import sys
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from publisher.identity import derived_id

CODE = "010006"
CSV = "名称,人口\r\n本町,12\r\n新町,34\r\n"


def free_port() -> int:
    """Return a loopback port that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass
class Town:
    """An instance with one invented body; its slug is new each time, so that tests share a CKAN."""

    root: Path
    catalog: str = field(default_factory=lambda: f"http://127.0.0.1:{free_port()}")
    slug: str = field(default_factory=lambda: f"t{secrets.token_hex(4)}")
    instance: str = field(default_factory=lambda: str(uuid.uuid4()))
    extra: str = ""

    def __post_init__(self) -> None:
        self.organization = f"{CODE}_{self.slug}"
        self.folder = self.root / "datasets" / self.organization
        self.folder.mkdir(parents=True)
        self.settings()
        self.json(
            self.folder / "organization.json",
            {"code": CODE, "title": {"ja": "試験町", "en": "Test Town"}, "kana": "しけんちょう"},
        )

    def settings(self) -> None:
        (self.root / "opendata.toml").write_text(
            f'[instance]\nid = "{self.instance}"\ntitle = "試験町"\ntitle_en = "Test Town"\n'
            f'time_zone = "Asia/Tokyo"\n\n[catalog]\nurl = "{self.catalog}"\n{self.extra}',
            encoding="utf-8",
        )

    @staticmethod
    def json(path: Path, document: Any) -> None:
        path.write_text(json.dumps(document, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")

    def name(self, slug: str) -> str:
        return f"{CODE}_{self.slug}_{slug}"

    def add(self, slug: str = "towns", content: str | bytes = CSV, **properties: Any) -> Path:
        """Write a dataset with one CSV; `properties` replace those of the descriptor."""
        name = self.name(slug)
        folder = self.folder / name
        folder.mkdir(exist_ok=True)
        data = content if isinstance(content, bytes) else content.encode()
        (folder / f"{slug}.csv").write_bytes(data)
        document = {
            "name": name,
            "id": derived_id(self.instance, name, "datapackage.json"),
            "title": "町丁別の人口",
            "description": "試験のための作り物です。",
            "translations": {"en": {"title": "Population", "description": "Made up for tests."}},
            "keywords": ["人口"],
            "spatial": CODE,
            "origin": {"kind": "original"},
            "history": [{"date": "2026-01-01", "event": "registered"}],
            "resources": [self.resource(name, slug)],
            **properties,
        }
        self.json(folder / "datapackage.json", document)
        return folder

    def resource(self, name: str, slug: str, **properties: Any) -> dict[str, Any]:
        fields = [
            {"name": "名称", "type": "string", "description": "町の名前"},
            {"name": "人口", "type": "integer", "description": "人"},
        ]
        return {
            "id": derived_id(self.instance, name, slug),
            "name": slug,
            "title": "町の一覧",
            "path": f"{slug}.csv",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "licenses": [{"name": "CC-BY-4.0", "statedBy": "試験町"}],
            "schema": {"fields": fields},
            **properties,
        }

    def change(self, slug: str, **properties: Any) -> dict[str, Any]:
        """Change a descriptor's properties; None removes one."""
        path = self.folder / self.name(slug) / "datapackage.json"
        document: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        document |= properties
        document = {key: value for key, value in document.items() if value is not None}
        self.json(path, document)
        return document

    def descriptor(self, slug: str) -> dict[str, Any]:
        path = self.folder / self.name(slug) / "datapackage.json"
        document: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return document

    def run(
        self, *words: str, env: dict[str, str] | None = None, timeout: float = 120
    ) -> subprocess.CompletedProcess[str]:
        """Run `opendata` in the town as a person would."""
        return subprocess.run(
            [*OPENDATA, *words],
            cwd=self.root,
            env=environment(env),
            capture_output=True,
            text=True,
            timeout=timeout,
            check=False,
        )

    def start(
        self, *words: str, env: dict[str, str] | None = None, is_heard: bool = False
    ) -> subprocess.Popen[str]:
        """Start `opendata` in the town and go on; its output can be read where `is_heard`."""
        out = subprocess.PIPE if is_heard else subprocess.DEVNULL
        return subprocess.Popen(
            [*OPENDATA, *words],
            cwd=self.root,
            env=environment(env),
            stdout=out,
            stderr=out,
            text=True,
        )


OPENDATA = (sys.executable, "-m", "publisher")


def environment(env: dict[str, str] | None = None) -> dict[str, str]:
    """Return this process's environment without a catalog, plus `env`."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("CKAN_")}
    return {**kept, "PYTHONPATH": str(Path(__file__).resolve().parent.parent), **(env or {})}
