"""What an officer is told of a row of JSON: it has values in [ ], neither commas nor lines."""

from __future__ import annotations

from publisher.words import Text

LISTS: dict[str, dict[str, Text]] = {
    "missing-cell": {
        "title": Text("値が足りない1件", "An item that is too short"),
        "message": Text(
            "この1件（[ ]）には「{label}」の値がありません。"
            "値がなくても null と書き、項目名と同じ数にしてください。",
            "This item ([ ]) ends before '{label}'. Write null where a value is blank.",
        ),
        "fix": Text(
            "足りない値を足してください。空の値は null と書きます。",
            "Add the values that are missing; a blank one is written null.",
        ),
    },
    "extra-cell": {
        "title": Text("値が多すぎる1件", "An item that is too long"),
        "message": Text(
            "この1件（[ ]）は、値が項目名より多くあります（「{cell}」）。"
            "最初の [ ] に項目名を足すか、いらない値を消してください。",
            "This item ([ ]) has more values than there are names ('{cell}'). "
            "Add a name to the first one, or delete the value.",
        ),
        "fix": Text(
            "最初の [ ] に項目名を足すか、はみ出した値を消してください。",
            "Add names to the first list, or delete the values that stick out.",
        ),
    },
}
"""By frictionless's error type."""
NO_TEXT = Text(
    '「{cell}」は文字ではありません。値を「"」で囲んでください。',
    "'{cell}' is no text. Put the value in quotes.",
)
"""Of a value that should be text: JSON has no format of cells."""
