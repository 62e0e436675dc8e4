"""Where the facts come from can be shown."""

from whoscounting.register.queries import attribution, sources


def test_each_source_has_a_publisher_and_a_licence():
    assert len(sources()) > 20
    assert all(source.publisher and source.licence for source in sources())


def test_the_attribution_is_a_list_of_sentences():
    assert any("Open Government Licence" in line for line in attribution())
    assert all(line.strip() for line in attribution())
