"""Methods of other statisticians beside ours: to check figures they published, and to show what
they make of a market like this. Nothing of the product uses them; each module says why.
"""
