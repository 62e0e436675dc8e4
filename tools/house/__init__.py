"""What bin/run, bin/test and bin/fix share. Only Python's own library, because nothing else is installed yet."""
