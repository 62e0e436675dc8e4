"""Keeping a world: one file that holds all of it, made while the site runs, and the way back.

First the database is copied as it was at one moment, then the files. This order is right because a file is in the vault
before the row that names it is committed, and the vault's files are only ever added: each row of the copy finds its
file, and files that came later do no harm. The other way round, a reply that came in between would lack its letter.
A picture may be purged in between, because its person took back consent; then it is right that the backup lacks it.
"""
