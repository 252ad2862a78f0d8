"""Properties of a rulebook, shown on its advice: what must hold for every business there could be.

Where the answers that matter are few enough, all of them are gone through with the engine's own stages. Where
they are too many, a solver shows from the conditions that no answers at all break a property, and businesses
drawn by lot check what the solver was told. Where neither can settle it, the result says that it is a sample.
"""
