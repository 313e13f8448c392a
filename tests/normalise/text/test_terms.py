import pytest

from normalise.labels.themes import read_subjects
from normalise.text.terms import Term, TermList, counted, printed_words, read_term, sentences_of


def found(term, text):
    terms = TermList()
    terms.add(Term("x", read_term(term, {"<agency>": ["GP", "police"]})))
    return [
        printed_words(h, s, text)
        for s in sentences_of(text)
        for h in counted(terms, s, frozenset())
    ]


@pytest.mark.parametrize(
    ("term", "text", "words"),
    [
        ("policy", "The policy of the police", ["policy"]),  # a whole word, not its beginning
        ("train*", "Trained staff train others", ["Trained", "train"]),
        ("e-learning", "An E-Learning package", ["E-Learning"]),
        ("carers", "The carers’ lead and the carer", ["carers"]),  # the apostrophe is set aside
        ("IT", "IT staff say it is fixed", ["IT"]),  # capitals are met in capitals only
        ("A&E", "A&E and a and e", ["A&E"]),
        ("raise ... awareness", "Raise staff awareness", ["Raise … awareness"]),
        ("raise ... awareness", "Raise a b c d e awareness", []),  # at most four words between
        ("raise ... awareness", "Raise it. Awareness matters", []),  # within a sentence
        ("see/seen alone", "Seen alone, or see alone", ["Seen alone", "see alone"]),
        ("tell ... <agency>", "Tell the GP", ["Tell … GP"]),
    ],
)
def test_terms(term, text, words):
    assert found(term, text) == words


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("Training shoes are not to be worn.", "training"),
        ("A record number of calls was taken.", "record keeping"),
        ("The service is at risk of losing its money.", "identification of risk"),
    ],
)
def test_words_inside_another_phrase_do_not_count(text, hidden):
    assert hidden not in read_subjects(text).themes
