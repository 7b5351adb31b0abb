"""Headings that the form gives: the same in every report, and nobody's own words (国办公开办函〔2021〕30号)."""

from validators.lexicon import any_of

ASPECT_TOPICS = (
    "主动公开(?:政府信息)?",
    "依申请公开(?:政府信息)?",
    "(?:政府)?信息(?:资源)?管理",
    "(?:政府信息)?(?:公开)?平台建设",
    "(?:政府信息公开)?(?:工作)?监督保障",
)
"""The five aspects of 总体情况, as a heading names them."""
ORDINAL_MARK = r"(?:[(（]\s*[一二三四五六七八九十\d]{1,2}\s*[)）]|[一二三四五六七八九十\d]{1,2}\s*[、.．])"
FORM_HEADING = rf"\s*{ORDINAL_MARK}?\s*(?:政府信息)?{any_of(*ASPECT_TOPICS)}(?:方面|(?:工作)?(?:的)?情况|工作)?\s*"
"""（四）政府信息公开平台建设, with or without its ordinal."""
