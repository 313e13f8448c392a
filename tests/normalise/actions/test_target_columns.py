from normalise.actions.target_columns import read_targets


def isos(*texts):
    return [r.target.iso if r.target else None for r in read_targets(texts)]


def test_ditto_is_the_date_above():
    readings = read_targets(["March 2023", "As above", '"'])
    assert [r.target.iso for r in readings] == ["2023-03"] * 3
    assert [r.repeated for r in readings] == [False, True, True]


def test_ditto_takes_no_date_of_completion():
    assert read_targets(["Completed March 2023", "As above"])[1].completed is None


def test_a_year_is_that_of_the_rows_on_both_sides():
    readings = read_targets(["March 2022", "31 May", "June 2022"])
    assert readings[1].target.iso == "2022-05-31"
    assert readings[1].year_from_rows
    assert not readings[1].unread


def test_rows_without_a_date_are_passed_over():
    assert isos("March 2022", "Ongoing", "May", "", "June 2022")[2] == "2022-05"


def test_no_year_where_the_rows_differ_or_are_on_one_side():
    assert isos("March 2022", "31 May", "June 2023")[1] is None
    assert isos("March 2022", "31 May")[1] is None
    assert read_targets(["March 2022", "31 May"])[1].unread


def test_the_last_row_takes_a_year_that_all_rows_have():
    dated = ["March 2022", "April 2022", "May 2022", "June 2022"]
    assert isos(*dated, "23-Jul")[4] == "2022-07-23"
    assert isos("March 2021", *dated, "23-Jul")[5] is None


def test_a_day_that_does_not_exist_in_that_year_is_not_made():
    assert isos("March 2022", "29 February", "June 2022")[1] is None


def test_a_year_far_from_the_others_is_doubtful():
    readings = read_targets(["March 2022", "May 2022", "31/03/2032", "June 2023", "July 2023"])
    assert [r.doubtful for r in readings] == [False, False, True, False, False]


def test_few_dates_do_not_show_the_years_of_a_plan():
    assert not any(r.doubtful for r in read_targets(["March 2022", "May 2032"]))
