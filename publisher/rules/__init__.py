"""Every rule, in the order of their ids. A new rule is one new module and one line here."""

from __future__ import annotations

from publisher.rules import (
    g001_changed_issue,
    g002_edited_history,
    g003_deleted_dataset,
    g004_changed_id,
    g005_backdated_issue,
    g006_unreadable_base,
    k001_refused_name,
    k002_refused_tag,
    k003_too_long,
    k004_repeated_id,
    l1_05_blank_header,
    l2_03_repeated_header,
    l3_01_rows_above_header,
    p001_not_utf8,
    p002_unusable_licence,
    p003_missing_file,
    p004_unnamed_file,
    p005_files_after_withdrawal,
    p006_unknown_organization,
    p007_broken_organization,
    p008_broken_descriptor,
    p009_off_profile,
    p010_path_outside,
    p011_unreadable_file,
    p012_repeated_dataset,
    p013_name_not_folder,
    p014_unusual_name,
    p015_unknown_word,
    p016_future_issue,
    p017_broken_json,
    p018_not_text,
    p019_open_quote,
    p020_repeated_resource,
    p021_lost_character,
    p022_wrong_delimiter,
    x000_our_fault,
)
from publisher.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    l1_05_blank_header.RULE,
    l2_03_repeated_header.RULE,
    l3_01_rows_above_header.RULE,
    p001_not_utf8.RULE,
    p002_unusable_licence.RULE,
    p003_missing_file.RULE,
    p004_unnamed_file.RULE,
    p005_files_after_withdrawal.RULE,
    p006_unknown_organization.RULE,
    p007_broken_organization.RULE,
    p008_broken_descriptor.RULE,
    p009_off_profile.RULE,
    p010_path_outside.RULE,
    p011_unreadable_file.RULE,
    p012_repeated_dataset.RULE,
    p013_name_not_folder.RULE,
    p014_unusual_name.RULE,
    p015_unknown_word.RULE,
    p016_future_issue.RULE,
    p017_broken_json.RULE,
    p018_not_text.RULE,
    p019_open_quote.RULE,
    p020_repeated_resource.RULE,
    p021_lost_character.RULE,
    p022_wrong_delimiter.RULE,
    k001_refused_name.RULE,
    k002_refused_tag.RULE,
    k003_too_long.RULE,
    k004_repeated_id.RULE,
    g001_changed_issue.RULE,
    g002_edited_history.RULE,
    g003_deleted_dataset.RULE,
    g004_changed_id.RULE,
    g005_backdated_issue.RULE,
    g006_unreadable_base.RULE,
    x000_our_fault.RULE,
)
"""Official rules first, then ours: package, what CKAN refuses, guards, our own fault."""

_BY_ID = {rule.id: rule for rule in RULES}


def find(identifier: str) -> Rule | None:
    """Return the rule with this id, None for frictionless's error types."""
    return _BY_ID.get(identifier)


def known(identifier: str) -> Rule:
    """Return the rule with this id, which the code itself names; raises KeyError."""
    return _BY_ID[identifier]
