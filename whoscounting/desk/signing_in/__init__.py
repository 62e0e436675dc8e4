"""How staff sign in: allauth's machinery with our rules, words and pages.

It stands with the desk because nobody else signs in. The pages are in the desk's templates, under the names that
allauth looks for: the desk comes before allauth in the list of apps, so ours are found first.
"""
