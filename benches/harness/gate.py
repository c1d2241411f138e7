"""Ratios of one run against the ratios that were recorded, whatever the machine."""

# How far a ratio may fall below the recorded one.
TOLERANCE = 0.25


def fallen(recorded, measured, tolerance=TOLERANCE):
    """What has fallen too far, one line a ratio; a ratio that was recorded and not measured counts as fallen."""
    lines = []
    for name, before in sorted(recorded.items()):
        now = measured.get(name)
        if now is None:
            lines.append(f"{name}: recorded {before:.2f}, not measured")
        elif now < before * (1 - tolerance):
            lines.append(f"{name}: recorded {before:.2f}, now {now:.2f}: {1 - now / before:.0%} lower, expected {tolerance:.0%} at most")
    return lines
