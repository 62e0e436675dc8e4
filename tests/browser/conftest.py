"""Both worlds as a user starts them, and the browser that looks at them."""

import os
import tempfile
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tools.measure.chrome import launch
from tools.measure.kinds import KINDS
from tools.measure.visits import visit
from tools.measure.worlds import WORLDS, sites

# Playwright's loop runs in the thread of the tests; Django takes that for asynchronous code and would refuse to query.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """The Chromium that CHROME_PATH names, or the system's."""
    return browser_type_launch_args | launch()


@pytest.fixture(scope="session")
def running():
    """Both worlds, by name."""
    with (
        tempfile.TemporaryDirectory(prefix="worlds-", dir=os.environ["DATA_DIR"]) as folder,
        sites(Path(folder)) as both,
    ):
        yield both


@pytest.fixture(scope="session", params=WORLDS)
def site(running, request):
    """Each of the two worlds in turn."""
    return running[request.param]


@pytest.fixture(scope="session")
def rehearsal(running):
    return running["rehearsal"]


@pytest.fixture(scope="session")
def launched(running):
    return running["launch"]


@pytest.fixture
def sign_in(new_context, rehearsal):
    """A page of a person's own, signed in with the password that bin/run has printed."""

    def signed_in(username):
        page = new_context(base_url=rehearsal.address).new_page()
        page.set_default_timeout(30_000)
        page.goto("/desk/")
        page.get_by_label("Username").fill(username)
        page.get_by_label("Password").fill(rehearsal.password(username))
        page.get_by_role("button", name="Sign in").click()
        expect(page).to_have_url(f"{rehearsal.address}/desk/")
        return page

    return signed_in


@pytest.fixture(params=KINDS, ids=lambda kind: kind.name)
def kind(request):
    """Each kind of page in turn, in the worlds that have it."""
    launch = "launched" in request.fixturenames or (
        "site" in request.fixturenames and request.getfixturevalue("site").world == "launch"
    )
    if request.param.rehearsal_only and launch:
        pytest.skip("A launch begins without it.")
    return request.param


@pytest.fixture(scope="session")
def visits(browser):
    """What came of a first visit to a page. Each is paid once, whoever asks."""
    paid = {}

    def first(site, kind):
        if (site.world, kind) not in paid:
            paid[site.world, kind] = visit(browser, site, kind)
        return paid[site.world, kind]

    return first
