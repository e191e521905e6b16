"""Amounts in the capital numerals that cheques and notices use (大写金额)."""

DIGITS = "零壹贰叁肆伍陆柒捌玖"
PLACES = ("", "拾", "佰", "仟")
GROUPS = ("", "万", "亿")


def capital(fen: int) -> str:
    """The sum (fen, not negative, below 10^12 yuan) in capitals, e.g. 12345678 → 壹拾贰万叁仟肆佰伍拾陆元柒角捌分."""
    if fen < 0 or fen >= 10**14:
        raise ValueError("the sum must be from 0 to below 10^12 yuan")
    yuan, rest = divmod(fen, 100)
    jiao, cents = divmod(rest, 10)
    whole = _integer(yuan) + "元" if yuan else ""
    if not rest:
        return (whole or "零元") + "整"
    tens = DIGITS[jiao] + "角" if jiao else ("零" if whole else "")
    return whole + tens + (DIGITS[cents] + "分" if cents else "")


def _integer(number: int) -> str:
    text, gap = "", False
    digits = str(number)
    for index, char in enumerate(digits):
        group, inside = divmod(len(digits) - 1 - index, 4)
        if char == "0":
            gap = True
        else:
            text += ("零" if gap and text else "") + DIGITS[int(char)] + PLACES[inside]
            gap = False
        if inside == 0 and int(digits[max(0, index - 3) : index + 1]):
            # A zero at the end of a group (拾万) is not read; one at the start of the next group is.
            text, gap = text + GROUPS[group], False
    return text
