"""The texts of a new instance: its settings and the page that tells officers what to do."""

from __future__ import annotations

import json

from publisher.instance import DEFAULT_CATALOG
from publisher.words import Text


def _quoted(text: str) -> str:
    """Return a TOML basic string; JSON's escapes are TOML's."""
    return json.dumps(text, ensure_ascii=False)


def settings(instance_id: str, organization: str, body: Text, title: Text) -> str:
    """Return opendata.toml of an instance whose KPI is that of its one body."""
    return f"""\
# This instance: who publishes what, where, and against which targets.
# この目録の設定です。文字の部分だけを書き換えてください。

[instance]
# Namespace of every id that the publisher derives. Never change it. / 変えないでください。
id = {_quoted(instance_id)}
title = {_quoted(title.ja)}
title_en = {_quoted(title.en)}
# One line on every page and report, for a demonstration say. / 全ページに出す一行（なければ空）
notice = ""
notice_en = ""
time_zone = "Asia/Tokyo"

[catalog]
# Where the embedded catalog listens (loopback) and the address citizens see.
url = {_quoted(DEFAULT_CATALOG)}

[limits]
# How much one run may lose before it refuses: more than `absolute`, or more than `share` of all.
withdrawals = {{ absolute = 5, share = 0.05 }}
files = {{ absolute = 5, share = 0.05 }}

[kpi]
# The body whose figure is the headline. Targets and opening balances are added when decided:
#   [kpi.targets]
#   2027 = 10
#   [[kpi.opening_balance]]
#   organization = {_quoted(organization)}
#   date = "2026-03"
#   count = 5
#   source = "…"
organization = {_quoted(organization)}
plan = "目標を定めた計画はまだありません"
plan_en = "No plan with targets yet"
measure = {_quoted(f"{body.ja}の公開データセット数（累計）")}
measure_en = {_quoted(f"Datasets published by {body.en} (cumulative)")}
"""


README = """\
# データの置き場

各課の担当の方へ。データセットは、次の3つの手順で加えます。

1. **表を用意する** — いつものExcelのままでかまいません（ODS・CSV・GeoJSONも）。
   いくつかのファイルや、フォルダごとでも加えられます。
2. **加える** — この置き場の中（どのフォルダでも）で次のように打つと、
   足りないこと（題名、利用条件、問い合わせ先、更新頻度など）だけを6つまで聞かれます。
   分からないことは「分からない」と答えてかまいません。

   ```
   opendata add 公衆トイレ.xlsx
   ```

   意味を変えずに直せるところだけを直して、直したことを示します。
   列の型を調べ、説明書（`datapackage.json`）を作ります。説明書は `opendata set` で変えます。
   もとのファイルは変えません。安全なら表のとなりに載せ、
   作成者の名前などが残っているときは載せません。
3. **確かめて提案する** — 最後に出る結果が「✅ 公開できます」なら、できたフォルダを提案します。
   「🟥」のときは、書かれた場所を元の表で直し、
   `opendata update 名前 直した表.csv` で入れ直します。

公開したあとに

- 説明を変える: `opendata set 名前 title="新しい題名"`
- 新しい表に更新する: `opendata update 名前 新しい表.xlsx`（新しい月や年の行を足すときは `--append`）
- 公開を終える: `opendata withdraw 名前 --reason "施設の廃止"`
- もう一度公開する: `opendata set 名前 --restore --file 表.csv`

フォルダの形

```
datasets/
  <団体コード>_<名前>/organization.json   団体
  <団体コード>_<名前>/<データセット>/      データセット（datapackage.json と CSV）
```

次のものは載せません: 個人番号、個人の住所や電話、利用条件の分からない写真。
"""
