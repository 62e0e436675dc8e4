"""How the web server is to deal with memory."""

# A large page is put together from texts of many megabytes. Beyond half a megabyte each is given back to the system as
# soon as it is not needed; without this the C library soon keeps them all. One pool does, as Python holds one lock.
GIVEN_BACK = {"MALLOC_MMAP_THRESHOLD_": "524288", "MALLOC_ARENA_MAX": "1"}
