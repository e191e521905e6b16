"""Numbers of people and banks as pages show them: enough to tell two apart, too little to use."""

MASK = "****"


def masked_phone(number: str) -> str:
    """A telephone number without its middle: 138****0001; of a short one only the end."""
    return number[:3] + MASK + number[-4:] if len(number) >= 9 else MASK + number[-2:]
