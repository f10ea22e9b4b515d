"""Who asks: gestures of people turned into calls of actions. Thin; no rule, no number."""
