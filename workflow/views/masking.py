"""Numbers of people and banks, and names of natural persons, as pages show them: enough to tell two apart, too little to use."""

MASK = "****"


def masked_phone(number: str) -> str:
    """A telephone number without its middle: 138****0001; of a short one only the end."""
    return number[:3] + MASK + number[-4:] if len(number) >= 9 else MASK + number[-2:]


#: Credit codes that begin so are of sole traders (个体工商户): what stands behind them is a natural person.
SOLE_TRADER = "92"


def public_name(name: str, uscc: str) -> str:
    """A payee's name for everybody: enterprises in full, of natural persons the first and the last character."""
    if not uscc.startswith(SOLE_TRADER) or len(name) < 2:
        return name
    return name[0] + "*" * max(1, len(name) - 2) + (name[-1] if len(name) > 2 else "")
