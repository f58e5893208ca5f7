"""Two cities that look the same to one reader and differ in everything that this reader may not see."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from zenne.accounts.actions.create_key import WantedKey, create_key
from zenne.accounts.askers import asker_for, roles_of
from zenne.accounts.models import Person, RoleGrant
from zenne.accounts.rules.proofs import Proof
from zenne.core.access.public import Assurance
from zenne.core.languages.public import Translated
from zenne.dataportal.models import Dataset, Profile, ProfileGrant, Table, Version
from zenne.dataportal.rules.columns import Column, ColumnType, TableDefinition
from zenne.dataportal.rules.policies import (
    Coarsening,
    Coarser,
    ColumnPolicy,
    Level,
    MandatoryFilter,
    Need,
    Reader,
    RowRule,
    TablePolicy,
)
from zenne.dataportal.search_sources import index_datasets
from zenne.dataportal.tests.browsers import signed_in
from zenne.dataportal.tests.builders import a_dataset, a_filled_dataset, a_table, a_version, write_part

PARTNER, OFFICIAL, HEALTH = Need(Level.PARTNER), Need(Level.OFFICIAL), Need(scope="health")
CARER = Need(Level.PARTNER, "health")
POLICY = TablePolicy(
    columns={
        "owner": ColumnPolicy(OFFICIAL, (Coarser(Coarsening.FIRST_LETTERS, PARTNER, 1),)),
        "salary": ColumnPolicy(
            OFFICIAL, (Coarser(Coarsening.ROUNDED, CARER, 100), Coarser(Coarsening.ROUNDED, PARTNER, 1_000))
        ),
        "born": ColumnPolicy(OFFICIAL, (Coarser(Coarsening.MONTH, PARTNER), Coarser(Coarsening.YEAR))),
        "home": ColumnPolicy(OFFICIAL, (Coarser(Coarsening.ROUNDED, PARTNER, 0.01),)),
        "illness": ColumnPolicy(HEALTH, reason=Translated({"en": "treasure"})),
        "nickname": ColumnPolicy(search=PARTNER),
    },
    row_rules=(RowRule("status", ("secret",), PARTNER), RowRule("postcode", ("1999",), HEALTH)),
)
REGISTER = replace(POLICY, mandatory_filters=(MandatoryFilter(("postcode", "species"), PARTNER),))
COLUMNS = {
    "species": ColumnType.TEXT,
    "owner": ColumnType.TEXT,
    "height": ColumnType.INTEGER,
    "salary": ColumnType.INTEGER,
    "price": ColumnType.NUMBER,
    "born": ColumnType.DATE,
    "status": ColumnType.TEXT,
    "illness": ColumnType.TEXT,
    "postcode": ColumnType.TEXT,
    "nickname": ColumnType.TEXT,
    "home": ColumnType.GEOMETRY,
    "place": ColumnType.GEOMETRY,
}
READERS = {
    "nobody": Reader(),
    "resident": Reader(),
    "partner": Reader(Level.PARTNER),
    "official": Reader(Level.OFFICIAL),
    "health": Reader(scopes=frozenset({"health"})),
    "partner-health": Reader(Level.PARTNER, frozenset({"health"})),
}
ROLES = {"partner": "partner", "partner-health": "partner", "official": "data-steward", "steward": "data-steward"}
Row = dict[str, Any]


@dataclass
class Worlds:
    """What one reader asks, and the same table in two states: ``put(0)`` and ``put(1)``."""

    name: str
    reader: Reader
    client: Client
    browser: Client
    headers: dict[str, str]
    rows: list[Row]
    put: Callable[[int], None]
    secrets: set[str] = field(default_factory=set)

    def ask(self, path: str, parameters: list[tuple[str, str]]) -> Any:
        return self.client.get(path, query_params=parameters, headers=self.headers)  # type: ignore[arg-type]

    def look(self, path: str, parameters: list[tuple[str, str]]) -> Any:
        """As the reader does who has signed in, on a page."""
        return self.browser.get(path, query_params=parameters)  # type: ignore[arg-type]


def keys_for(name: str) -> dict[str, str]:
    """The header with which a reader asks; none for nobody."""
    return ways_of(name)[0]


def ways_of(name: str) -> tuple[dict[str, str], Client]:
    """The header with which a reader asks the API, and the browser in which the same one has signed in."""
    if name == "nobody":
        return {}, Client()
    role = ROLES.get(name)
    scopes = {
        "partner": ("data.read-partner",),
        "partner-health": ("data.read-partner",),
        "official": ("data.read-official",),
        "steward": ("data.read-official", "data.manage"),
    }.get(name, ())
    person = Person.objects.create(name=name)
    if role:
        RoleGrant.objects.create(person=person, role=role, granted_by="system")
    proof = Proof(assurance=Assurance.HIGH, way="test", second_factor=True)
    asker = asker_for(person, roles=roles_of(person), proof=proof)
    now = timezone.now()
    key, text = create_key(asker=asker, owner=person, wanted=WantedKey("test", scopes, 30), now=now)
    if "health" in name:
        profile = Profile.objects.create(slug="doctors", title=Translated({"en": "Doctors"}), scopes=["health"])
        for holder in (key.key, asker.key):
            ProfileGrant.objects.create(profile=profile, holder=holder, granted_by="system", granted_at=now)
    return {"authorization": f"Bearer {text}"}, signed_in(person)


def a_row(chance: random.Random) -> Row:
    """A row in which every text that may be secret is found nowhere else."""
    return {
        "species": chance.choice(["oak", "elm", "ash", None]),
        "owner": f"{chance.choice('AB')}{chance.getrandbits(40):010x}",
        "height": chance.choice([1, 2, 3, None]),
        "salary": chance.randrange(100_000_000, 100_004_000),
        "price": chance.choice([0.25, 1.5, None]),
        "born": date(1950, 1, 1) + timedelta(days=chance.randrange(1_000)),
        "status": chance.choice(["open", "open", "secret"]),
        "illness": f"ill{chance.getrandbits(40):010x}",
        "postcode": chance.choice(["1000", "1000", "1020", "1999"]),
        "nickname": chance.choice(["nic", "nac", "noc"]),
        "home": f"POINT({4 + chance.randrange(20_000) / 100_000:.5f} {50 + chance.randrange(2_000) / 100_000:.5f})",
        "place": chance.choice(["POINT(4.31 50.81)", "POINT(4.32 50.82)", None]),
    }


def sees(row: Row, reader: Reader) -> bool:
    """The naive model of rows."""
    return all(reader.meets(rule.need) or row[rule.column] not in rule.values for rule in POLICY.row_rules)


def shown(row: Row, reader: Reader) -> Row:
    """The naive model of columns: names and values, without places."""
    seen = {name: row[name] for name in ("species", "height", "price", "status", "postcode", "nickname")}
    if reader.meets(OFFICIAL):
        seen |= {"owner": row["owner"], "salary": row["salary"], "born": row["born"].isoformat()}
    elif reader.meets(PARTNER):
        step = 100 if reader.meets(HEALTH) else 1_000
        seen |= {"owner": row["owner"][0], "salary": (row["salary"] + step // 2) // step * step}
        seen |= {"born": row["born"].isoformat()[:7]}
    else:
        seen |= {"born": row["born"].year}
    return seen | ({"illness": row["illness"]} if reader.meets(HEALTH) else {})


def otherwise(row: Row, reader: Reader, chance: random.Random) -> Row:
    """Another row that this reader cannot tell from the first."""
    while True:
        other = row | {name: a_row(chance)[name] for name in ("owner", "salary", "born", "illness", "home")}
        if not reader.meets(PARTNER):
            other["born"] = date(row["born"].year, chance.randrange(1, 13), 5)
        elif not reader.meets(OFFICIAL):
            other["owner"] = row["owner"][0] + other["owner"][1:]
            other["born"] = row["born"].replace(day=chance.randrange(1, 28))
            step = 100 if reader.meets(HEALTH) else 1_000
            other["salary"] = shown(row, reader)["salary"] + chance.randrange(1 - step // 2, step // 2)
            other["home"] = row["home"]
        else:
            other |= {name: row[name] for name in ("owner", "salary", "born", "home")}
        other["illness"] = row["illness"] if reader.meets(HEALTH) else other["illness"]
        if shown(other, reader) == shown(row, reader):
            return other


def hidden_rows(count: int, reader: Reader, chance: random.Random) -> list[Row]:
    """Rows that this reader does not see."""
    made: list[Row] = []
    while len(made) < count:
        row = a_row(chance)
        if not sees(row, reader):
            made.append(row)
    return made


def worlds_of(name: str, seed: int) -> Worlds:
    """Build both worlds; the first is in force."""
    chance, reader = random.Random(seed), READERS[name]  # noqa: S311 - repeatable, not secret
    visible = [row for row in (a_row(chance) for _ in range(60)) if sees(row, reader)][:25]
    can_differ_in_rows = not (reader.meets(PARTNER) and reader.meets(HEALTH))
    first = visible + (hidden_rows(3, reader, chance) if can_differ_in_rows else [])
    second = [otherwise(row, reader, chance) for row in visible]
    second += hidden_rows(100, reader, chance) if can_differ_in_rows else []
    # Rows keep their order where they can be told apart; what is hidden stands anywhere between.
    states = [shuffled(rows, chance) for rows in (first, second)]
    columns = [tuple(COLUMNS), tuple(each for each in COLUMNS if each not in gone(reader))]
    tables = [
        two_versions(table, policy, states, columns) for table, policy in (("trees", POLICY), ("register", REGISTER))
    ]
    put = switch(tables)
    headers, browser = ways_of(name)
    worlds = Worlds(name, reader, Client(), browser, headers, visible, put, secrets_of(states, reader))
    put(0)
    return worlds


def gone(reader: Reader) -> set[str]:
    """Columns of which a reader sees nothing: the second world does not even have them."""
    found = set() if reader.meets(PARTNER) else {"owner", "salary", "home"}
    return found if reader.meets(HEALTH) else found | {"illness"}


def shuffled(rows: list[Row], chance: random.Random) -> list[Row]:
    return chance.sample(rows, len(rows))


def two_versions(
    name: str, policy: TablePolicy, states: list[list[Row]], columns: list[tuple[str, ...]]
) -> tuple[Table, list[Version]]:
    dataset = Dataset.objects.filter(slug="woods").first() or a_dataset("woods", **LIKE_EACH_OTHER)
    definitions = [TableDefinition(tuple(Column(each, COLUMNS[each]) for each in names)) for names in columns]
    table = a_table(
        [[row[each] for each in columns[0]] for row in states[0]],
        definitions[0].columns,
        dataset=dataset,
        name=name,
        policy=policy,
    )
    a_version(table, [[row[each] for each in columns[1]] for row in states[1]], definitions[1])
    for version, count in zip(table.versions.order_by("number"), (0, 3), strict=True):
        bad = [[number, "species", "treasure", "wrong-type", "treasure"] for number in range(count)]
        quarantine = write_part(table, bad, BAD) if bad else None
        version.manifest, version.quarantined = replace(version.manifest, quarantine=quarantine), count
        version.save()
    return table, list(table.versions.order_by("number"))


BAD = TableDefinition(
    (
        Column("line", ColumnType.INTEGER),
        *(Column(name, ColumnType.TEXT) for name in ("column", "value", "reason", "raw")),
    )
)


def switch(tables: list[tuple[Table, list[Version]]]) -> Callable[[int], None]:
    """Let one version or the other have been the only one ever; a closed table and data set come and go with it."""
    begin = timezone.localtime(timezone.now() - timedelta(days=3)).replace(hour=9)
    a_filled_dataset("parks", **LIKE_EACH_OTHER)
    vault = a_dataset("vault", level=Level.OFFICIAL, scope="deep", **LIKE_EACH_OTHER)
    closed_table(vault, "gold")
    cellar = closed_table(tables[0][0].dataset, "cellar")

    def put(state: int) -> None:
        # What is hidden was published at another hour of the same day.
        moment = begin + timedelta(hours=5 * state)
        for table, versions in tables:
            table.versions.update(published_at=begin, ended_at=begin)
            table.versions.filter(pk=versions[state].pk).update(published_at=moment, ended_at=None)
        name, words = ("elsewhere", "vault")[state], {"en": ["treasure", "forest"][state:]}
        Dataset.objects.filter(pk=vault.pk).update(
            slug=name, title=Translated({"en": name}), keywords=words, changed_at=timezone.now()
        )
        Table.objects.filter(pk=cellar.pk).update(name=("attic", "cellar")[state])
        index_datasets()

    return put


LIKE_EACH_OTHER: dict[str, Any] = {
    "keywords": {"en": ["forest"], "fr": ["forêt"], "nl": ["bos"]},
    "themes": ["ENVI"],
    "created_at": timezone.now() - timedelta(days=9),
}


def closed_table(dataset: Dataset, name: str) -> Table:
    """A table that no reader of these tests may know of."""
    columns = [("species", ColumnType.TEXT)]
    return a_table(
        [["treasure"]], columns, dataset=dataset, name=name, policy=TablePolicy(need=Need(Level.OFFICIAL, "deep"))
    )


def secrets_of(states: list[list[Row]], reader: Reader) -> set[str]:
    """Texts that must be in no answer: names and illnesses, and wages to the euro."""
    secrets: set[str] = {"treasure"}
    for row in (row for rows in states for row in rows):
        seen = shown(row, reader).values() if sees(row, reader) else ()
        secrets |= {str(row[name]) for name in ("owner", "illness", "salary") if row[name] not in seen}
    visible = {
        str(value) for rows in states for row in rows if sees(row, reader) for value in shown(row, reader).values()
    }
    return secrets - visible
