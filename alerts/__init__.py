"""Judge and tell: rules, alerts, leads, delivery."""
