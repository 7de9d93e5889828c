from tests.docs import conftest as docs

sample_file, store, clock = docs.sample_file, docs.store, docs.clock
