"""What can be read from words alone: language, sentences, figures, dates, names, negation.

Everything here is a pure function over strings; models, gazetteers and locale data load at first use.
"""

from __future__ import annotations

from ascertain.text.clean import clean
from ascertain.text.dates import find_dates
from ascertain.text.entities import find_entities
from ascertain.text.figures import find_figures
from ascertain.text.language import detect_language
from ascertain.text.polarity import directions, negations
from ascertain.text.sentences import sentences
from ascertain.text.words import content_words, words

__all__ = [
    "clean",
    "content_words",
    "detect_language",
    "directions",
    "find_dates",
    "find_entities",
    "find_figures",
    "negations",
    "sentences",
    "words",
]
