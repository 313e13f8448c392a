from normalise.register.register import bodies, current, facts, key, localities, names, official


def test_every_alias_leads_to_a_body():
    assert all(i in bodies() for ids in names().values() for i in ids)


def test_links_lead_to_bodies():
    ids = {i for x in localities().values() for linked in x.links.values() for i in linked}
    assert not {i for i in ids if i not in bodies()}


def test_successors_exist():
    assert all(s in bodies() for b in bodies().values() for s in b.successors)


def test_former_body():
    assert current(bodies()["probation-nps"]).name == "Probation Service"


def test_key():
    assert key("  St. Mary's & All-Saints’ ") == "st marys and all saints"


def test_official():
    assert (
        official("Kent County Council - Adult Social Care")
        == "Kent County Council Adult Social Care"
    )
    assert official("Probation Service (England and Wales)") == "Probation Service"


def test_facts_of_a_department_are_its_councils():
    assert facts("la-swl-housing").region == bodies()["la-swl"].region == "South East; Kent"
    assert facts("local-somebody") is None
