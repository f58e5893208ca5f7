"""The pages of accounts."""

from django.conf import settings
from django.urls import URLPattern, path

from zenne.accounts.views import entering, keys, link, own, own_data, people, person_data, provider, second_factor

app_name = "accounts"


def routes(*, demo: bool) -> list[URLPattern]:
    """All addresses; those of the demo identities exist only in a demonstration."""
    return [
        path("sign-in/", entering.sign_in_page, name="sign-in"),
        *([path("sign-in/demo/<slug:key>/", entering.demo_sign_in, name="demo-sign-in")] if demo else []),
        path("sign-in/link/", entering.ask_for_link, name="ask-for-link"),
        path("sign-in/link-sent/", entering.link_sent, name="link-sent"),
        path("sign-in/link/<str:token>/", link.link_page, name="link"),
        path("sign-in/with/<slug:provider_id>/", provider.start, name="start"),
        path("sign-out/", entering.sign_out_view, name="sign-out"),
        path("signed-out/", entering.signed_out, name="signed-out"),
        path("my/", own.my_page, name="my"),
        path("my/history/", own.history, name="history"),
        path("my/data/", own_data.data_page, name="data"),
        path("my/data/copy/", own_data.take_copy, name="copy"),
        path("my/data/erase/", own_data.erase, name="erase"),
        path("my/data/erased/", own_data.erased_page, name="erased"),
        path("my/sessions/", own.sessions, name="sessions"),
        path("my/keys/", keys.my_keys, name="keys"),
        path("my/keys/<str:public_id>/revoke/", keys.revoke, name="revoke-key"),
        path("my/continue/<str:token>/", own.continue_page, name="continue"),
        path("my/continue/<str:token>/drop/", own.drop_kept, name="drop-kept"),
        path("my/second-factor/", second_factor.second_factor, name="second-factor"),
        path("my/second-factor/add/", second_factor.add, name="add-second-factor"),
        path("my/second-factor/<int:number>/remove/", second_factor.remove, name="remove-second-factor"),
        path("staff/", own.staff_home, name="staff"),
        path("staff/people/", people.people, name="people"),
        path("staff/people/<uuid:uuid>/", people.person_card, name="person"),
        path("staff/people/<uuid:uuid>/data/", person_data.person_data, name="person-data"),
        path("staff/people/<uuid:uuid>/data/copy/", person_data.take_copy_for_person, name="person-copy"),
        path("staff/people/<uuid:uuid>/data/erase/", person_data.erase_for_person, name="person-erase"),
        path("staff/rights/", person_data.rights, name="rights"),
        path("staff/rights/erased/", person_data.person_erased, name="person-erased"),
        path("staff/accounts/", people.accounts, name="accounts"),
        path("staff/accounts/<uuid:uuid>/", people.close_account, name="close-account"),
        path("staff/roles/", people.roles, name="roles"),
        path("staff/roles/take-away/", people.take_away, name="take-role-away"),
        path("staff/keys/", keys.all_keys, name="all-keys"),
    ]


urlpatterns = routes(demo=settings.DEMO)
