"""Turn a word form into its lemma by a short edit script, and find the script that does so."""

from __future__ import annotations

from difflib import SequenceMatcher

__all__ = ["apply_script", "make_script"]


def make_script(form: str, lemma: str) -> str:
    """Return `case|offset,removed,inserted|removed,appended`, or `=lemma` if they share nothing.

    The case is `l` (lower), `u` (capitalised) or `s` (as in the form). The idea is UDPipe 2's
    lemma rule (Straka 2018); the offset counts from the start so that `angekommen` and `abgeholt`
    share one script.
    """
    low, target = form.lower(), lemma.lower()
    match = SequenceMatcher(None, low, target, autojunk=False).find_longest_match()
    if match.size == 0:
        return "=" + lemma
    before, wanted = low[: match.a], target[: match.b]
    kept = 0
    while kept < min(len(before), len(wanted)) and before[kept] == wanted[kept]:
        kept += 1
    front = "" if before == wanted else f"{kept},{len(before) - kept},{wanted[kept:]}"
    removed, appended = len(low) - match.a - match.size, target[match.b + match.size :]
    for case in ("l", "u", "s"):
        script = f"{case}|{front}|{removed},{appended}"
        if (
            "," not in appended + wanted[kept:]
            and "|" not in lemma
            and apply_script(form, script) == lemma
        ):
            return script
    return "=" + lemma


def apply_script(form: str, script: str) -> str:
    """Return the lemma of `form`; a script that does not fit leaves the form as it is."""
    if script.startswith("="):
        return script[1:]
    case, front, back = script.split("|")
    removed, appended = back.split(",")
    cut = len(form) - int(removed)
    if cut < 0:
        return form
    lemma = form[:cut] + appended
    if front:
        offset, gone, inserted = front.split(",")
        start = int(offset)
        if start + int(gone) > cut:
            return form
        lemma = lemma[:start] + inserted + lemma[start + int(gone) :]
    if case == "l":
        return lemma.lower() or form
    if case == "u":
        return (lemma[:1].upper() + lemma[1:].lower()) or form
    return lemma or form
