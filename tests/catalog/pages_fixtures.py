"""A catalog in memory behind the Reader port: seven datasets, three bodies, one of them without any."""

from __future__ import annotations

import asyncio
import copy
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route

from catalog.errors import NotFound
from catalog.pages.failures import exception_handlers
from catalog.pages.routes import page_routes
from catalog.settings import Site

SITE = Site(
    instance="8350ae28-075a-4e72-bee4-c971ce65f07d",
    title="奈良県と市町村のオープンデータ（実演）",
    title_en="Open data of Nara Prefecture and its municipalities (demonstration)",
    notice="これは公開資料から作った実演用の目録です。奈良県の公式サイトではありません。",
    notice_en="This is a demonstration catalog made from public documents. It is not an official site of Nara Prefecture.",
    url="http://testserver",
    time_zone="Asia/Tokyo",
)
NOW = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)

TOILETS = (
    "全国地方公共団体コード,ID,名称,所在地_連結表記,緯度,経度,男性トイレ総数,備考\r\n"
    "292095,29209-01,生駒市役所,生駒市東新町8番38号,34.69197697,135.7005723,,\r\n"
    "292095,29209-02,HOS生駒北スポーツセンター,生駒市高山町166番地2,34.77025339,135.7103238,,夜間使用がある場合は21時まで\r\n"
    "292095,29209-03,高山竹林園,生駒市高山町3440番,34.749673,135.72097,2,\r\n"
)
_NUMBERS = ("緯度", "経度")


def uuid(number: int) -> str:
    return f"00000000-0000-4000-8000-{number:012d}"


ORGANIZATIONS = [
    ("290009_nara_pref", "奈良県", "Nara Prefecture", "ならけん"),
    ("292052_kashihara", "橿原市", "Kashihara City", "かしはらし"),
    ("292095_ikoma", "生駒市", "Ikoma City", "いこまし"),
    ("294535_higashiyoshino", "東吉野村", "Higashiyoshino Village", "ひがしよしのむら"),
]

KPI: dict[str, Any] = {
    "definition": "1",
    "organization": {
        "name": "290009_nara_pref",
        "code": "290009",
        "title": {"ja": "奈良県", "en": "Nara Prefecture"},
    },
    "plan": {
        "title": {"ja": "奈良県官民データ活用推進計画", "en": "Nara Data Plan"},
        "measure": {
            "ja": "県の公開データセット数（累計）",
            "en": "Datasets published by the prefecture (cumulative)",
        },
        "source": "第2章 図表",
        "source_url": None,
    },
    "baseline": {
        "date": "2019-02-28",
        "stated": "2019-02",
        "count": 77,
        "source": "図表2-3-2(2)（2019年2月現在）",
    },
    "cumulative": 77,
    "added": 0,
    "available": 0,
    "machine_readable": 0,
    "targets": [
        {"fiscal_year": year, "target": target}
        for year, target in [(2019, 100), (2020, 120), (2021, 130), (2022, 140), (2023, 150)]
    ],
    "reported_from": "2026-11-21",
    "series": [
        {"date": "2019-02-28", "cumulative": 77, "available": None},
        {"date": "2026-11-21", "cumulative": 77, "available": 0},
    ],
    "organizations": [
        {
            "name": name,
            "code": name[:6],
            "title": {"ja": title, "en": english},
            "state": state,
            "baseline": None
            if opening is None
            else {
                "date": "2019-02-28",
                "stated": "2019-02",
                "count": opening,
                "source": "図表2-3-2(2)",
            },
            "cumulative": cumulative,
            "added": added,
            "available": added,
            "machine_readable": added,
        }
        for (name, title, english, _), (state, opening, cumulative, added) in zip(
            ORGANIZATIONS,
            [
                ("counted", 77, 77, 0),
                ("known_part", None, 1, 1),
                ("counted", 275, 276, 1),
                ("unknown", None, None, 0),
            ],
            strict=True,
        )
    ],
}


@dataclass
class FakeCatalog:
    """Implements catalog.reader.Reader; files live under `folder`."""

    folder: Path
    datasets: list[dict[str, Any]] = field(default_factory=list)
    files: dict[str, Path] = field(default_factory=dict)

    def add(
        self,
        name: str,
        title: str,
        *,
        notes: str = "",
        owner: str = "292095_ikoma",
        files: Iterable[tuple[str, str, str | bytes]] = (),
        descriptor: Mapping[str, Any] | None = None,
        extras: Mapping[str, str] | None = None,
        tags: Iterable[str] = (),
        modified: str = "2026-11-20T17:10:00.000000",
        **more: Any,
    ) -> dict[str, Any]:
        """Add a dataset; `files` are (file name, format, content), the descriptor comes last."""
        number = len(self.datasets) + 1
        identifier = uuid(number * 100)
        all_files = list(files)
        ids = [uuid(number * 100 + index) for index in range(1, len(all_files) + 2)]
        if descriptor is not None:
            described = copy.deepcopy(dict(descriptor))
            listed = described.get("resources")
            for position, resource in enumerate(listed if isinstance(listed, list) else []):
                resource["id"] = ids[position]
            all_files.append(
                ("datapackage.json", "JSON", json.dumps(described, ensure_ascii=False))
            )
        dataset = {
            "id": identifier,
            "name": name,
            "title": title,
            "notes": notes,
            "state": "active",
            "license_id": "CC-BY-4.0",
            "metadata_modified": modified,
            "organization": {"name": owner, "title": dict(_titles())[owner]},
            "tags": [{"name": tag, "display_name": tag} for tag in tags],
            "extras": [{"key": key, "value": value} for key, value in (extras or {}).items()],
            "resources": [
                self._resource(identifier, ids[index], *file)
                for index, file in enumerate(all_files)
            ],
            **more,
        }
        self.datasets.append(dataset)
        return dataset

    def _resource(
        self, dataset: str, identifier: str, name: str, kind: str, content: str | bytes
    ) -> dict[str, Any]:
        data = content.encode() if isinstance(content, str) else content
        path = self.folder / identifier
        path.write_bytes(data)
        self.files[identifier] = path
        return {
            "id": identifier,
            "name": name,
            "description": "",
            "format": kind,
            "url": f"{SITE.url}/dataset/{dataset}/resource/{identifier}/download/{name}",
            "url_type": "upload",
            "size": len(data),
        }

    def path(self, resource_id: str) -> Path | None:
        return self.files.get(resource_id)

    def call(self, action: str, parameters: Mapping[str, Any]) -> Any:
        actions = {
            "package_search": self._search,
            "package_show": self._show,
            "organization_list": self._organizations,
            "organization_show": self._organization,
        }
        return copy.deepcopy(actions[action](parameters))

    def _show(self, parameters: Mapping[str, Any]) -> Any:
        for dataset in self.datasets:
            if parameters["id"] in {dataset["id"], dataset["name"]}:
                return dataset
        raise NotFound

    def _organizations(self, parameters: Mapping[str, Any]) -> Any:
        start, limit = parameters.get("offset", 0), min(parameters.get("limit", 25), 25)
        return [_organization(*item) for item in ORGANIZATIONS][start : start + limit]

    def _organization(self, parameters: Mapping[str, Any]) -> Any:
        for item in ORGANIZATIONS:
            if parameters["id"] in {item[0], f"id-{item[0]}"}:
                return _organization(*item)
        raise NotFound

    def _search(self, parameters: Mapping[str, Any]) -> Any:
        found = [item for item in self.datasets if _fits(item, parameters)]
        sort = parameters.get("sort", "")
        if "title_string" in sort:
            found.sort(key=lambda item: str(item["title"]))
        else:
            found.sort(key=lambda item: str(item["metadata_modified"]), reverse=True)
        start, rows = parameters.get("start", 0), parameters.get("rows", 10)
        fields = json.loads(parameters.get("facet.field", "[]"))
        return {
            "count": len(found),
            "results": found[start : start + rows],
            "search_facets": {name: _facet(found, name) for name in fields},
        }


def _titles() -> list[tuple[str, str]]:
    return [(name, title) for name, title, _, _ in ORGANIZATIONS]


def _organization(name: str, title: str, english: str, kana: str) -> dict[str, Any]:
    extras = {"code": name[:6], "title_en": english, "kana": kana}
    return {
        "id": f"id-{name}",
        "name": name,
        "title": title,
        "display_name": title,
        "description": "",
        "extras": [{"key": key, "value": value} for key, value in extras.items()],
    }


def _values(dataset: Mapping[str, Any], name: str) -> list[str]:
    if name == "organization":
        return [dataset["organization"]["name"]]
    if name == "tags":
        return [tag["name"] for tag in dataset["tags"]]
    if name == "res_format":
        return sorted({resource["format"] for resource in dataset["resources"]})
    value = {f"extras_{item['key']}": item["value"] for item in dataset["extras"]}.get(name)
    if value is None:
        return []
    return [str(item) for item in json.loads(value)] if value.startswith("[") else [value]


def _facet(found: Iterable[Mapping[str, Any]], name: str) -> dict[str, Any]:
    counts: dict[str, int] = {}
    for dataset in found:
        for value in _values(dataset, name):
            counts[value] = counts.get(value, 0) + 1
    labels = dict(_titles())
    return {
        "title": name,
        "items": [
            {"name": value, "display_name": labels.get(value, value), "count": count}
            for value, count in counts.items()
        ],
    }


def _fits(dataset: Mapping[str, Any], parameters: Mapping[str, Any]) -> bool:
    text = json.dumps(dataset, ensure_ascii=False).lower()
    if not all(word in text for word in str(parameters.get("q", "")).lower().split()):
        return False
    for term in filter(None, str(parameters.get("fq", "")).split(" AND ")):
        match = re.fullmatch(r'(-?)([a-z_]+):(?:"(.*)"|(.*))', term)
        assert match, term
        value = (match[3] or match[4]).replace('\\"', '"').replace("\\\\", "\\")
        values = _values(dataset, match[2])
        holds = bool(values) if value == "[* TO *]" else value in values
        if holds == bool(match[1]):
            return False
    return True


def toilet_descriptor() -> dict[str, Any]:
    names = TOILETS.partition("\r\n")[0].split(",")
    return {
        "name": "292095_public_toilet",
        "title": "公衆トイレ一覧",
        "description": "生駒市にある公衆トイレの場所と設備です。",
        "translations": {
            "en": {
                "title": "Public toilets",
                "description": "Places and equipment of public toilets in Ikoma.",
            }
        },
        "issued": "2026-11-20",
        "modified": "2026-04-10",
        "accrualPeriodicity": "ANNUAL",
        "themes": ["社会保障・衛生"],
        "spatial": "292095",
        "temporal": {"start": "2025-04-01", "end": "2026-03-31"},
        "contactPoint": {
            "title": "環境保全課",
            "email": "kankyo@example.jp",
            "phone": "0743-00-0000",
            "url": "https://example.jp/",
        },
        "division": "環境保全課",
        "standard": {"slug": "public_toilet", "edition": "2026-08-01"},
        "origin": {
            "kind": "processed",
            "by": "open-infra-japan",
            "source": "https://example.jp/toilet.xlsx",
            "retrieved": "2026-10-01",
            "note": "男性トイレ総数は一部だけ分かっています。",
        },
        "history": [
            {"date": "2026-11-19", "event": "registered"},
            {
                "date": "2026-11-20",
                "event": "published",
                "reason": "はじめての公開",
                "ref": "https://example.jp/",
            },
        ],
        "resources": [
            {
                "name": "table",
                "title": "公衆トイレ一覧",
                "path": "public_toilet.csv",
                "format": "csv",
                "encoding": "utf-8",
                "licenses": [{"name": "CC-BY-4.0", "statedBy": "生駒市"}],
                "credit": "生駒市「公衆トイレ一覧」を加工して作成（CC BY 4.0）",
                "schema": {
                    "fields": [
                        {
                            "name": name,
                            "type": "number" if name in _NUMBERS else "string",
                            "description": f"{name}を書きます。" if name == "名称" else "",
                            "constraints": {"required": name == "ID"},
                        }
                        for name in names
                    ]
                },
            },
            {"name": "workbook", "title": "公衆トイレ一覧（Excel）", "path": "public_toilet.xlsx"},
        ],
    }


HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'&"


def sample(folder: Path) -> FakeCatalog:
    """Return the usual shelf: one dataset of each kind a page has to cope with."""
    catalog = FakeCatalog(folder)
    standard = '["https://www.digital.go.jp/standards/public_toilet"]'
    catalog.add(
        "292095_public_toilet",
        "公衆トイレ一覧",
        notes="生駒市にある公衆トイレの場所と設備です。",
        files=[
            ("public_toilet.csv", "CSV", b"\xef\xbb\xbf" + TOILETS.encode()),
            ("public_toilet.xlsx", "XLSX", b"PK" + b"0" * 9000),
        ],
        descriptor=toilet_descriptor(),
        extras={"theme": '["社会保障・衛生"]', "conforms_to": standard, "frequency": "ANNUAL"},
        tags=["トイレ", "施設"],
    )
    catalog.add(
        "292052_public_toilet",
        "橿原市_公衆トイレ一覧",
        owner="292052_kashihara",
        notes="橿原市が管理する**公衆トイレ**の一覧です。\n\n# 見出し\n\n- 毎年更新\n- [出典](https://example.jp/)",
        files=[("292052_public_toilet.csv", "CSV", TOILETS)],
        descriptor={"origin": {"kind": "original"}, "accrualPeriodicity": "AS_NEEDED"},
        extras={"theme": '["社会保障・衛生"]', "modified": "2025-05-28", "conforms_to": standard},
        tags=["トイレ"],
        modified="2026-11-19T17:10:00.000000",
    )
    catalog.add(
        "290009_population",
        "奈良県の人口",
        owner="290009_nara_pref",
        notes="毎月の推計人口。",
        files=[
            ("population.csv", "CSV", "年月,人口\n2026-10,1290000\n"),
            ("map.pdf", "PDF", b"%PDF"),
        ],
        extras={"theme": '["人口・世帯"]', "frequency": "MONTHLY", "modified": "2026-11-01"},
        tags=["人口"],
        modified="2026-11-01T17:10:00.000000",
    )
    catalog.add(
        "292095_aed_old",
        "AED設置場所（旧）",
        notes="古い一覧。",
        files=[("aed.csv", "CSV", "名称\n市役所\n")],
        extras={
            "withdrawn": "2026-04-01",
            "withdrawn_reason": "新しい一覧に統合したため",
            "successor": "292095_public_toilet",
        },
    )
    catalog.add(
        "290009_opendata_kpi",
        "オープンデータの目標と実績",
        owner="290009_nara_pref",
        notes="目標と実績の集計です。",
        files=[
            ("kpi.json", "JSON", json.dumps(KPI, ensure_ascii=False)),
            ("kpi.csv", "CSV", "年度,目標\n2019,100\n"),
        ],
        extras={"generated": "kpi"},
        modified="2026-11-20T17:12:00.000000",
    )
    return catalog


def app_of(catalog: FakeCatalog, *, site: Site = SITE, now: datetime = NOW) -> Starlette:
    """Return the pages over the fake, with downloads and a stand-in for the API to link to."""

    def download(request: Request) -> Response:
        return FileResponse(catalog.files[request.path_params["resource"]])

    def api(_request: Request) -> Response:
        return PlainTextResponse("api")

    def crash(_request: Request) -> Response:
        message = "a broken page"
        raise RuntimeError(message)

    return Starlette(
        routes=[
            Route("/dataset/{name}/resource/{resource}/download/{file}", download),
            Route("/api/3/action/{action}", api),
            Route("/crash", crash),
            *page_routes(catalog, site, clock=lambda: now),
        ],
        exception_handlers=exception_handlers(site),
    )


class Client:
    """Asks an application in this process, as a browser without cookies would."""

    def __init__(self, app: Starlette) -> None:
        self._app = app

    def get(
        self,
        path: str,
        *,
        params: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        follow_redirects: bool = True,
    ) -> httpx.Response:
        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(app=self._app, raise_app_exceptions=False)
            async with httpx.AsyncClient(transport=transport, base_url=SITE.url) as client:
                return await client.get(
                    path, params=params, headers=headers, follow_redirects=follow_redirects
                )

        return asyncio.run(ask())
